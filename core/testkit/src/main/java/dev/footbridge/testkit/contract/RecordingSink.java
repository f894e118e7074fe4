package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.message.InboundEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A sink that keeps what it was told and can be made to refuse. Safe for concurrent use. */
public final class RecordingSink implements InboundSink {

    private final List<InboundEvent> events = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private int refusals;
    private int refused;

    @Override
    public synchronized void accept(List<InboundEvent> told) throws InboundRefusedException {
        if (refusals > 0) {
            refusals--;
            refused++;
            notifyAll();
            throw new InboundRefusedException("refused because the test asks for it", null);
        }
        events.addAll(told);
        notifyAll();
    }

    @Override
    public synchronized void ignored(String reason) {
        ignored.add(reason);
        notifyAll();
    }

    @Override
    public synchronized void rejected(String reason) {
        rejected.add(reason);
        notifyAll();
    }

    /** Refuses the next so many calls. */
    public synchronized void refuseNext(int times) {
        refusals = times;
    }

    /** How many calls were refused. */
    public synchronized int refused() {
        return refused;
    }

    /** All accepted events, in order. */
    public synchronized List<InboundEvent> events() {
        return List.copyOf(events);
    }

    /** The reasons given for what was ignored. */
    public synchronized List<String> ignored() {
        return List.copyOf(ignored);
    }

    /** The reasons given for what was rejected. */
    public synchronized List<String> rejected() {
        return List.copyOf(rejected);
    }

    /** Waits for the first event that matches; empty when none came in time. */
    public synchronized Optional<InboundEvent> await(Predicate<InboundEvent> wanted, Duration atMost)
            throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<InboundEvent> found = events.stream().filter(wanted).findFirst();
            long left = end - System.nanoTime();
            if (found.isPresent() || left <= 0) {
                return found;
            }
            wait(Math.max(1, left / 1_000_000));
        }
    }

    /** Waits until a call was refused; whether one was in time. */
    public synchronized boolean awaitRefusal(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (refused == 0) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(Math.max(1, left / 1_000_000));
        }
        return true;
    }
}
