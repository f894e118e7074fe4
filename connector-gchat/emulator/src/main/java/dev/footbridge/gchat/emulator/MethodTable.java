package dev.footbridge.gchat.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The emulator's own copy of the vendor's facts per method: path, limits and scopes. */
final class MethodTable {
    /**
     * One method.
     *
     * @param spaceLimit class of the limit per space, "-" for none
     * @param projectLimit class of the limit per project and minute, "-" for none
     * @param app scopes of an app, alternatives
     * @param approved scopes of an app that need an administrator's approval, alternatives
     * @param user scopes of a user, alternatives
     */
    record Entry(
            String id,
            String http,
            Pattern path,
            List<String> names,
            String spaceLimit,
            String projectLimit,
            Set<String> app,
            Set<String> approved,
            Set<String> user) {}

    /** A method and the values in its path. */
    record Match(Entry entry, Map<String, String> parameters) {}

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    MethodTable() {
        try (InputStream in = MethodTable.class.getResourceAsStream("methods.tsv")) {
            if (in == null) {
                throw new IllegalStateException("methods.tsv is missing from the jar");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        String[] columns = line.split("\t", -1);
        List<String> names = new ArrayList<>();
        StringBuilder regex = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(columns[2]);
        int done = 0;
        while (placeholder.find()) {
            regex.append(Pattern.quote(columns[2].substring(done, placeholder.start())));
            regex.append("([^/:]+)");
            names.add(placeholder.group(1));
            done = placeholder.end();
        }
        regex.append(Pattern.quote(columns[2].substring(done)));
        entries.put(
                columns[0],
                new Entry(
                        columns[0],
                        columns[1],
                        Pattern.compile(regex.toString()),
                        List.copyOf(names),
                        columns[3],
                        columns[4],
                        set(columns[5]),
                        set(columns[6]),
                        set(columns[7])));
    }

    private static Set<String> set(String column) {
        return column.equals("-") ? Set.of() : Set.of(column.split(","));
    }

    Set<String> names() {
        return entries.keySet();
    }

    Entry get(String id) {
        return Optional.ofNullable(entries.get(id)).orElseThrow(() -> new IllegalArgumentException("no method " + id));
    }

    Optional<Match> find(String http, String path) {
        for (Entry entry : entries.values()) {
            if (entry.http().equals(http)) {
                Matcher matcher = entry.path().matcher(path);
                if (matcher.matches()) {
                    return Optional.of(new Match(entry, parameters(entry, matcher)));
                }
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> parameters(Entry entry, MatchResult found) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < entry.names().size(); i++) {
            values.put(entry.names().get(i), found.group(i + 1));
        }
        return values;
    }
}
