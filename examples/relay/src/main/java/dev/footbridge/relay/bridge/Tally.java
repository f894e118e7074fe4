package dev.footbridge.relay.bridge;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts what became of every event. Nothing may go uncounted: see {@link EngineStatus}. */
final class Tally {

    private final EngineObserver observer;
    private final LongAdder received = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder parked = new LongAdder();
    private final LongAdder pending = new LongAdder();
    private final Map<String, LongAdder> ignored = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> dead = new ConcurrentHashMap<>();

    Tally(EngineObserver observer) {
        this.observer = observer;
    }

    void received(String connector, int events) {
        received.add(events);
        observer.received(connector, events);
    }

    void duplicate(String connector) {
        duplicates.increment();
        observer.duplicate(connector);
    }

    void ignored(String connector, String reason) {
        ignored.computeIfAbsent(reason, unused -> new LongAdder()).increment();
        observer.ignored(connector, reason);
    }

    void parked(int events) {
        parked.add(events);
    }

    void started() {
        pending.increment();
    }

    void ended(Optional<String> deadReason) {
        pending.decrement();
        if (deadReason.isEmpty()) {
            delivered.increment();
        } else {
            dead.computeIfAbsent(deadReason.get(), unused -> new LongAdder()).increment();
        }
    }

    long received() {
        return received.sum();
    }

    long duplicates() {
        return duplicates.sum();
    }

    long delivered() {
        return delivered.sum();
    }

    long parked() {
        return parked.sum();
    }

    long pending() {
        return pending.sum();
    }

    Map<String, Long> ignored() {
        return sums(ignored);
    }

    Map<String, Long> dead() {
        return sums(dead);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }
}
