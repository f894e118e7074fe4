package dev.footbridge.gchat.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code MARKUP_SYNTAX_CHAT}. The vendor documents the signs but not their edges: here a sign opens before and closes
 * after something that is no space, and touches no letter or digit outside. There is no way to escape a sign.
 */
final class ChatMarkup {
    private static final int MAX_MARK_DEPTH = 4;
    private static final int INDENT = 4;
    private static final String FENCE = "```";
    private static final Pattern ITEM = Pattern.compile("( *)[*-] (.*)", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("<users/([^\\s<>|]+)>|<customEmojis/([^\\s<>|]+)>"
            + "|<((?:https?://|mailto:)[^\\s<>|]+)(?:\\|([^<>\\n]*))?>|(https?://[^\\s<>|]*[^\\s<>|*_~`.,;:!?)\\]])"
            + "|`([^`\\n]+)`" + marked('*') + marked('_') + marked('~'));

    private final Mentions mentions;
    private final List<Line> lines = new ArrayList<>();

    private ChatMarkup(Mentions mentions) {
        this.mentions = mentions;
    }

    private static String marked(char sign) {
        String quoted = "\\" + sign;
        String edge = "[^\\s" + quoted + "]";
        return "|(?<![\\p{L}\\p{N}])" + quoted + "(?:" + edge + "|" + edge + "[^" + quoted + "\\n]*" + edge + ")"
                + quoted + "(?![\\p{L}\\p{N}])";
    }

    static List<Line> read(String text, Mentions mentions) {
        ChatMarkup reader = new ChatMarkup(mentions);
        reader.readAll(text.replace("\r\n", "\n").replace('\r', '\n'));
        return List.copyOf(reader.lines);
    }

    private void readAll(String text) {
        int done = 0;
        while (true) {
            int open = text.indexOf(FENCE, done);
            int close = open < 0 ? -1 : text.indexOf(FENCE, open + FENCE.length());
            if (close < 0) {
                flow(text.substring(done));
                return;
            }
            String before = text.substring(done, open);
            if (!before.isEmpty()) {
                flow(before.endsWith("\n") ? before.substring(0, before.length() - 1) : before);
            }
            code(text.substring(open + FENCE.length(), close));
            done = close + FENCE.length();
            if (done >= text.length()) {
                return;
            }
            done += text.charAt(done) == '\n' ? 1 : 0;
        }
    }

    private void code(String text) {
        String inner = text.startsWith("\n") ? text.substring(1) : text;
        inner = inner.endsWith("\n") ? inner.substring(0, inner.length() - 1) : inner;
        for (String line : inner.split("\n", -1)) {
            lines.add(Line.of(Line.Kind.CODE, List.of(Run.text(line, Set.of()))));
        }
    }

    private void flow(String text) {
        for (String line : text.split("\n", -1)) {
            Matcher item = ITEM.matcher(line);
            if (line.startsWith(">")) {
                lines.add(Line.of(Line.Kind.QUOTE, runs(line.substring(1).stripLeading(), Set.of(), 0)));
            } else if (item.matches()) {
                int level = item.group(1).length() / INDENT;
                lines.add(new Line(Line.Kind.BULLET, level, 0, runs(item.group(2), Set.of(), 0)));
            } else {
                lines.add(Line.of(Line.Kind.TEXT, runs(line, Set.of(), 0)));
            }
        }
    }

    private List<Run> runs(String text, Set<Run.Mark> marks, int depth) {
        List<Run> runs = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        int done = 0;
        while (token.find()) {
            List<Run> found = found(token, marks, depth);
            if (!found.isEmpty()) {
                plain(runs, text.substring(done, token.start()), marks);
                runs.addAll(found);
                done = token.end();
            }
        }
        plain(runs, text.substring(done), marks);
        return runs;
    }

    private static void plain(List<Run> runs, String text, Set<Run.Mark> marks) {
        if (!text.isEmpty()) {
            runs.add(Run.text(text, marks));
        }
    }

    private List<Run> found(Matcher token, Set<Run.Mark> marks, int depth) {
        if (token.group(1) != null) {
            return mentions.user(token.group(1), marks).map(List::of).orElse(List.of());
        }
        if (token.group(2) != null) {
            return mentions.emoji(token.group(2), marks).map(List::of).orElse(List.of());
        }
        if (token.group(3) != null) {
            String label = Optional.ofNullable(token.group(4))
                    .filter(text -> !text.isBlank())
                    .orElse(token.group(3));
            return List.of(new Run(Run.Kind.LINK, label, token.group(3), marks));
        }
        if (token.group(5) != null) {
            return List.of(new Run(Run.Kind.LINK, token.group(5), token.group(5), marks));
        }
        if (token.group(6) != null) {
            return List.of(Run.text(token.group(6), Run.with(marks, Run.Mark.CODE)));
        }
        if (depth >= MAX_MARK_DEPTH) {
            return List.of();
        }
        String all = token.group();
        Run.Mark mark = switch (all.charAt(0)) {
            case '*' -> Run.Mark.BOLD;
            case '_' -> Run.Mark.ITALIC;
            default -> Run.Mark.STRIKE;
        };
        return runs(all.substring(1, all.length() - 1), Run.with(marks, mark), depth + 1);
    }
}
