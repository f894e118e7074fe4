package dev.footbridge.webex;

import dev.footbridge.core.connector.LimitTable;
import dev.footbridge.core.connector.Pacing;
import java.util.Map;

/** Webex's published limits, from the table {@code limits.tsv} beside this class, which names source and date. */
final class WebexLimits {

    private static final String MESSAGES = "messages";

    private WebexLimits() {}

    /**
     * Reads the table.
     *
     * @param messagesPerMinute in place of the table's figure for messages, which Webex adjusts as it sees fit
     */
    static Pacing documented(int messagesPerMinute) {
        return LimitTable.pacing(
                WebexLimits.class.getResourceAsStream("limits.tsv"), Map.of(MESSAGES, messagesPerMinute));
    }
}
