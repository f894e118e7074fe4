package dev.footbridge.teams;

import dev.footbridge.core.connector.LimitTable;
import dev.footbridge.core.connector.Pacing;
import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
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

        static Row of(List<String> cells) {
            return new Row(
                    Verb.valueOf(cells.get(0)),
                    Place.valueOf(cells.get(1).toUpperCase(Locale.ROOT)),
                    cells.get(2),
                    Budget.valueOf(cells.get(3).toUpperCase(Locale.ROOT)),
                    Integer.parseInt(cells.get(4)),
                    Duration.ofSeconds(Long.parseLong(cells.get(5))),
                    Integer.parseInt(cells.get(6)));
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
        return new TeamsLimits(LimitTable.rows(TeamsLimits.class.getResourceAsStream(TABLE), COLUMNS).stream()
                .map(Row::of)
                .toList());
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
