package dev.footbridge.testkit.emulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message as the client shows it.
 *
 * @param threadId the id of the first message of its thread; empty for messages that are no reply
 * @param authorName what stands above the message, which for an app may be a name of its choice
 * @param text without markup; mentions as {@code @Name}
 * @param html safe to put into a page: only b, i, s, u, code, pre, blockquote, ul, ol, li, a, br, p and text
 * @param reactions emoji characters and the ids of who chose them; a custom emoji stands as {@code :name:}
 */
public record ClientMessage(
        String id,
        String channelId,
        Optional<String> threadId,
        String authorId,
        String authorName,
        Optional<String> avatarUrl,
        boolean bot,
        Instant at,
        boolean edited,
        boolean deleted,
        String text,
        String html,
        Map<String, List<String>> reactions) {
    public ClientMessage {
        reactions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(reactions));
    }
}
