package dev.footbridge.slack;

import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.fellbaum.jemoji.EmojiManager;

/** Slack's names of emoji and their Unicode sequences. The table is loaded on first use, some 0.3 s and 8 MB. */
final class SlackEmoji {

    /** Longest name that is looked at. */
    static final int MAX_NAME = 100;

    private static final Pattern NAME = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}_+'-]{1,100}");
    private static final String SKIN_TONE = "::skin-tone-";
    private static final int FIRST_TONE = 2;
    private static final int LAST_TONE = 6;
    private static final int LIGHT_SKIN = 0x1F3FB;
    private static final String EMOJI_PRESENTATION = "\uFE0F";

    private SlackEmoji() {}

    private static final class Tables {

        static final Map<String, String> BY_NAME = new HashMap<>();
        static final Map<String, String> BY_SEQUENCE = new HashMap<>();

        static {
            for (net.fellbaum.jemoji.Emoji emoji : EmojiManager.getAllEmojis()) {
                for (String alias : emoji.getSlackAliases()) {
                    add(alias.replaceAll("^:|:$", ""), emoji.getEmoji());
                }
            }
            // Names that Slack has beside the ones in the table.
            add("simple_smile", "\uD83D\uDE42");
            add("relaxed", "\u263A\uFE0F");
        }

        private static void add(String name, String sequence) {
            BY_NAME.put(name, sequence);
            BY_SEQUENCE.putIfAbsent(sequence, name);
            BY_SEQUENCE.putIfAbsent(sequence.replace(EMOJI_PRESENTATION, ""), name);
        }
    }

    /** Whether something between two colons may be a name at all. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The Unicode sequence of a name like {@code wave} or {@code wave::skin-tone-3}; empty for a custom emoji. */
    static Optional<String> sequence(String name) {
        String known = Tables.BY_NAME.get(name);
        int tone = name.indexOf(SKIN_TONE);
        if (known != null || tone < 0) {
            return Optional.ofNullable(known);
        }
        String base = Tables.BY_NAME.get(name.substring(0, tone));
        return base == null ? Optional.empty() : Optional.of(withTone(base, name.substring(tone + SKIN_TONE.length())));
    }

    private static String withTone(String base, String tone) {
        int number = tone.length() == 1 ? tone.charAt(0) - '0' : 0;
        if (number < FIRST_TONE || number > LAST_TONE) {
            return base;
        }
        int first = Character.charCount(base.codePointAt(0));
        String modifier = Character.toString(LIGHT_SKIN + number - FIRST_TONE);
        return base.substring(0, first) + modifier + base.substring(first).replaceFirst("^" + EMOJI_PRESENTATION, "");
    }

    /** The emoji of a name; a name nobody knows is a custom emoji of the workspace. Empty when it is no name. */
    static Optional<Emoji> emoji(String name) {
        if (name.isEmpty() || name.length() > Emoji.MAX_LENGTH) {
            return Optional.empty();
        }
        return Optional.of(sequence(name).map(Emoji::unicode).orElseGet(() -> Emoji.custom(name)));
    }

    /** The emoji inside text. */
    static Optional<Inline> inline(String name, Set<Mark> marks) {
        return emoji(name).map(emoji -> emoji.custom() ? new EmojiRef(emoji) : new Text(emoji.value(), marks));
    }

    /** Slack's name of a standard emoji. */
    static Optional<String> name(Emoji emoji) {
        if (emoji.custom()) {
            return Optional.empty();
        }
        String exact = Tables.BY_SEQUENCE.get(emoji.value());
        return Optional.ofNullable(
                exact != null ? exact : Tables.BY_SEQUENCE.get(emoji.value().replace(EMOJI_PRESENTATION, "")));
    }

    /** What the {@code unicode} member of an emoji element means: code points in hexadecimal, joined by hyphens. */
    static Optional<String> fromHex(String hex) {
        StringBuilder out = new StringBuilder();
        for (String part : hex.split("-", 17)) {
            try {
                int codePoint = Integer.parseInt(part, 16);
                if (!Character.isValidCodePoint(codePoint) || out.length() > MAX_NAME) {
                    return Optional.empty();
                }
                out.appendCodePoint(codePoint);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return Optional.of(out.toString());
    }
}
