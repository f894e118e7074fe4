package dev.footbridge.benchmarks;

import java.util.Map;
import java.util.TreeMap;

/** Calls that a stub has no answer for: a figure is worth little when there are any. Safe for concurrent use. */
final class Unknown {

    private final Map<String, Integer> calls = new TreeMap<>();

    synchronized void asked(String call) {
        calls.merge(call, 1, Integer::sum);
    }

    synchronized Map<String, Integer> calls() {
        return Map.copyOf(calls);
    }
}
