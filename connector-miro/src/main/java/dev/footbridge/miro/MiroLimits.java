package dev.footbridge.miro;

import dev.footbridge.core.connector.LimitTable;
import dev.footbridge.core.connector.Pacing;
import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
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
        LimitTable.rows(MiroLimits.class.getResourceAsStream(TABLE), COLUMNS)
                .forEach(cells ->
                        limits.levels.put(Verb.valueOf(cells.get(0)), MiroLevel.of(Integer.parseInt(cells.get(2)))));
        return limits;
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
