package dev.footbridge.teams;

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
import java.util.List;
import java.util.Locale;

/** The documented limits, from the table {@code limits.tsv} beside this class, which names source and date. */
final class TeamsLimits implements Pacing {

    private static final String TABLE = "limits.tsv";
    private static final int COLUMNS = 7;

    /** Where the calls go. */
    private enum Place {
        CHANNEL,
        CHAT
    }

    /** What shares a budget; the table explains each. */
    private enum Budget {
        TENANT,
        CONVERSATION,
        ACCOUNT
    }

    private record Row(Verb verb, Place place, String key, Budget budget, int permits, Duration period, int burst) {

        static Row of(String[] cells) {
            if (cells.length != COLUMNS) {
                throw new IllegalStateException(TABLE + " has a row of " + cells.length + " columns");
            }
            return new Row(
                    Verb.valueOf(cells[0]),
                    Place.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                    cells[2],
                    Budget.valueOf(cells[3].toUpperCase(Locale.ROOT)),
                    Integer.parseInt(cells[4]),
                    Duration.ofSeconds(Long.parseLong(cells[5])),
                    Integer.parseInt(cells[6]));
        }

        RateLimit limit(ChannelId channel) {
            String shared = budget == Budget.CONVERSATION ? channel.value() : budget.name();
            return new RateLimit(key + " " + shared, permits, period, burst);
        }
    }

    private final List<Row> rows;

    private TeamsLimits(List<Row> rows) {
        this.rows = rows;
    }

    /** Reads the table. */
    static TeamsLimits documented() {
        InputStream table = TeamsLimits.class.getResourceAsStream(TABLE);
        if (table == null) {
            throw new IllegalStateException(TABLE + " is missing from the jar");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return new TeamsLimits(lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Row.of(line.split("\t", -1)))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<RateLimit> limits(Verb verb, ChannelId channel) {
        Place place = channel.value().startsWith("chats/") ? Place.CHAT : Place.CHANNEL;
        return rows.stream()
                .filter(row -> row.verb() == verb && row.place() == place)
                .map(row -> row.limit(channel))
                .toList();
    }
}
