package dev.footbridge.sandbox;

import dev.footbridge.testkit.emulator.HumanClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits until something shows on a client's screen, and looks again at every change on any of them. */
final class Screens implements AutoCloseable {

    private final LongSupplier nanoTime;
    private final List<HumanClient.Subscription> subscriptions;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long changes;

    Screens(List<SandboxPlatform> platforms, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.subscriptions = platforms.stream()
                .map(side -> side.emulator().people().listen(change -> signal()))
                .toList();
    }

    private void signal() {
        lock.lock();
        try {
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it showed within the time. */
    boolean await(Duration patience, BooleanSupplier shown) throws InterruptedException {
        long end = nanoTime.getAsLong() + patience.toNanos();
        while (true) {
            long seen = changes();
            // Not under the lock: looking takes the emulator's own lock, under which changes are told.
            if (shown.getAsBoolean()) {
                return true;
            }
            if (!nextChange(seen, end)) {
                return shown.getAsBoolean();
            }
        }
    }

    private long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    private boolean nextChange(long seen, long end) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (changes == seen) {
                long left = end - nanoTime.getAsLong();
                if (left <= 0) {
                    return false;
                }
                changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        subscriptions.forEach(HumanClient.Subscription::close);
    }
}
