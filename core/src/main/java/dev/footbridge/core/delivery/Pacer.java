package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.Pacing;
import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rate limits of one workspace, shared by everything that calls it. Safe for concurrent use. */
final class Pacer {
    private static final int SWEEP_AT = 1_024;

    private final Pacing pacing;
    private final SteadyTime time;
    private final Map<String, RateBucket> buckets = new HashMap<>();
    private int sweepAt = SWEEP_AT;

    Pacer(Pacing pacing, SteadyTime time) {
        this.pacing = pacing;
        this.time = time;
    }

    /** Leave to make one call, still to be waited for. */
    Permit permit(Verb verb, ChannelId channel) {
        return new Permit(pacing.limits(verb, channel));
    }

    /**
     * A platform said "too many" and does not tell which limit it meant. The limits that this delivery used up are
     * blocked for everybody; one that looks fine is blocked as soon as a second channel runs into it.
     */
    synchronized void throttled(Verb verb, ChannelId channel, long waitNanos) {
        long now = time.nanos();
        long until = now + waitNanos;
        List<RateLimit> limits = pacing.limits(verb, channel);
        for (RateLimit limit : limits) {
            RateBucket bucket = bucket(limit);
            boolean sharedTrouble = bucket.suspect(channel, now, until);
            if (sharedTrouble || limits.size() == 1 || bucket.isHot(now)) {
                bucket.block(until);
            }
        }
    }

    private RateBucket bucket(RateLimit limit) {
        if (buckets.size() >= sweepAt) {
            long now = time.nanos();
            buckets.values().removeIf(bucket -> bucket.isIdle(now));
            sweepAt = Math.max(SWEEP_AT, 2 * buckets.size());
        }
        return buckets.computeIfAbsent(limit.key(), key -> new RateBucket(limit));
    }

    /**
     * Collects the slots of all limits that a call counts against. A slot is taken in advance only from the limit that
     * makes it wait longest, so that waiting for a slow limit does not use up a fast one.
     */
    final class Permit {
        private final List<RateLimit> missing;
        private final List<Taken> taken = new ArrayList<>();
        private final List<Used> used = new ArrayList<>();

        private record Taken(RateLimit limit, RateBucket bucket, int generation, int index, long slot) {}

        private record Used(RateBucket bucket, int index, long at) {}

        private Permit(List<RateLimit> limits) {
            this.missing = new ArrayList<>(limits);
        }

        /** Nanoseconds until this has to be asked again; zero means: call now. */
        long acquire() {
            if (missing.isEmpty() && taken.isEmpty()) {
                return 0;
            }
            synchronized (Pacer.this) {
                long now = time.nanos();
                giveBackVoid();
                long wait = waitForTaken(now);
                return wait > 0 ? wait : takeMissing(now);
            }
        }

        private void giveBackVoid() {
            for (Taken slot : List.copyOf(taken)) {
                if (slot.generation() != slot.bucket().generation()) {
                    taken.remove(slot);
                    missing.add(slot.limit());
                }
            }
        }

        private long waitForTaken(long now) {
            long latest = now;
            for (Taken slot : taken) {
                latest = Math.max(latest, slot.slot());
            }
            return latest - now;
        }

        private long takeMissing(long now) {
            long latest = now;
            int slowest = -1;
            for (int i = 0; i < missing.size(); i++) {
                long slot = bucket(missing.get(i)).slot(now);
                if (slot > latest) {
                    latest = slot;
                    slowest = i;
                }
            }
            if (slowest >= 0) {
                take(missing.remove(slowest), now);
                return latest - now;
            }
            missing.forEach(limit -> {
                RateBucket bucket = bucket(limit);
                use(bucket, bucket.take(now));
            });
            missing.clear();
            taken.forEach(slot -> {
                slot.bucket().usedLate(slot.slot(), now);
                use(slot.bucket(), slot.index());
            });
            taken.clear();
            return 0;
        }

        private void use(RateBucket bucket, int index) {
            used.add(new Used(bucket, index, bucket.at(index)));
        }

        /** The call that {@link #acquire} let go came back, whatever came of it. */
        void returned() {
            synchronized (Pacer.this) {
                long now = time.nanos();
                used.forEach(slot -> slot.bucket().returned(slot.index(), slot.at(), now));
                used.clear();
            }
        }

        private void take(RateLimit limit, long now) {
            RateBucket bucket = bucket(limit);
            long slot = bucket.slot(now);
            int index = bucket.take(now);
            taken.add(new Taken(limit, bucket, bucket.generation(), index, slot));
        }
    }
}
