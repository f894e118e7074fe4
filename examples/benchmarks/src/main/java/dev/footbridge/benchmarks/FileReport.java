package dev.footbridge.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * The result of a run with files.
 *
 * @param strays posts that belong to no message or came to the wrong channel
 * @param unknown calls that the stubs had no answer for, with their number
 */
record FileReport(
        Map<String, String> machine,
        List<FileFigures> figures,
        List<TextFigures> texts,
        int strays,
        Map<String, Integer> unknown) {

    private static final double MIB = 1024 * 1024 / 1e6;

    private static final List<String> FILE_COLUMNS = List.of(
            "run",
            "pairs",
            "who",
            "files",
            "MB",
            "s",
            "MB/s",
            "CPU s/GB",
            "others' cores",
            "RSS before MB",
            "peak",
            "after",
            "equal",
            "wrong",
            "missing",
            "doubled");

    private static final List<String> TEXT_COLUMNS = List.of(
            "streams",
            "running",
            "MB/s",
            "busy cores",
            "messages",
            "p50 ms",
            "p99 ms",
            "max ms",
            "inversions",
            "losses",
            "duplicates");

    /** Whether everything arrived once and as it was; slowness is no fault. */
    boolean isCorrect() {
        return strays == 0
                && figures.stream().allMatch(FileFigures::isCorrect)
                && texts.stream().allMatch(one -> one.text().verdict().isCorrect());
    }

    List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (FilePair pair : FilePair.values()) {
            double relay = median(pair, FileFigures.RELAY);
            double bare = median(pair, FileFigures.BARE);
            if (!Double.isNaN(relay / bare)) {
                goals.add(new Goal(
                        "speed, " + pair.title() + ", relay ÷ bare pipe (medians)",
                        "≥ 0.70",
                        format("%.3f = %.0f ÷ %.0f MB/s", relay / bare, relay, bare),
                        relay / bare >= 0.7));
            }
        }
        growth(
                goals,
                "RSS growth during the first large file",
                one -> one.name().equals(FileBench.FIRST));
        growth(goals, "RSS growth during a later one", FileFigures::isRepetition);
        double without = p99("none");
        texts.stream()
                .map(TextFigures::streams)
                .filter(name -> !name.equals("none"))
                .distinct()
                .forEach(name -> {
                    double share = p99(name) / without;
                    goals.add(new Goal(
                            "text p99, streams: " + name,
                            "≤ 1.20 × without",
                            format("%.2f × = %.2f ÷ %.2f ms", share, p99(name), without),
                            share <= 1.2));
                });
        long files = figures.stream().mapToLong(FileFigures::files).sum();
        long equal = figures.stream().mapToLong(FileFigures::equal).sum();
        goals.add(new Goal("files equal, none missing, none doubled", "all", equal + " of " + files, isCorrect()));
        return goals;
    }

    private void growth(List<Goal> goals, String what, Predicate<FileFigures> which) {
        double most = figures.stream()
                .filter(FileFigures::isRelay)
                .filter(which)
                .mapToDouble(one -> one.memory().growth() * MIB)
                .max()
                .orElse(Double.NaN);
        if (!Double.isNaN(most)) {
            goals.add(new Goal(what, "< 20 MB", format("%.1f MB", most), most < 20));
        }
    }

    private double median(FilePair pair, String who) {
        double[] all = figures.stream()
                .filter(one -> one.who().equals(who)
                        && one.isRepetition()
                        && one.pairs().equals(pair.title()))
                .mapToDouble(FileFigures::perSecond)
                .sorted()
                .toArray();
        return all.length == 0
                ? Double.NaN
                : DoubleStream.of(all[(all.length - 1) / 2], all[all.length / 2])
                        .average()
                        .orElseThrow();
    }

    /** The mean of the windows'. */
    private double p99(String streams) {
        return texts.stream()
                .filter(one -> one.streams().equals(streams))
                .mapToDouble(one -> one.text().p99())
                .average()
                .orElse(Double.NaN);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Tables in Markdown, which are readable as they are. */
    String table() {
        StringBuilder out = new StringBuilder();
        machine.forEach(
                (name, value) -> out.append(name).append(": ").append(value).append('\n'));
        MarkdownTable files = new MarkdownTable(FILE_COLUMNS);
        figures.forEach(one -> files.add(cells(one)));
        out.append('\n').append(files);
        if (!texts.isEmpty()) {
            MarkdownTable windows = new MarkdownTable(TEXT_COLUMNS);
            texts.forEach(one -> windows.add(cells(one)));
            out.append('\n').append(windows);
        }
        MarkdownTable aims = new MarkdownTable(List.of("aim", "wanted", "reached", ""));
        goals().forEach(goal ->
                aims.add(Arrays.asList(goal.what(), goal.wanted(), goal.reached(), goal.met() ? "met" : "missed")));
        out.append('\n').append(aims);
        if (strays > 0) {
            out.append('\n').append(strays).append(" posts belong to no message or came to the wrong channel\n");
        }
        if (!unknown.isEmpty()) {
            out.append("\ncalls that the stubs have no answer for: ")
                    .append(unknown)
                    .append('\n');
        }
        return out.toString();
    }

    private static List<String> cells(FileFigures one) {
        return List.of(
                one.name(),
                one.pairs(),
                one.who(),
                Integer.toString(one.files()),
                Report.number("%.0f", one.bytes() / 1e6),
                Report.number("%.2f", one.seconds()),
                Report.number("%.0f", one.perSecond()),
                Report.number("%.2f", one.cpu()),
                Report.number("%.2f", one.otherCores()),
                Report.number("%.1f", one.memory().before() * MIB),
                Report.number("%.1f", one.memory().peak() * MIB),
                Report.number("%.1f", one.memory().after() * MIB),
                Integer.toString(one.equal()),
                Integer.toString(one.wrong()),
                Integer.toString(one.missing()),
                Integer.toString(one.doubled()));
    }

    private static List<String> cells(TextFigures one) {
        Figures text = one.text();
        return List.of(
                one.streams(),
                Integer.toString(one.running()),
                Report.number("%.0f", one.fileRate()),
                Report.number("%.2f", one.machine()),
                Integer.toString(text.messages()),
                Report.number("%.2f", text.p50()),
                Report.number("%.2f", text.p99()),
                Report.number("%.1f", text.max()),
                Integer.toString(text.verdict().inversions()),
                Integer.toString(text.verdict().losses()),
                Integer.toString(text.verdict().duplicates()));
    }

    /** The same as one JSON object; what is not known is absent. */
    String json() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("correct", isCorrect());
        root.put("machine", machine);
        root.put("strays", strays);
        root.put("unknownCalls", unknown);
        root.put("files", figures.stream().map(FileReport::object).toList());
        root.put("text", texts.stream().map(FileReport::object).toList());
        root.put("goals", goals());
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts and numbers are JSON", e);
        }
    }

    private static Map<String, Object> object(FileFigures one) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("run", one.name());
        object.put("pairs", one.pairs());
        object.put("who", one.who());
        object.put("files", one.files());
        object.put("bytes", one.bytes());
        Report.put(object, "seconds", one.seconds());
        Report.put(object, "megabytesPerSecond", one.perSecond());
        Report.put(object, "cpuSecondsPerGigabyte", one.cpu());
        Report.put(object, "otherCores", one.otherCores());
        Report.put(object, "rssBeforeMebibytes", one.memory().before());
        Report.put(object, "rssPeakMebibytes", one.memory().peak());
        Report.put(object, "rssAfterMebibytes", one.memory().after());
        object.put("equal", one.equal());
        object.put("wrong", one.wrong());
        object.put("missing", one.missing());
        object.put("doubled", one.doubled());
        return object;
    }

    private static Map<String, Object> object(TextFigures one) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("streams", one.streams());
        object.put("streamsRunning", one.running());
        Report.put(object, "megabytesPerSecond", one.fileRate());
        Report.put(object, "busyCores", one.machine());
        object.put("messages", one.text().messages());
        Report.put(object, "p50Millis", one.text().p50());
        Report.put(object, "p99Millis", one.text().p99());
        Report.put(object, "maxMillis", one.text().max());
        object.put("losses", one.text().verdict().losses());
        object.put("duplicates", one.text().verdict().duplicates());
        object.put("inversions", one.text().verdict().inversions());
        return object;
    }
}
