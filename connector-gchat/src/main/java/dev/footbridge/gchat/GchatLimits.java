package dev.footbridge.gchat;

import dev.footbridge.core.connector.LimitTable;
import dev.footbridge.core.connector.Pacing;
import java.util.Map;

/** Google Chat's published limits, from the table {@code limits.tsv} beside this class, which names source and date. */
final class GchatLimits {

    private GchatLimits() {}

    /** Reads the table. */
    static Pacing documented() {
        return LimitTable.pacing(GchatLimits.class.getResourceAsStream("limits.tsv"), Map.of());
    }
}
