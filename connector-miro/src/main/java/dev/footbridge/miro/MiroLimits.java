package dev.footbridge.miro;

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
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Miro's credits as limits, from the table {@code limits.tsv} beside this class, which names source and date. A permit
 * stands for the fifty credits of a call of level 1; a dearer call counts as several.
 */
final class MiroLimits implements Pacing {

    private static final String TABLE = "limits.tsv";
    private static final int COLUMNS = 3;
    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** Permits at once after a pause: twenty posts. */
    private static final int BURST = 40;

    private final Map<Verb, MiroLevel> levels = new EnumMap<>(Verb.class);
    private final RateLimit budget;

    /** @param pollingShare percent of the credits that are not for the callers of this pacing */
    private MiroLimits(int pollingShare) {
        int permits = MiroLevel.PER_MINUTE / MiroLevel.LEVEL_1.credits() * (100 - pollingShare) / 100;
        this.budget = new RateLimit("credits", permits, PERIOD, Math.min(BURST, permits));
    }

    /** Reads the table. */
    static MiroLimits documented(int pollingShare) {
        MiroLimits limits = new MiroLimits(pollingShare);
        InputStream table = MiroLimits.class.getResourceAsStream(TABLE);
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
        levels.put(Verb.valueOf(cells[0]), MiroLevel.of(Integer.parseInt(cells[2])));
    }

    /** The level of each verb, for tests and documentation. */
    Map<Verb, MiroLevel> levels() {
        return Collections.unmodifiableMap(levels);
    }

    @Override
    public List<RateLimit> limits(Verb verb, ChannelId channel) {
        MiroLevel level = levels.get(verb);
        return level == null ? List.of() : Collections.nCopies(level.credits() / MiroLevel.LEVEL_1.credits(), budget);
    }
}
