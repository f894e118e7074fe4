package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.relay.ledger.InstallKey;
import dev.footbridge.relay.ledger.OperationRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Copies nobody knows of: a post whose answer was lost, of a message that is gone meanwhile. There is no content to try
 * it again with, so the delivery cannot find it; the key that the platform gives back can.
 */
final class Orphans {

    /** How far the platform's clock may be from ours. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    private final LinkIndex links;
    private final InstallKey key;

    Orphans(LinkIndex links, InstallKey key) {
        this.links = links;
        this.key = key;
    }

    /** Those whose key ends so; with an empty ending all that the relay posts for this group on the operation's channel. */
    List<MessageId> of(Operation operation, Links known, String suffix)
            throws ConnectorException, InterruptedException {
        Optional<OperationRow.Intent> intent = operation.intent();
        BridgedChannel target = operation.lane().channel();
        Optional<Readback> readback = target.connector().readback();
        if (intent.isEmpty() || readback.isEmpty()) {
            return List.of();
        }
        Optional<MessageId> thread = PartNumber.isCopy(intent.get().part())
                ? links.rootOn(known.group(), target)
                : links.threadOn(known, target);
        Instant since = Instant.ofEpochMilli(intent.get().startedAt()).minus(SKEW);
        String name = Composer.draftKey(key, known.group(), target.number()) + suffix;
        return readback.get().sent(target.id(), thread, since).stream()
                .filter(sent ->
                        sent.key().filter(given -> given.startsWith(name)).isPresent()
                                && !links.isKnown(target.number(), sent.id()))
                .map(Readback.Sent::id)
                .toList();
    }
}
