package dev.footbridge.slack;

import dev.footbridge.core.connector.LimitTable;
import dev.footbridge.core.connector.Pacing;
import java.util.Map;

/** Slack's published limits, from the table {@code limits.tsv} beside this class, which names source and date. */
final class SlackLimits {

    private SlackLimits() {}

    /** Reads the table. */
    static Pacing documented() {
        return LimitTable.pacing(SlackLimits.class.getResourceAsStream("limits.tsv"), Map.of());
    }
}
