package dev.footbridge.relay.bridge;

import dev.footbridge.core.document.Emoji;
import java.util.Map;
import java.util.Optional;

/**
 * One emoji under the names that it has.
 *
 * @param forms what it is on a connector, by the connector's name: a custom emoji or a Unicode one
 * @param anywhere what it is on all others; a Unicode emoji
 */
public record EmojiRow(Map<String, Emoji> forms, Optional<Emoji> anywhere) {

    public EmojiRow {
        forms = Map.copyOf(forms);
    }
}
