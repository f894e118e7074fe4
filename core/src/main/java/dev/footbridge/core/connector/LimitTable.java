package dev.footbridge.core.connector;

import dev.footbridge.core.id.ChannelId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Published limits as a table of a connector: a resource of tab-separated lines, where {@code #} begins a comment that names
 * source and date. Values, safe for concurrent use.
 */
public final class LimitTable implements Pacing {

    private static final int COLUMNS = 6;

    private record Row(String key, boolean perChannel, int permits, Duration period, int burst) {

        RateLimit limit(ChannelId channel) {
            return new RateLimit(perChannel ? key + ":" + channel.value() : key, permits, period, burst);
        }
    }

    private final Map<Verb, List<Row>> rows = new EnumMap<>(Verb.class);

    private LimitTable() {}

    /**
     * A table of verb, key, scope ({@code channel}, or anything else for the workspace), permits, seconds and burst.
     *
     * @param resource is closed; null, as of a class without this resource, is an error
     * @param permits for keys whose figure is not the table's, but configured
     */
    public static Pacing pacing(@Nullable InputStream resource, Map<String, Integer> permits) {
        LimitTable table = new LimitTable();
        for (List<String> cells : rows(resource, COLUMNS)) {
            String key = cells.get(1);
            Integer configured = permits.get(key);
            Row row = new Row(
                    key,
                    cells.get(2).equals("channel"),
                    configured == null ? Integer.parseInt(cells.get(3)) : configured,
                    Duration.ofSeconds(Long.parseLong(cells.get(4))),
                    Integer.parseInt(cells.get(5)));
            table.rows
                    .computeIfAbsent(Verb.valueOf(cells.get(0)), verb -> new ArrayList<>())
                    .add(row);
        }
        return table;
    }

    /**
     * The cells of each row, for a platform that counts in another way.
     *
     * @param resource is closed; null is an error
     * @param columns the fewest that a row has
     */
    public static List<List<String>> rows(@Nullable InputStream resource, int columns) {
        if (resource == null) {
            throw new IllegalStateException("the table of limits is missing from the jar");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            List<List<String>> rows = lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
            rows.stream().filter(cells -> cells.size() < columns).findFirst().ifPresent(cells -> {
                throw new IllegalStateException("the table of limits has a row of " + cells.size() + " columns");
            });
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<RateLimit> limits(Verb verb, ChannelId channel) {
        return rows.getOrDefault(verb, List.of()).stream()
                .map(row -> row.limit(channel))
                .toList();
    }
}
