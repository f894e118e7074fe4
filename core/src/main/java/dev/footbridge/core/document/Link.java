package dev.footbridge.core.document;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A link that a person can follow. Only {@code http}, {@code https} and {@code mailto} exist: everything else that a
 * platform calls a link is text, see {@link #orText}.
 *
 * @param text what is shown; empty means the URL itself
 * @param url absolute, at most {@value #MAX_URL} characters, without white space or control characters
 */
public record Link(String text, String url, Set<Mark> marks) implements Inline {

    /** Longest URL that is kept as a link. */
    public static final int MAX_URL = 8_192;

    private static final int MAX_LOOKED_AT = 512;
    private static final String MAILTO = "mailto:";
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:[a-z][a-z0-9+.-]{0,20}://)?(?:[^/@?#\\s]{0,64}@)?((?:[\\p{L}\\p{N}-]{1,63}\\.){1,10}\\p{L}{2,24})(?:[:/?#].*)?");

    public Link {
        if (!isSafe(url)) {
            throw new IllegalArgumentException(
                    "not an http, https or mailto URL of at most " + MAX_URL + " characters");
        }
        text = text.isEmpty() ? url : text;
        marks = Marks.copyOf(marks);
    }

    /** A link without marks. */
    public static Link of(String text, String url) {
        return new Link(text, url, Set.of());
    }

    /** A link when the URL may be one, otherwise its text (or the URL as text when there is none). */
    public static Inline orText(String text, String url, Set<Mark> marks) {
        return isSafe(url) ? new Link(text, url, marks) : new Text(text.isEmpty() ? url : text, marks);
    }

    /** Whether a URL may become a link. */
    public static boolean isSafe(String url) {
        if (url.length() > MAX_URL || url.codePoints().anyMatch(Link::isUnsafe)) {
            return false;
        }
        String lower = url.substring(0, Math.min(url.length(), 8)).toLowerCase(Locale.ROOT);
        return Stream.of("http://", "https://", MAILTO)
                .anyMatch(scheme -> lower.startsWith(scheme) && url.length() > scheme.length());
    }

    private static boolean isUnsafe(int c) {
        return c <= ' '
                || Character.isISOControl(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.SURROGATE;
    }

    /**
     * Whether the text looks like an address on another host than the one the link leads to. Only the first
     * {@value #MAX_LOOKED_AT} characters of an address count; a longer text is none.
     */
    public boolean misleads() {
        String shown = text.strip();
        if (shown.equals(url) || shown.length() > MAX_LOOKED_AT) {
            return false;
        }
        String host = host(shown);
        return !host.isEmpty() && !host.equals(host(target()));
    }

    /** Mail addresses have their host behind the sign, and perhaps a subject behind that. */
    private String target() {
        return url.regionMatches(true, 0, MAILTO, 0, MAILTO.length()) ? url.substring(MAILTO.length()) : url;
    }

    private static String host(String address) {
        String head = address.substring(0, Math.min(MAX_LOOKED_AT, address.length()));
        Matcher matcher = ADDRESS.matcher(head.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return "";
        }
        String host = matcher.group(1);
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    @Override
    public <R> R accept(InlineVisitor<R> visitor) {
        return visitor.link(this);
    }
}
