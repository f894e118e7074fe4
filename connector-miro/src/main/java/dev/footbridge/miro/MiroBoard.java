package dev.footbridge.miro;

import dev.footbridge.core.id.ChannelId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the poller remembers of a board. Used by its thread only. */
final class MiroBoard {

    final String id;
    final Map<ChannelId, Frame> frames = new LinkedHashMap<>();
    Instant due = Instant.MIN;
    String modifiedAt = "";
    int sinceListing;
    /** Something of the last look is still to be told, so the next one must list. */
    boolean unsettled = true;

    int failures;

    /** A frame: what was in it, once it was listed. */
    static final class Frame {
        MiroEvents.Snapshot snapshot = new MiroEvents.Snapshot(Map.of());
        boolean listed;
        boolean gone;
        int pages = 1;
    }

    MiroBoard(String id) {
        this.id = id;
    }

    /** Pages that a listing of all frames takes. */
    int pages() {
        return frames.values().stream().mapToInt(frame -> frame.pages).sum();
    }
}
