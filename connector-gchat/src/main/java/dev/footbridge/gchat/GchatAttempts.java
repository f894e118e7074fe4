package dev.footbridge.gchat;

import dev.footbridge.core.connector.BoundedMap;
import dev.footbridge.core.id.ChannelId;
import java.util.List;
import java.util.Map;

/**
 * The keys of posts that were tried lately, for apps that may read single messages but no lists: each can be asked for
 * by the id that follows from its key. Bounded; safe for concurrent use.
 */
final class GchatAttempts {

    private static final int MOST = 1_000;

    private record Attempt(ChannelId channel, String key) {}

    private final Map<Attempt, Boolean> lately = new BoundedMap<>(MOST);

    synchronized void add(ChannelId channel, String key) {
        lately.put(new Attempt(channel, key), true);
    }

    /** Oldest first. */
    synchronized List<String> keys(ChannelId channel) {
        return lately.keySet().stream()
                .filter(attempt -> attempt.channel().equals(channel))
                .map(Attempt::key)
                .toList();
    }
}
