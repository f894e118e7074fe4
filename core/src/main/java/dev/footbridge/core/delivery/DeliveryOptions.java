package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a {@link LaneDelivery} behaves.
 *
 * @param maxConcurrentCalls most calls at once over all channels
 * @param maxStreams most operations at once that move files, on top of those
 * @param expiry how long an operation is tried again; it gets at least one attempt, and time without valid credentials
 *     does not count
 * @param firstBackoff upper bound of the first random wait after a failure; doubles with each further failure
 * @param maxBackoff upper bound of every such wait
 * @param maxRetryAfter longest wait that a platform may ask for; more is cut to this
 * @param settleSchedule when to look for a post whose answer was lost, counted from the loss, ascending. The last look
 *     is never before the connector's settle time
 * @param clockSkew how far a platform's clock may be behind when own posts are looked for
 * @param ambiguousPolicy for platforms without read-back
 * @param probeInterval time between two looks whether rejected credentials are accepted again
 * @param readPatience longest time that a paced read waits within the call
 * @param closeWait longest time that closing waits for calls in flight
 * @param markKey key of the marks in the journal; the same in every life of a durable journal. Absent means a random one
 */
public record DeliveryOptions(
        int maxConcurrentCalls,
        int maxStreams,
        Duration expiry,
        Duration firstBackoff,
        Duration maxBackoff,
        Duration maxRetryAfter,
        List<Duration> settleSchedule,
        Duration clockSkew,
        AmbiguousPolicy ambiguousPolicy,
        Duration probeInterval,
        Duration readPatience,
        Duration closeWait,
        Optional<Secret> markKey) {

    public DeliveryOptions {
        settleSchedule = List.copyOf(settleSchedule);
        if (maxConcurrentCalls < 1 || maxStreams < 1) {
            throw new IllegalArgumentException("maxConcurrentCalls and maxStreams are at least 1");
        }
        if (settleSchedule.isEmpty()
                || !settleSchedule.stream().sorted().toList().equals(settleSchedule)) {
            throw new IllegalArgumentException("settleSchedule has at least one entry and ascends");
        }
    }

    /** All defaults. */
    public static DeliveryOptions defaults() {
        return builder().build();
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options. */
    public static final class Builder {
        private int maxConcurrentCalls = 64;
        private int maxStreams = 64;
        private Duration expiry = Duration.ofHours(24);
        private Duration firstBackoff = Duration.ofMillis(500);
        private Duration maxBackoff = Duration.ofSeconds(60);
        private Duration maxRetryAfter = Duration.ofMinutes(15);
        private List<Duration> settleSchedule =
                List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30));
        private Duration clockSkew = Duration.ofMinutes(1);
        private AmbiguousPolicy ambiguousPolicy = AmbiguousPolicy.PREFER_DUPLICATE;
        private Duration probeInterval = Duration.ofMinutes(15);
        private Duration readPatience = Duration.ofSeconds(10);
        private Duration closeWait = Duration.ofSeconds(10);
        private Optional<Secret> markKey = Optional.empty();

        private Builder() {}

        /** Calls at once. Defaults to 64. */
        public Builder maxConcurrentCalls(int value) {
            maxConcurrentCalls = value;
            return this;
        }

        /** Operations with files at once. Defaults to 64. */
        public Builder maxStreams(int value) {
            maxStreams = value;
            return this;
        }

        /** How long an operation is tried again. Defaults to 24 hours. */
        public Builder expiry(Duration value) {
            expiry = value;
            return this;
        }

        /** Bounds of the waits between attempts. Defaults to 0.5 s and 60 s. */
        public Builder backoff(Duration first, Duration max) {
            firstBackoff = first;
            maxBackoff = max;
            return this;
        }

        /** Longest wait a platform may ask for. Defaults to 15 minutes. */
        public Builder maxRetryAfter(Duration value) {
            maxRetryAfter = value;
            return this;
        }

        /** When to look for a lost post. Defaults to 2 s, 10 s and 30 s. */
        public Builder settleSchedule(Duration... value) {
            settleSchedule = List.of(value);
            return this;
        }

        /** How far a platform's clock may be behind. Defaults to 1 minute. */
        public Builder clockSkew(Duration value) {
            clockSkew = value;
            return this;
        }

        /** What to do without read-back. Defaults to {@link AmbiguousPolicy#PREFER_DUPLICATE}. */
        public Builder ambiguousPolicy(AmbiguousPolicy value) {
            ambiguousPolicy = value;
            return this;
        }

        /** Time between two looks at rejected credentials. Defaults to 15 minutes. */
        public Builder probeInterval(Duration value) {
            probeInterval = value;
            return this;
        }

        /** Longest wait within a paced read. Defaults to 10 s. */
        public Builder readPatience(Duration value) {
            readPatience = value;
            return this;
        }

        /** Longest wait when closing. Defaults to 10 s. */
        public Builder closeWait(Duration value) {
            closeWait = value;
            return this;
        }

        /** Key of the marks. Defaults to a random one. */
        public Builder markKey(Secret value) {
            markKey = Optional.of(value);
            return this;
        }

        /** The options. */
        public DeliveryOptions build() {
            return new DeliveryOptions(
                    maxConcurrentCalls,
                    maxStreams,
                    expiry,
                    firstBackoff,
                    maxBackoff,
                    maxRetryAfter,
                    settleSchedule,
                    clockSkew,
                    ambiguousPolicy,
                    probeInterval,
                    readPatience,
                    closeWait,
                    markKey);
        }
    }
}
