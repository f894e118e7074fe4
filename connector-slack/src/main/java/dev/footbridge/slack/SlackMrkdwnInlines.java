package dev.footbridge.slack;

import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one line of mrkdwn, from left to right, never back. A sign without its counterpart is an ordinary character. */
final class SlackMrkdwnInlines {

    private final SlackIds ids;
    private final String line;
    private final List<Inline> out = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final Set<Mark> marks = EnumSet.noneOf(Mark.class);
    private final Map<Mark, Integer> closes = new EnumMap<>(Mark.class);
    private final Map<Mark, Integer> nextCloser = new EnumMap<>(Mark.class);
    private int nextOpen = -1;
    private int nextClose = -1;
    private int at;

    SlackMrkdwnInlines(SlackIds ids, String line) {
        this.ids = ids;
        this.line = line;
    }

    List<Inline> read() {
        while (at < line.length()) {
            char c = line.charAt(at);
            boolean done = switch (c) {
                case '*' -> mark(Mark.BOLD);
                case '_' -> mark(Mark.ITALIC);
                case '~' -> mark(Mark.STRIKE);
                case '`' -> code();
                case '<' -> control();
                case ':' -> emoji();
                case '&' -> entity();
                default -> false;
            };
            if (!done) {
                text.append(c);
                at++;
            }
        }
        flush();
        return out;
    }

    /** Text in which only entities and control sequences mean something: code. */
    static String literal(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        int i = 0;
        int close = -1;
        boolean more = true;
        while (i < raw.length()) {
            char c = raw.charAt(i);
            if (c == '<' && more && close < i) {
                close = raw.indexOf('>', i);
                more = close >= 0;
            }
            if (c == '<' && more) {
                String inside = raw.substring(i + 1, close);
                int bar = inside.indexOf('|');
                out.append(decode(bar < 0 ? inside : inside.substring(bar + 1)));
                i = close + 1;
            } else {
                int length = entityLength(raw, i);
                out.append(length > 1 ? entityChar(raw, i) : c);
                i += length;
            }
        }
        return out.toString();
    }

    private boolean mark(Mark mark) {
        char sign = line.charAt(at);
        Integer close = closes.get(mark);
        if (close != null && close == at) {
            flush();
            marks.remove(mark);
            closes.remove(mark);
            at++;
            return true;
        }
        if (close != null || !mayOpen(at, sign)) {
            return false;
        }
        int closer = closer(mark, sign, at + 2);
        if (closer >= line.length()) {
            return false;
        }
        flush();
        marks.add(mark);
        closes.put(mark, closer);
        at++;
        return true;
    }

    private boolean mayOpen(int i, char sign) {
        boolean free = i == 0 || !Character.isLetterOrDigit(line.charAt(i - 1));
        boolean content =
                i + 1 < line.length() && !Character.isWhitespace(line.charAt(i + 1)) && line.charAt(i + 1) != sign;
        return free && content;
    }

    private boolean mayClose(int i, char sign) {
        boolean free = i + 1 == line.length() || !Character.isLetterOrDigit(line.charAt(i + 1));
        return free && !Character.isWhitespace(line.charAt(i - 1)) && line.charAt(i - 1) != sign;
    }

    /** The next closing sign at or after {@code from}, or the line's length. Remembered, so that a line is searched once. */
    private int closer(Mark mark, char sign, int from) {
        int known = nextCloser.getOrDefault(mark, 0);
        int i = Math.max(known, from);
        while (i < line.length() && !(line.charAt(i) == sign && mayClose(i, sign))) {
            i++;
        }
        nextCloser.put(mark, i);
        return i;
    }

    private boolean code() {
        int end = codeEnd();
        if (end >= line.length()) {
            return false;
        }
        flush();
        marks.add(Mark.CODE);
        text.append(literal(line.substring(at + 1, end)));
        flush();
        marks.remove(Mark.CODE);
        return skipTo(end + 1);
    }

    private int codeEnd() {
        int i = Math.max(nextCloser.getOrDefault(Mark.CODE, 0), at + 2);
        while (i < line.length() && line.charAt(i) != '`') {
            i++;
        }
        nextCloser.put(Mark.CODE, i);
        return i;
    }

    /** {@code <…>}: mention, channel, broadcast, date or link. Inside there is no other bracket. */
    private boolean control() {
        if (nextClose < at) {
            nextClose = orEnd(line.indexOf('>', at));
        }
        if (nextOpen <= at) {
            nextOpen = orEnd(line.indexOf('<', at + 1));
        }
        if (nextClose >= line.length() || nextOpen < nextClose || nextClose == at + 1) {
            return false;
        }
        String inside = line.substring(at + 1, nextClose);
        int bar = inside.indexOf('|');
        String target = bar < 0 ? inside : inside.substring(0, bar);
        String label = decode(bar < 0 ? "" : inside.substring(bar + 1));
        Optional<Inline> read = switch (target.isEmpty() ? ' ' : target.charAt(0)) {
            case '@' -> user(target.substring(1), label);
            case '#' -> channel(target.substring(1), label);
            case '!' -> special(target.substring(1), label);
            default -> Optional.of(Link.orText(label, decode(target), marks));
        };
        if (read.isEmpty()) {
            return false;
        }
        flush();
        out.add(read.get());
        return skipTo(nextClose + 1);
    }

    /** A mark whose end lies in what was just read as a whole ends here. */
    private boolean skipTo(int next) {
        at = next;
        closes.values().removeIf(close -> close < next);
        marks.retainAll(closes.keySet());
        return true;
    }

    private int orEnd(int index) {
        return index < 0 ? line.length() : index;
    }

    private Optional<Inline> user(String id, String label) {
        return ids.user(Optional.of(id)).map(user -> Mention.user(user, without('@', label)));
    }

    private Optional<Inline> channel(String id, String label) {
        return ids.channel(Optional.of(id)).map(channel -> new ChannelRef(channel, without('#', label)));
    }

    private Optional<Inline> special(String command, String label) {
        if (command.equals("here") || command.equals("channel") || command.equals("everyone")) {
            return Optional.of(SlackRichText.broadcast(command));
        }
        if (command.startsWith("subteam^")) {
            String id = command.substring("subteam^".length());
            return id.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Mention(new Mention.GroupTarget(id), without('@', label)));
        }
        // Dates and what else Slack may add bring a text for clients that do not know them.
        return label.isEmpty() ? Optional.empty() : Optional.of(new Text(label, marks));
    }

    private static String without(char sign, String label) {
        return !label.isEmpty() && label.charAt(0) == sign ? label.substring(1) : label;
    }

    private boolean emoji() {
        int end = nameEnd(at + 1);
        if (end == at + 1 || end >= line.length() || line.charAt(end) != ':') {
            return false;
        }
        int toneEnd = toneEnd(end);
        String name = line.substring(at + 1, toneEnd);
        Optional<Inline> read = SlackEmoji.inline(name, marks)
                .filter(inline -> !(inline instanceof EmojiRef) || standsAlone(name, end));
        if (read.isEmpty()) {
            return false;
        }
        flush();
        out.add(read.get());
        at = toneEnd + 1;
        return true;
    }

    private int nameEnd(int from) {
        int most = Math.min(line.length(), from + SlackEmoji.MAX_NAME);
        int i = from;
        while (i < most && isNameCharacter(line.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isNameCharacter(char c) {
        return Character.isLetterOrDigit(c) && !Character.isUpperCase(c)
                || c == '_'
                || c == '+'
                || c == '-'
                || c == '\'';
    }

    /** Where the last colon stands when a skin tone follows, as in {@code :wave::skin-tone-3:}. */
    private int toneEnd(int nameEnd) {
        int end = nameEnd + "::skin-tone-2".length();
        boolean tone = line.startsWith("::skin-tone-", nameEnd) && end < line.length() && line.charAt(end) == ':';
        return tone ? end : nameEnd;
    }

    /** The middle of 10:30:45 is no custom emoji. */
    private boolean standsAlone(String name, int end) {
        boolean before = at == 0 || !Character.isLetterOrDigit(line.charAt(at - 1));
        boolean after = end + 1 >= line.length() || !Character.isLetterOrDigit(line.charAt(end + 1));
        return before && after && name.chars().anyMatch(Character::isLetter);
    }

    private boolean entity() {
        int length = entityLength(line, at);
        if (length == 1) {
            return false;
        }
        text.append(entityChar(line, at));
        at += length;
        return true;
    }

    private static String decode(String raw) {
        if (raw.indexOf('&') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i += entityLength(raw, i)) {
            out.append(entityLength(raw, i) > 1 ? entityChar(raw, i) : raw.charAt(i));
        }
        return out.toString();
    }

    private static int entityLength(String raw, int i) {
        if (raw.charAt(i) != '&') {
            return 1;
        }
        if (raw.startsWith("&amp;", i)) {
            return 5;
        }
        return raw.startsWith("&lt;", i) || raw.startsWith("&gt;", i) ? 4 : 1;
    }

    private static char entityChar(String raw, int i) {
        return switch (raw.charAt(i + 1)) {
            case 'l' -> '<';
            case 'g' -> '>';
            default -> '&';
        };
    }

    private void flush() {
        if (!text.isEmpty()) {
            out.add(new Text(text.toString(), marks));
            text.setLength(0);
        }
    }
}
