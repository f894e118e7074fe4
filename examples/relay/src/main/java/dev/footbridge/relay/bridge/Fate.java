package dev.footbridge.relay.bridge;

import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of one event, for the counts: exactly one of {@link #duplicate},
 * {@link #ignored}, {@link #park} and {@link #started} is called once, after the decision is durable.
 */
final class Fate {

    private enum Origin {
        LIVE,
        PARKED,
        UNCOUNTED
    }

    private final Tally tally;
    private final String connector;
    private final Origin origin;
    private final Instant acceptedAt;

    private Fate(Tally tally, String connector, Origin origin, Instant acceptedAt) {
        this.tally = tally;
        this.connector = connector;
        this.origin = origin;
        this.acceptedAt = acceptedAt;
    }

    /** Of an event that was just received. */
    static Fate live(Tally tally, String connector, Instant now) {
        return new Fate(tally, connector, Origin.LIVE, now);
    }

    /** Of an event that was parked in this life of the process. */
    static Fate parked(Tally tally, String connector, Instant now) {
        return new Fate(tally, connector, Origin.PARKED, now);
    }

    /** Of something that no platform told in this life: a repair, or what an earlier life left. */
    static Fate uncounted(Tally tally, String connector, Instant now) {
        return new Fate(tally, connector, Origin.UNCOUNTED, now);
    }

    void duplicate() {
        tally.duplicate(connector);
    }

    void ignored(String reason) {
        leave();
        if (origin != Origin.UNCOUNTED) {
            tally.ignored(connector, reason);
        }
    }

    void park() {
        if (origin == Origin.LIVE) {
            tally.parked(1);
        }
    }

    /** For its operations; counted once they are {@link #started}. */
    Optional<Ticket> ticket(int operations) {
        return origin == Origin.UNCOUNTED ? Optional.empty() : Optional.of(new Ticket(tally, acceptedAt, operations));
    }

    void started() {
        leave();
        if (origin != Origin.UNCOUNTED) {
            tally.started();
        }
    }

    private void leave() {
        if (origin == Origin.PARKED) {
            tally.parked(-1);
        }
    }
}
