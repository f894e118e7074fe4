package dev.footbridge.relay.bridge;

import dev.footbridge.relay.ledger.DeadLetter;
import dev.footbridge.relay.ledger.GroupRow;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import dev.footbridge.relay.ledger.OperationRow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** What was given up, and how to try it again. */
final class DeadLetters {

    private final Ledger ledger;
    private final Routes routes;
    private final Lanes lanes;
    private final Clock clock;

    DeadLetters(Ledger ledger, Routes routes, Lanes lanes, Clock clock) {
        this.ledger = ledger;
        this.routes = routes;
        this.lanes = lanes;
        this.clock = clock;
    }

    List<DeadLetterInfo> list(long after, int limit) throws LedgerException {
        return ledger.read(tx -> {
            List<DeadLetterInfo> letters = new ArrayList<>();
            for (DeadLetter letter : tx.operations().dead(after, limit)) {
                Optional<GroupRow> group = tx.links().group(letter.group());
                letters.add(new DeadLetterInfo(
                        letter.seq(),
                        letter.kind().name().toLowerCase(Locale.ROOT),
                        group.flatMap(
                                row -> routes.byNumber(row.origin()).map(channel -> channel.message(row.message()))),
                        routes.byNumber(letter.lane()).map(BridgedChannel::id),
                        letter.code(),
                        Instant.ofEpochMilli(letter.at())));
            }
            return letters;
        });
    }

    boolean replay(long number) throws LedgerException {
        try {
            return ledger.write(tx -> {
                        long seq = tx.operations().newSeq();
                        Optional<OperationRow> row = tx.operations().revive(number, seq, clock.millis());
                        row.ifPresent(revived -> tx.afterCommit(() -> lanes.add(revived)));
                        return row.isPresent();
                    })
                    .join();
        } catch (CompletionException e) {
            throw new LedgerException("the ledger cannot be written", e.getCause());
        }
    }
}
