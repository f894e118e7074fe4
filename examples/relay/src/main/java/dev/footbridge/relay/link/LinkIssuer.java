package dev.footbridge.relay.link;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.relay.ledger.FileLinkRow;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import dev.footbridge.relay.ledger.LedgerWork;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** Gives out links to files. Safe for concurrent use. */
public final class LinkIssuer {

    private final Ledger ledger;
    private final LinkKeys keys;
    private final LinkSettings settings;
    private final Recipients recipients;
    private final Clock clock;
    private final LinkObserver observer;
    private final Map<ChannelId, Long> channels = new ConcurrentHashMap<>();

    public LinkIssuer(Ledger ledger, LinkSettings settings, Recipients recipients, Clock clock, LinkObserver observer) {
        this.ledger = ledger;
        this.keys = new LinkKeys(ledger.key());
        this.settings = settings;
        this.recipients = recipients;
        this.clock = clock;
        this.observer = observer;
    }

    /**
     * A link to a file of a message for the people of a channel; empty when they could not sign in. It is the same
     * whenever it is asked for, and lives from the first time on. Blocks until a crash cannot lose it; not to be called
     * on the ledger's writer thread.
     *
     * @param group the ledger's number of the message that the file hangs on
     * @param target where the link will be shown
     */
    public Optional<URI> link(long group, FileId file, ChannelId target) throws LedgerException {
        if (!recipients.canSignIn(target.workspace())) {
            return Optional.empty();
        }
        long number = keys.file(file);
        long channel = number(target);
        String secret = keys.secret(group, number, channel);
        long expiresAt = clock.instant().plus(settings.lifetime()).toEpochMilli();
        FileLinkRow row = new FileLinkRow(keys.row(secret), group, number, channel, expiresAt);
        if (ledger.read(tx -> tx.fileLinks().find(row.id())).isEmpty()
                && written(tx -> tx.fileLinks().insert(row))) {
            observer.issued(target.workspace().platform());
        }
        return Optional.of(settings.address(secret));
    }

    private long number(ChannelId channel) throws LedgerException {
        Long known = channels.get(channel);
        if (known == null) {
            known = written(tx -> tx.channels().intern(channel).id());
            channels.put(channel, known);
        }
        return known;
    }

    private <T> T written(LedgerWork<T> work) throws LedgerException {
        try {
            return ledger.write(work).join();
        } catch (CompletionException e) {
            throw new LedgerException("the ledger cannot be written", e.getCause());
        }
    }
}
