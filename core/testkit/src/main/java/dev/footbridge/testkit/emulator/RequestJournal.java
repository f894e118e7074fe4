package dev.footbridge.testkit.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * What was asked of an emulator: the newest {@value #MAX_ENTRIES} requests or {@value #MAX_BYTES} body bytes, and counts per
 * method and path since the last {@link #clear}. Requests to the emulator's own control pages are not recorded. Safe for
 * concurrent use.
 */
public final class RequestJournal {
    /** How much is kept. Counting alone costs well under a microsecond per request. */
    public enum Detail {
        COUNTS,
        FULL
    }

    private static final int MAX_ENTRIES = 5_000;
    private static final int MAX_BYTES = 32 * 1024 * 1024;
    private static final int MAX_COUNTERS = 2_000;
    private static final Set<String> SECRET_HEADERS = Set.of("authorization", "cookie");

    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private volatile Detail detail = Detail.FULL;
    private long lastSequence;
    private long bytes;

    RequestJournal() {}

    public void detail(Detail wanted) {
        detail = wanted;
    }

    void record(EmulatorRequest request, Instant at, Duration took, int status, String fault) {
        count(request.method() + ' ' + request.path());
        if (detail == Detail.COUNTS) {
            return;
        }
        Map<String, String> headers = masked(request.headers());
        String path = request.query().isEmpty() ? request.path() : request.path() + '?' + request.query();
        synchronized (entries) {
            entries.add(new JournalEntry(
                    ++lastSequence, at, took, request.method(), path, headers, request.body(), status, fault));
            bytes += request.body().length;
            while (entries.size() > MAX_ENTRIES || (bytes > MAX_BYTES && entries.size() > 1)) {
                bytes -= entries.remove().body().length;
            }
        }
    }

    private void count(String key) {
        LongAdder counter = counts.get(key);
        if (counter == null) {
            // Paths may carry ids: past the cap everything new is counted together.
            counter = counts.computeIfAbsent(counts.size() < MAX_COUNTERS ? key : "(other)", unused -> new LongAdder());
        }
        counter.increment();
    }

    private static Map<String, String> masked(Map<String, String> headers) {
        Map<String, String> result = new LinkedHashMap<>(headers);
        result.replaceAll((name, value) -> SECRET_HEADERS.contains(name) ? mask(value) : value);
        return result;
    }

    private static String mask(String value) {
        int space = value.indexOf(' ');
        return space > 0 ? value.substring(0, space) + " ***" : "***";
    }

    /** The kept requests, oldest first. */
    public List<JournalEntry> entries() {
        synchronized (entries) {
            return new ArrayList<>(entries);
        }
    }

    public List<JournalEntry> entries(Predicate<JournalEntry> filter) {
        return entries().stream().filter(filter).toList();
    }

    /** How many requests with this method and exact path (without query) were answered, also those no longer kept. */
    public long count(String method, String path) {
        LongAdder counter = counts.get(method + ' ' + path);
        return counter == null ? 0 : counter.sum();
    }

    /** All counts, keyed by {@code "METHOD /path"}. */
    public Map<String, Long> counts() {
        Map<String, Long> result = new TreeMap<>();
        counts.forEach((key, value) -> result.put(key, value.sum()));
        return result;
    }

    public void clear() {
        synchronized (entries) {
            entries.clear();
            bytes = 0;
        }
        counts.clear();
    }
}
