package dev.footbridge.relay.scopes.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the names of scopes look like among other words. */
final class Wording {

    // All repetitions have an end: somebody else wrote the text.
    private static final String PART = "[A-Za-z][A-Za-z0-9_-]{0,79}";
    private static final String WEB_ADDRESS = "https://[A-Za-z0-9./_-]{1,80}/auth/[A-Za-z0-9._-]{1,80}";

    /** Parts with dots or colons between them: most platforms spell their scopes so. */
    private static final Pattern SHAPED =
            Pattern.compile("(?<![\\w@/.:-])(?:" + WEB_ADDRESS + "|" + PART + "(?:[.:]" + PART + "){1,9})(?![\\w@/-])");

    private static final Pattern ITEM = Pattern.compile(
            "^((?:" + PART + " ){0,2}\\S{0,200}?[.:]\\S{0,200}?)(?::\\s+|\\s+[-\u2013\u2014]\\s+|$)(.*)$");

    private Wording() {}

    /** Without the marks that Markdown and quoting put around words. */
    static String plain(String text) {
        return text.replaceAll("[`*\"\u201c\u201d]", "").replaceAll("\\s+", " ").strip();
    }

    static boolean isShaped(String word) {
        return SHAPED.matcher(word).matches();
    }

    /** All words of that shape, in order. */
    static List<String> shapedIn(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = SHAPED.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    /**
     * A scope at the start of an item, with what follows: {@code NAME}, {@code NAME: reason} or {@code NAME - reason}. A
     * name that was broken by a space is taken whole, so that it can be found fault with.
     */
    static Optional<String[]> item(String item) {
        String text = plain(item);
        Matcher split = ITEM.matcher(text);
        if (split.matches()) {
            String name = split.group(1);
            String last = name.substring(name.lastIndexOf(' ') + 1);
            if (isShaped(last)) {
                return Optional.of(new String[] {name, split.group(2)});
            }
        }
        return Optional.empty();
    }
}
