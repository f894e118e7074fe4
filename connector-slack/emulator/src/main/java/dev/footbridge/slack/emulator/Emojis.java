package dev.footbridge.slack.emulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.fellbaum.jemoji.Emoji;
import net.fellbaum.jemoji.EmojiManager;

/** Emoji characters and Slack's names for them. Skin tones stand as a suffix, {@code wave::skin-tone-3}. */
final class Emojis {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?");

    private static final String EMOJI_STYLE = "\uFE0F";

    private final Set<String> custom;

    Emojis(Set<String> custom) {
        this.custom = Set.copyOf(custom);
    }

    /** Whether this is an emoji of Slack's or of the workspace, without colons. */
    boolean known(String name) {
        return NAME.matcher(name).matches() && (custom.contains(name) || Index.BY_NAME.containsKey(name));
    }

    /** The character, or {@code :name:} for a custom emoji. */
    String show(String name) {
        Emoji emoji = Index.BY_NAME.get(name);
        return emoji == null ? ":" + name + ":" : emoji.getEmoji();
    }

    /** Slack's name for a character, {@code :name:} or a bare name. Empty when there is none. */
    Optional<String> name(String emoji) {
        String bare = strip(emoji);
        if (known(bare)) {
            return Optional.of(bare);
        }
        Optional<String> exact = firstAlias(emoji);
        return exact.isPresent() ? exact : firstAlias(emoji + EMOJI_STYLE);
    }

    /** The code points as Slack writes them: hexadecimal, joined by hyphens. */
    static String unicode(String characters) {
        StringBuilder text = new StringBuilder();
        characters.codePoints().forEach(point -> {
            if (text.length() > 0) {
                text.append('-');
            }
            text.append(Integer.toHexString(point));
        });
        return text.toString();
    }

    private static Optional<String> firstAlias(String characters) {
        return EmojiManager.getEmoji(characters).map(Emoji::getSlackAliases).stream()
                .flatMap(List::stream)
                .findFirst()
                .map(Emojis::strip);
    }

    private static String strip(String alias) {
        String text = alias.startsWith(":") ? alias.substring(1) : alias;
        return text.endsWith(":") ? text.substring(0, text.length() - 1) : text;
    }

    /** Only Slack's own aliases: the library's lookup falls back to other services', whose skin tones are numbered otherwise. */
    private static final class Index {
        private static final Map<String, Emoji> BY_NAME = build();

        private static Map<String, Emoji> build() {
            Map<String, Emoji> index = new HashMap<>();
            for (Emoji emoji : EmojiManager.getAllEmojis()) {
                emoji.getSlackAliases().forEach(alias -> index.putIfAbsent(strip(alias), emoji));
            }
            return index;
        }
    }
}
