package dev.footbridge.teams;

import dev.footbridge.core.document.Loss;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A body in the platform's HTML.
 *
 * @param mentioned people of the own tenant, in the order of the {@code <at>} elements that show them
 */
record TeamsContent(String html, List<Mentioned> mentioned, List<Loss> losses) {

    /** Room for the JSON around one mention, which counts towards the size of a message. */
    private static final int MENTION_OVERHEAD = 160;

    /** Somebody to notify. */
    record Mentioned(String userId, String label) {}

    TeamsContent {
        mentioned = List.copyOf(mentioned);
        losses = List.copyOf(losses);
    }

    /** The size as the platform may count it: UTF-16, or UTF-8 where that is more. */
    int size() {
        int mentions = 0;
        for (Mentioned one : mentioned) {
            mentions += 2
                    * (MENTION_OVERHEAD
                            + one.userId().length()
                            + 2 * one.label().length());
        }
        return mentions + bytes(html);
    }

    static int bytes(String text) {
        int utf16 = 2 * text.length();
        // UTF-8 can only be longer where characters take three bytes.
        return text.chars().allMatch(c -> c < 0x800)
                ? utf16
                : Math.max(utf16, text.getBytes(StandardCharsets.UTF_8).length);
    }
}
