package dev.footbridge.relay.bridge;

import dev.footbridge.relay.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;

/** Forgets what is old, a little at a time so that nobody waits for it, and wakes what waited long enough. */
final class Housekeeping {

    private static final Duration PRUNE = Duration.ofSeconds(10);
    private static final Duration WAKE = Duration.ofSeconds(1);
    private static final int ROWS = 500;

    private final Ledger ledger;
    private final ParkedReader parked;
    private final EngineOptions options;
    private final Timers timers;
    private final Clock clock;

    Housekeeping(Ledger ledger, ParkedReader parked, EngineOptions options, Timers timers, Clock clock) {
        this.ledger = ledger;
        this.parked = parked;
        this.options = options;
        this.timers = timers;
        this.clock = clock;
    }

    void start() {
        timers.every(WAKE, parked::readOverdue);
        timers.every(PRUNE, this::prune);
    }

    private void prune() {
        long events = clock.instant().minus(options.eventRetention()).toEpochMilli();
        long links = clock.instant().minus(options.linkRetention()).toEpochMilli();
        ledger.write(tx -> tx.events().prune(events, ROWS) + tx.links().prune(links, ROWS))
                .thenAccept(forgotten -> {
                    if (forgotten >= ROWS) {
                        timers.after(WAKE, this::prune);
                    }
                });
    }
}
