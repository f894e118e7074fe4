package dev.footbridge.gchat;

import dev.footbridge.core.connector.Pacing;
import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.connector.Verb;
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

/** Google Chat's published limits, from the table {@code limits.tsv} beside this class, which names source and date. */
final class GchatLimits implements Pacing {

    private static final String TABLE = "limits.tsv";
    private static final int COLUMNS = 6;

    private record Row(String key, boolean perChannel, int permits, Duration period, int burst) {

        RateLimit limit(ChannelId channel) {
            return new RateLimit(perChannel ? key + ":" + channel.value() : key, permits, period, burst);
        }
    }

    private final Map<Verb, List<Row>> rows = new EnumMap<>(Verb.class);

    private GchatLimits() {}

    /** Reads the table. */
    static GchatLimits documented() {
        GchatLimits limits = new GchatLimits();
        InputStream table = GchatLimits.class.getResourceAsStream(TABLE);
        if (table == null) {
            throw new IllegalStateException(TABLE + " is missing from the jar");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> limits.add(line.split("\t", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return limits;
    }

    private void add(String[] cells) {
        if (cells.length < COLUMNS) {
            throw new IllegalStateException(TABLE + " has a row of " + cells.length + " columns");
        }
        Row row = new Row(
                cells[1],
                cells[2].equals("channel"),
                Integer.parseInt(cells[3]),
                Duration.ofSeconds(Long.parseLong(cells[4])),
                Integer.parseInt(cells[5]));
        rows.computeIfAbsent(Verb.valueOf(cells[0]), verb -> new ArrayList<>()).add(row);
    }

    @Override
    public List<RateLimit> limits(Verb verb, ChannelId channel) {
        return rows.getOrDefault(verb, List.of()).stream()
                .map(row -> row.limit(channel))
                .toList();
    }
}
