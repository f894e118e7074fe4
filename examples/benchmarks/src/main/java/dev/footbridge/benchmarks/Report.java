package dev.footbridge.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The result.
 *
 * @param strays posts that belong to no message or came to the wrong channel
 * @param unknown calls that the stubs had no answer for, with their number
 */
record Report(Map<String, String> machine, List<Figures> figures, int strays, Map<String, Integer> unknown) {

    private static final List<String> COLUMNS = List.of(
            "run",
            "messages",
            "msg/s",
            "of ideal",
            "p50 ms",
            "p99 ms",
            "max ms",
            "relay µs/msg",
            "all µs/msg",
            "others' cores",
            "RSS MiB",
            "peak MiB",
            "inversions",
            "raced",
            "losses",
            "duplicates",
            "non-2xx");

    /** Whether every message crossed once and in order; slowness is no fault. */
    boolean isCorrect() {
        return strays == 0
                && figures.stream()
                        .filter(one -> !one.name().startsWith("bare"))
                        .allMatch(one ->
                                one.verdict().isCorrect() && one.verdict().crossed() > 0);
    }

    /** A table in Markdown, which is readable as it is. */
    String table() {
        StringBuilder table = new StringBuilder();
        machine.forEach(
                (name, value) -> table.append(name).append(": ").append(value).append('\n'));
        table.append('\n');
        MarkdownTable rows = new MarkdownTable(COLUMNS);
        figures.forEach(one -> rows.add(cells(one)));
        table.append(rows);
        if (strays > 0) {
            table.append('\n').append(strays).append(" posts belong to no message or came to the wrong channel\n");
        }
        if (!unknown.isEmpty()) {
            table.append("\ncalls that the stubs have no answer for: ")
                    .append(unknown)
                    .append('\n');
        }
        return table.toString();
    }

    private static List<String> cells(Figures one) {
        Verdict verdict = one.verdict();
        String ideal = Double.isNaN(one.idealPerSecond())
                ? ""
                : number("%.1f %%", 100 * one.perSecond() / one.idealPerSecond());
        return List.of(
                one.name(),
                Integer.toString(one.messages()),
                number("%.0f", one.perSecond()),
                ideal,
                number("%.2f", one.p50()),
                number("%.2f", one.p99()),
                number("%.1f", one.max()),
                number("%.0f", one.relayCpu()),
                number("%.0f", one.allCpu()),
                number("%.2f", one.otherCores()),
                number("%.0f", one.rss()),
                number("%.0f", one.peakRss()),
                Integer.toString(verdict.inversions()),
                Integer.toString(verdict.raced()),
                Integer.toString(verdict.losses()),
                Integer.toString(verdict.duplicates()),
                Integer.toString(verdict.refused()));
    }

    static String number(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }

    /** The same as one JSON object; what is not known is absent. */
    String json() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("correct", isCorrect());
        root.put("machine", machine);
        root.put("strays", strays);
        root.put("unknownCalls", unknown);
        root.put("runs", figures.stream().map(Report::object).toList());
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts and numbers are JSON", e);
        }
    }

    private static Map<String, Object> object(Figures one) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("run", one.name());
        object.put("messages", one.messages());
        put(object, "seconds", one.seconds());
        put(object, "perSecond", one.perSecond());
        put(object, "idealPerSecond", one.idealPerSecond());
        put(object, "p50Millis", one.p50());
        put(object, "p99Millis", one.p99());
        put(object, "maxMillis", one.max());
        put(object, "relayCpuMicrosPerMessage", one.relayCpu());
        put(object, "allCpuMicrosPerMessage", one.allCpu());
        put(object, "otherCores", one.otherCores());
        put(object, "rssMebibytes", one.rss());
        put(object, "peakRssMebibytes", one.peakRss());
        object.put("crossed", one.verdict().crossed());
        object.put("inversions", one.verdict().inversions());
        object.put("raced", one.verdict().raced());
        object.put("losses", one.verdict().losses());
        object.put("duplicates", one.verdict().duplicates());
        object.put("non2xx", one.verdict().refused());
        return object;
    }

    static void put(Map<String, Object> object, String name, double value) {
        if (Double.isFinite(value)) {
            object.put(name, Math.round(value * 1000) / 1000.0);
        }
    }
}
