package dev.footbridge.teams;

import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What single elements of the HTML look like. */
final class TeamsStyles {

    static final char NO_BREAK_SPACE = '\u00A0';

    /** Figure space: as wide as a digit, and no line ends there either. */
    static final char FOR_NO_BREAK_SPACE = '\u2007';

    /** Em space. */
    static final char FOR_TAB = '\u2003';

    private static final String HOSTED = "/hostedContents/";

    private TeamsStyles() {}

    /** The marks inside an element: those outside and its own. */
    static Set<Mark> marks(Element element, Set<Mark> outer) {
        Set<Mark> own = named(element.normalName());
        String style = element.attr("style");
        if (own.isEmpty() && style.isEmpty()) {
            return outer;
        }
        EnumSet<Mark> marks = EnumSet.noneOf(Mark.class);
        marks.addAll(outer);
        marks.addAll(own);
        if (!style.isEmpty() && style.length() < 1_000) {
            addStyled(marks, style.toLowerCase(Locale.ROOT).replace(" ", ""));
        }
        return Collections.unmodifiableSet(marks);
    }

    private static Set<Mark> named(String name) {
        return switch (name) {
            case "b", "strong" -> Set.of(Mark.BOLD);
            case "i", "em", "cite", "var" -> Set.of(Mark.ITALIC);
            case "u", "ins" -> Set.of(Mark.UNDERLINE);
            case "s", "strike", "del" -> Set.of(Mark.STRIKE);
            case "code", "kbd", "samp", "tt" -> Set.of(Mark.CODE);
            default -> Set.of();
        };
    }

    private static void addStyled(Set<Mark> marks, String style) {
        if (style.contains("font-weight:bold") || style.contains("font-weight:700")) {
            marks.add(Mark.BOLD);
        }
        if (style.contains("font-style:italic")) {
            marks.add(Mark.ITALIC);
        }
        if (style.contains("text-decoration:underline")) {
            marks.add(Mark.UNDERLINE);
        }
        if (style.contains("text-decoration:line-through")) {
            marks.add(Mark.STRIKE);
        }
    }

    /** The text of an element on one line, as it is seen. */
    static String shown(Element element) {
        StringBuilder out = new StringBuilder();
        boolean space = false;
        String raw = code(element);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            // The no-break spaces have become spaces already: all of them count once, as in a name or a link's text.
            if (Character.isWhitespace(c)) {
                space = !out.isEmpty();
            } else {
                if (space) {
                    out.append(' ');
                    space = false;
                }
                out.append(c);
            }
        }
        return out.toString();
    }

    /** The text of an element with its lines and spaces. */
    static String code(Element element) {
        StringBuilder out = new StringBuilder();
        element.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode text) {
                    out.append(text.getWholeText());
                } else if (node instanceof Element inner && inner != element) {
                    switch (inner.normalName()) {
                        case "br" -> out.append('\n');
                        case "img", "emoji", "customemoji" -> out.append(inner.attr("alt"));
                        case "p", "div" -> newLine(out);
                        default -> {}
                    }
                }
            }
        });
        for (int i = 0; i < out.length(); i++) {
            out.setCharAt(i, typed(out.charAt(i)));
        }
        return out.toString();
    }

    /**
     * What a person typed. The platform's editor writes each space that shall be seen as a no-break space; so a real
     * no-break space and a tab, which both would get lost, go as the rare white space that looks like them.
     */
    static char typed(char c) {
        return switch (c) {
            case NO_BREAK_SPACE -> ' ';
            case FOR_NO_BREAK_SPACE -> NO_BREAK_SPACE;
            case FOR_TAB -> '\t';
            default -> c;
        };
    }

    private static void newLine(StringBuilder out) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
    }

    /** The language of a code block; the class is the language's name. */
    static String language(Element element) {
        String name = element.className().strip();
        if (name.isEmpty() && element.childrenSize() == 1) {
            name = element.child(0).className().strip();
        }
        int prefix = name.startsWith("language-") ? "language-".length() : 0;
        String language = name.substring(prefix);
        return language.length() <= 32 ? language : "";
    }

    static int number(String text, int otherwise) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }

    /** Whether people would think that a link leads to another host than it does. */
    static boolean looksLikeAnotherAddress(Link link) {
        String shown = host(link.text());
        return !shown.isEmpty() && !shown.equals(host(link.url()));
    }

    /** The host of what looks like a web address; empty for all other text. */
    private static String host(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        int scheme = lower.startsWith("https://") ? 8 : lower.startsWith("http://") ? 7 : 0;
        if (scheme == 0 && !lower.startsWith("www.")) {
            return "";
        }
        int end = scheme;
        while (end < lower.length() && "/?#:".indexOf(lower.charAt(end)) < 0) {
            end++;
        }
        String host = lower.substring(scheme, end);
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    /** Whether a picture belongs to a message, so that only our token can read it. */
    static boolean isHosted(String source) {
        return source.contains(HOSTED);
    }

    /** The id of such a picture; empty when the address has another form. */
    static String hostedId(String source) {
        int start = source.indexOf(HOSTED);
        int end = source.indexOf("/$value", Math.max(0, start));
        return start < 0 || end < 0 ? "" : source.substring(start + HOSTED.length(), end);
    }
}
