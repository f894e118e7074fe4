package dev.footbridge.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Text that somebody made to hurt, as long as one wants it.
 *
 * @param name for failure messages
 * @param text about as many characters as asked for
 */
public record Hostile(String name, IntFunction<String> text) {

    private static final List<String> SIGNS = List.of(
            "*", "_", "~", "`", "[", "]", "(", "<", ">", "&", "#", "|", "\\", "!", "@", ":", "-", "=", " ", "\n", "\t",
            "\r\n");

    private static final List<String> PIECES = List.of(
            "*_~`",
            "**",
            "](",
            "[x](",
            "![",
            "[[a]](b)",
            "<a ",
            "<b>",
            "<@",
            "<!",
            "<http://",
            "</",
            "<!--",
            "&lt;",
            "&amp;",
            "&#",
            "> ",
            "- ",
            "* a\n",
            "1. ",
            "```\n",
            "``` ",
            "`a",
            "*a _b ",
            "a*",
            "a_ ",
            "\n\n",
            "> a\n\n",
            "word ",
            "https://a.example/?b&c ",
            "a@b.example ");

    private static final List<String> LETTERS = List.of(
            "\u0000",
            "\ud800",
            "\udc00",
            "\udc00\ud800",
            "\u0301",
            "\u200d",
            "\u200b",
            "\ufeff",
            "\u00ad",
            "\u202e",
            "\u202a\u202e\u202c\u2066\u2069",
            "\u0627\u0644\u0639\u0631 ",
            "\u1100",
            "\u0600",
            "\ufdfa",
            "\u2028",
            "e\u0301",
            "\ud83d\udc69\u200d",
            "\ud83c\udde9",
            "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66",
            "\ud83d\udc4b\ud83c\udffd",
            "\u2764\ufe0f",
            "\ud83c\udff4\udb40\udc67\udb40\udc62");

    /** The same piece again and again. */
    public static Hostile repeated(String piece) {
        return new Hostile(
                shown(piece) + " again and again", length -> piece.repeat(Math.max(1, length / piece.length())));
    }

    /** Opens as often as it closes, with something inside. */
    public static Hostile nested(String open, String close) {
        return new Hostile(shown(open) + " nested", length -> {
            int times = Math.max(1, length / (open.length() + close.length()));
            return open.repeat(times) + "x" + close.repeat(times);
        });
    }

    /** What hurts readers and writers of any platform. */
    static List<Hostile> common() {
        List<Hostile> all = new ArrayList<>();
        SIGNS.forEach(sign -> all.add(repeated(sign)));
        PIECES.forEach(piece -> all.add(repeated(piece)));
        LETTERS.forEach(letter -> all.add(repeated(letter)));
        all.add(nested("[", "](a)"));
        all.add(nested("*_", "_*"));
        all.add(nested("> ", ""));
        all.add(new Hostile("a letter under many marks", length -> "a" + "\u0300\u0323".repeat(length / 2) + "b"));
        all.add(new Hostile("deeper and deeper lists", Hostile::stairs));
        all.add(new Hostile("one word", length -> "a".repeat(length) + " b"));
        return all;
    }

    /** Lines of growing indent, so that the depth is about the root of twice the length. */
    private static String stairs(int length) {
        StringBuilder out = new StringBuilder(length);
        for (int depth = 0; out.length() < length; depth++) {
            out.append(" ".repeat(depth)).append("- x\n");
        }
        return out.toString();
    }

    private static String shown(String piece) {
        return piece.chars()
                .mapToObj(c -> c > ' ' && c < 127 ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04x", c))
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return name;
    }
}
