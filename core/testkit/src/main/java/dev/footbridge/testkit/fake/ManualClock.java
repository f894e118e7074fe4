package dev.footbridge.testkit.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is advanced. Safe for concurrent use. */
public final class ManualClock extends Clock {

    private final Hands hands;
    private final ZoneId zone;

    private static final class Hands {
        private Instant now;

        private Hands(Instant now) {
            this.now = now;
        }

        private synchronized Instant now() {
            return now;
        }

        private synchronized void set(Instant instant) {
            now = instant;
        }

        private synchronized Instant move(Duration duration) {
            now = now.plus(duration);
            return now;
        }
    }

    private ManualClock(Hands hands, ZoneId zone) {
        this.hands = hands;
        this.zone = zone;
    }

    /** A clock that shows this time, in UTC. */
    public static ManualClock at(Instant start) {
        return new ManualClock(new Hands(start), ZoneOffset.UTC);
    }

    /** A clock that shows this ISO-8601 time, such as {@code 2026-01-01T12:00:00Z}. */
    public static ManualClock at(String start) {
        return at(Instant.parse(start));
    }

    /** Moves forwards; a negative duration moves backwards, as a corrected system clock does. */
    public Instant advance(Duration duration) {
        return hands.move(duration);
    }

    /** Shows this time from now on. */
    public void set(Instant instant) {
        hands.set(instant);
    }

    @Override
    public Instant instant() {
        return hands.now();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same hands in another zone: advancing either advances both. */
    @Override
    public Clock withZone(ZoneId other) {
        return new ManualClock(hands, other);
    }

    @Override
    public String toString() {
        return "ManualClock[" + hands.now() + "]";
    }
}
