package dev.footbridge.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * What happened to one run's messages: when each was sent, acknowledged and posted, and in which order the posts came.
 * Message {@code i} belongs to channel {@code i % channels}. Safe for concurrent use.
 */
final class Run {

    private static final long NEVER = Long.MIN_VALUE;

    /** One post as the target saw it. */
    private record Arrival(int index, long nanos) {}

    private final String name;
    private final int first;
    private final int channels;
    private final AtomicLongArray started;
    private final AtomicLongArray acknowledged;
    private final AtomicIntegerArray posts;
    private final List<List<Arrival>> arrivals = new ArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger crossed = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();

    /**
     * Prepares a run.
     *
     * @param first number of its first message; numbers are never used twice
     */
    Run(String name, int first, int count, int channels) {
        this.name = name;
        this.first = first;
        this.channels = channels;
        started = new AtomicLongArray(count);
        acknowledged = new AtomicLongArray(count);
        posts = new AtomicIntegerArray(count);
        for (int i = 0; i < count; i++) {
            started.set(i, NEVER);
            acknowledged.set(i, NEVER);
        }
        for (int i = 0; i < channels; i++) {
            arrivals.add(new ArrayList<>());
        }
    }

    String name() {
        return name;
    }

    int count() {
        return started.length();
    }

    int channels() {
        return channels;
    }

    int number(int index) {
        return first + index;
    }

    boolean has(int number) {
        return number >= first && number < first + count();
    }

    /** The webhook begins to leave, or should have begun to. */
    void sending(int index, long nanos) {
        started.set(index, nanos);
    }

    /** The answer is here; status 0 when there was none. */
    void answered(int index, int status) {
        if (status / 100 == 2) {
            acknowledged.set(index, System.nanoTime());
            taken.incrementAndGet();
        } else {
            refused.incrementAndGet();
        }
    }

    /** The target has read a post. */
    void posted(int number, long nanos) {
        int index = number - first;
        List<Arrival> channel = arrivals.get(index % channels);
        synchronized (channel) {
            channel.add(new Arrival(index, nanos));
        }
        if (posts.incrementAndGet(index) == 1) {
            crossed.incrementAndGet();
        }
    }

    /** Waits until everything that was acknowledged has crossed, or nothing has come for so long. */
    void awaitCrossed(long patienceNanos) {
        awaitCrossed(patienceNanos, () -> 0);
    }

    /** The same, where also what grows meanwhile is a sign of life. */
    void awaitCrossed(long patienceNanos, LongSupplier growing) {
        long seen = -1;
        long since = System.nanoTime();
        while (crossed.get() < taken.get()) {
            long now = crossed.get() + growing.getAsLong();
            if (now != seen) {
                seen = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > patienceNanos) {
                return;
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** Counts, so far. */
    Verdict verdict() {
        int losses = 0;
        int duplicates = 0;
        for (int i = 0; i < count(); i++) {
            int times = posts.get(i);
            losses += times == 0 && acknowledged.get(i) != NEVER ? 1 : 0;
            duplicates += Math.max(0, times - 1);
        }
        int inversions = 0;
        int raced = 0;
        for (List<Arrival> channel : arrivals) {
            int[] counts = overtaking(channel);
            inversions += counts[0];
            raced += counts[1];
        }
        return new Verdict(crossed.get(), losses, duplicates, inversions, raced, refused.get());
    }

    /**
     * How many messages of a channel came before one that had been acknowledged before they were sent (inversions), and
     * how many came before one that was sent earlier but was still on its way (raced: nobody can know their order).
     */
    private int[] overtaking(List<Arrival> channel) {
        List<Arrival> order;
        synchronized (channel) {
            order = List.copyOf(channel);
        }
        boolean[] seen = new boolean[count()];
        int[] firsts = order.stream()
                .mapToInt(Arrival::index)
                .filter(index -> {
                    boolean fresh = !seen[index];
                    seen[index] = true;
                    return fresh;
                })
                .toArray();
        int inversions = 0;
        int raced = 0;
        long earliestAck = Long.MAX_VALUE;
        long earliestStart = Long.MAX_VALUE;
        for (int i = firsts.length - 1; i >= 0; i--) {
            int index = firsts[i];
            if (earliestAck < started.get(index)) {
                inversions++;
            } else if (earliestStart < started.get(index)) {
                raced++;
            }
            long ack = acknowledged.get(index);
            earliestAck = Math.min(earliestAck, ack == NEVER ? Long.MAX_VALUE : ack);
            earliestStart = Math.min(earliestStart, started.get(index));
        }
        return new int[] {inversions, raced};
    }

    /** From the first webhook to the last first post. */
    double seconds() {
        long from = Long.MAX_VALUE;
        for (int i = 0; i < count(); i++) {
            from = started.get(i) == NEVER ? from : Math.min(from, started.get(i));
        }
        long until = from;
        for (List<Arrival> channel : arrivals) {
            synchronized (channel) {
                for (Arrival arrival : channel) {
                    until = Math.max(until, arrival.nanos());
                }
            }
        }
        return (until - from) / 1e9;
    }

    /** From webhook to post, sorted, in nanoseconds; of a duplicate the first counts. */
    long[] latencies() {
        long[] first = new long[count()];
        Arrays.fill(first, Long.MAX_VALUE);
        for (List<Arrival> channel : arrivals) {
            synchronized (channel) {
                for (Arrival arrival : channel) {
                    first[arrival.index()] = Math.min(first[arrival.index()], arrival.nanos());
                }
            }
        }
        long[] latencies = new long[count()];
        int n = 0;
        for (int i = 0; i < count(); i++) {
            if (first[i] != Long.MAX_VALUE && started.get(i) != NEVER) {
                latencies[n++] = first[i] - started.get(i);
            }
        }
        long[] sorted = Arrays.copyOf(latencies, n);
        Arrays.sort(sorted);
        return sorted;
    }
}
