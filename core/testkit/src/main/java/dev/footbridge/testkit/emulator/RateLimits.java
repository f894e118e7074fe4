package dev.footbridge.testkit.emulator;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Token buckets by key. Off by default; safe for concurrent use; remembers at most {@value #MAX_KEYS} keys. */
public final class RateLimits {
    private static final int MAX_KEYS = 10_000;

    private static final class Bucket {
        private double tokens;
        private long refilledAt;

        private Bucket(double tokens, long refilledAt) {
            this.tokens = tokens;
            this.refilledAt = refilledAt;
        }
    }

    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_KEYS;
        }
    };
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private volatile boolean enabled;
    private volatile double scale = 1;

    public RateLimits(Clock clock) {
        this.clock = clock;
    }

    public void enabled(boolean on) {
        enabled = on;
    }

    public boolean enabled() {
        return enabled;
    }

    /** Multiplies every rate and burst: 10 makes a test ten times faster than the vendor allows. */
    public void scale(double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("scale must be positive");
        }
        scale = factor;
    }

    public double scale() {
        return scale;
    }

    /** Takes one permit. Empty: go on. Otherwise the time until a permit is free, at least one millisecond. */
    public Optional<Duration> acquire(String key, Limit limit) {
        if (!enabled) {
            return Optional.empty();
        }
        double factor = scale;
        double burst = Math.max(1, limit.burst() * factor);
        double perMilli = limit.permits() * factor / limit.period().toMillis();
        double missing;
        synchronized (buckets) {
            long now = clock.millis();
            Bucket bucket = buckets.computeIfAbsent(limit.name() + '\n' + key, unused -> new Bucket(burst, now));
            bucket.tokens = Math.min(burst, bucket.tokens + Math.max(0, now - bucket.refilledAt) * perMilli);
            bucket.refilledAt = now;
            if (bucket.tokens >= 1) {
                bucket.tokens--;
                return Optional.empty();
            }
            missing = 1 - bucket.tokens;
        }
        refused(limit.name());
        return Optional.of(Duration.ofMillis(Math.max(1, (long) Math.ceil(missing / perMilli))));
    }

    /** Counts a refusal by a limit that an emulator keeps itself, as it is no bucket of equal permits. */
    public void refused(String name) {
        refusals.computeIfAbsent(name, unused -> new LongAdder()).increment();
    }

    /** How many requests each limit refused. */
    public Map<String, Long> refusals() {
        Map<String, Long> result = new TreeMap<>();
        refusals.forEach((name, count) -> result.put(name, count.sum()));
        return result;
    }

    /** Fills every bucket and forgets the refusals. */
    public void reset() {
        synchronized (buckets) {
            buckets.clear();
        }
        refusals.clear();
    }
}
