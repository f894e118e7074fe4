package dev.footbridge.relay.bridge;

import java.time.Instant;
import java.util.Optional;

/** One event's way through the engine: ends when the last of its operations ends. */
final class Ticket {

    private final Tally tally;
    private final Instant acceptedAt;
    private int open;
    private Optional<String> dead = Optional.empty();

    Ticket(Tally tally, Instant acceptedAt, int operations) {
        this.tally = tally;
        this.acceptedAt = acceptedAt;
        this.open = operations;
    }

    Instant acceptedAt() {
        return acceptedAt;
    }

    void done() {
        end(Optional.empty());
    }

    void dead(String reason) {
        end(Optional.of(reason));
    }

    private synchronized void end(Optional<String> reason) {
        dead = dead.isPresent() ? dead : reason;
        if (--open == 0) {
            tally.ended(dead);
        }
    }
}
