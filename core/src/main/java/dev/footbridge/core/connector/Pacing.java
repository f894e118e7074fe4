package dev.footbridge.core.connector;

import dev.footbridge.core.id.ChannelId;
import java.util.List;

/** The documented limits of a platform as data; no I/O. */
public interface Pacing {

    /** All limits that a call counts against. */
    List<RateLimit> limits(Verb verb, ChannelId channel);

    /** No limits. */
    static Pacing unlimited() {
        return (verb, channel) -> List.of();
    }
}
