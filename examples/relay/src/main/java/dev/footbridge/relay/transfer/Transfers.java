package dev.footbridge.relay.transfer;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** All streams of files: who may have how many, how far each is, and an end to those that stand still. Thread-safe. */
public final class Transfers {

    /**
     * How far a stream is.
     *
     * @param number of this life of the process
     * @param total in bytes, -1 when the source does not tell
     */
    public record Progress(
            long number, ChannelId source, ChannelId target, long bytes, long total, Instant startedAt) {}

    private final Clock clock;
    private final int perUser;
    private final Duration stall;
    private final TransferObserver observer;
    private final Consumer<String> steps;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Transfer> running = new ConcurrentHashMap<>();
    private final Map<Long, UserId> holders = new HashMap<>();
    private final Map<UserId, Integer> held = new HashMap<>();

    /**
     * @param perUser most streams at once of one person's files
     * @param stall longest time without a byte
     * @param steps is told the steps of a transfer; for crash tests
     */
    public Transfers(Clock clock, int perUser, Duration stall, TransferObserver observer, Consumer<String> steps) {
        this.clock = clock;
        this.perUser = perUser;
        this.stall = stall;
        this.observer = observer;
        this.steps = steps;
    }

    /** Takes one of the user's streams for an operation, until {@link #release}; false when all are taken. */
    public synchronized boolean claim(long operation, UserId user) {
        if (holders.containsKey(operation)) {
            return true;
        }
        int now = held.getOrDefault(user, 0);
        if (now >= perUser) {
            return false;
        }
        holders.put(operation, user);
        held.put(user, now + 1);
        return true;
    }

    /** Gives an operation's stream back; once or more often. */
    public synchronized void release(long operation) {
        UserId user = holders.remove(operation);
        if (user != null) {
            held.computeIfPresent(user, (any, count) -> count > 1 ? count - 1 : null);
        }
    }

    Transfer begin(ChannelId source, ChannelId target, long total, Runnable breakOff) {
        Transfer transfer = new Transfer(this, numbers.incrementAndGet(), source, target, total, breakOff);
        running.put(transfer.number(), transfer);
        observer.streaming(target);
        return transfer;
    }

    void moved(Transfer transfer, int bytes) {
        observer.streamed(transfer.target(), bytes);
    }

    void spooled(ChannelId target, long bytes) {
        observer.spooled(target, bytes);
    }

    void ended(Transfer transfer, String failure) {
        if (running.remove(transfer.number()) != null) {
            observer.streamEnded(transfer.target(), Duration.between(transfer.startedAt(), clock.instant()), failure);
        }
    }

    void reached(String step) {
        steps.accept(step);
    }

    Instant now() {
        return clock.instant();
    }

    /** Breaks off what stands still; to be called now and then. */
    public void breakStalled() {
        Instant now = clock.instant();
        running.values().forEach(transfer -> transfer.breakOffAfter(stall, now));
    }

    /** What is under way, oldest first. */
    public List<Progress> progress() {
        return running.values().stream()
                .map(Transfer::progress)
                .sorted(Comparator.comparing(Progress::number))
                .toList();
    }
}
