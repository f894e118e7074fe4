package dev.footbridge.gchat.emulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Writes {@code formattedText} in either syntax. */
final class MarkupWriter {
    private static final String MARKDOWN_SPECIAL = "\\`*_~[]<>&";

    private final boolean markdown;
    private final StringBuilder out = new StringBuilder();

    private MarkupWriter(boolean markdown) {
        this.markdown = markdown;
    }

    static String chat(List<Line> lines) {
        return new MarkupWriter(false).write(lines);
    }

    static String markdown(List<Line> lines) {
        return new MarkupWriter(true).write(lines);
    }

    /** The signs around a stretch of text in Chat's own syntax. */
    static String chatSigns(Set<Run.Mark> marks, boolean closing) {
        StringBuilder signs = new StringBuilder();
        for (Run.Mark mark : Run.Mark.values()) {
            if (marks.contains(mark)) {
                signs.append(chatSign(mark));
            }
        }
        return closing ? signs.reverse().toString() : signs.toString();
    }

    private static String chatSign(Run.Mark mark) {
        return switch (mark) {
            case BOLD -> "*";
            case ITALIC -> "_";
            case STRIKE -> "~";
            case CODE -> "`";
        };
    }

    private String sign(Run.Mark mark) {
        if (!markdown) {
            return chatSign(mark);
        }
        return switch (mark) {
            case BOLD -> "**";
            case ITALIC -> "*";
            case STRIKE -> "~~";
            // Code spans are written whole, as their sign depends on what is inside.
            case CODE -> "";
        };
    }

    private String write(List<Line> lines) {
        Line.Kind before = Line.Kind.TEXT;
        boolean first = true;
        for (Line line : lines) {
            if (before == Line.Kind.CODE && line.kind() != Line.Kind.CODE) {
                out.append("\n```");
            }
            if (!first) {
                out.append('\n');
            }
            if (markdown && !first && line.kind() != before && !blank(line)) {
                out.append('\n');
            }
            if (line.kind() == Line.Kind.CODE && before != Line.Kind.CODE) {
                out.append("```\n");
            }
            first = false;
            before = line.kind();
            prefix(line);
            runs(line);
        }
        return out.append(before == Line.Kind.CODE ? "\n```" : "").toString();
    }

    private static boolean blank(Line line) {
        return line.kind() == Line.Kind.TEXT && line.runs().isEmpty();
    }

    private void prefix(Line line) {
        switch (line.kind()) {
            case QUOTE -> out.append("> ");
            case BULLET -> out.append("    ".repeat(line.level())).append("* ");
            case NUMBER ->
                out.append("    ".repeat(line.level())).append(line.number()).append(". ");
            case TEXT, CODE -> {
                // No sign of their own.
            }
        }
    }

    private void runs(Line line) {
        if (line.kind() == Line.Kind.CODE) {
            line.runs().forEach(run -> out.append(run.text()));
            return;
        }
        List<Run.Mark> open = new ArrayList<>();
        boolean start = true;
        int begin = out.length();
        for (Run run : line.runs()) {
            int end = out.length();
            close(open, run.marks());
            int next = out.length();
            for (Run.Mark mark : Run.Mark.values()) {
                if (run.marks().contains(mark) && !open.contains(mark)) {
                    open.add(mark);
                    out.append(sign(mark));
                }
            }
            int words = out.length();
            run(run, start);
            start = false;
            if (markdown && end > begin) {
                keepSigns(end, next, words);
            }
        }
        close(open, EnumSet.noneOf(Run.Mark.class));
        if (markdown) {
            keepBlanks(begin);
        }
    }

    /** Whoever reads Markdown strips blanks at the ends of a line, unless they are written as entities. */
    private void keepBlanks(int begin) {
        int last = out.length() - 1;
        if (last >= begin && blank(out.charAt(last))) {
            out.replace(last, last + 1, "&#" + (int) out.charAt(last) + ';');
        }
        if (out.length() > begin && blank(out.charAt(begin))) {
            out.replace(begin, begin + 1, "&#" + (int) out.charAt(begin) + ';');
        }
    }

    /**
     * A sign between a letter outside and punctuation inside means nothing; beside an entity it does. Where one mark ends
     * and the next begins, both sides are outside of one and inside of the other.
     */
    private void keepSigns(int end, int next, int words) {
        boolean closed = next > end;
        boolean opened = words > next;
        if (out.length() == words) {
            return;
        }
        boolean before = Character.isLetterOrDigit(out.codePointBefore(end));
        boolean after = Character.isLetterOrDigit(out.codePointAt(words));
        if (closed && !before && after) {
            entity(words);
        } else if (opened && before && !after) {
            entity(out.offsetByCodePoints(end, -1));
        }
    }

    private void entity(int at) {
        int letter = out.codePointAt(at);
        out.replace(at, at + Character.charCount(letter), "&#" + letter + ';');
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Closes from the inside until only marks are open that go on. */
    private void close(List<Run.Mark> open, Set<Run.Mark> goOn) {
        while (!goOn.containsAll(open)) {
            out.append(sign(open.remove(open.size() - 1)));
        }
    }

    private void run(Run run, boolean lineStart) {
        switch (run.kind()) {
            case USER -> out.append("<users/").append(run.target()).append('>');
            case EMOJI -> out.append(run.text());
            case LINK -> link(run);
            case TEXT -> {
                if (run.marks().contains(Run.Mark.CODE)) {
                    code(run.text());
                } else {
                    out.append(markdown ? escape(run.text(), lineStart) : run.text());
                }
            }
        }
    }

    private void link(Run run) {
        if (run.text().equals(run.target())) {
            out.append(markdown ? '<' + run.target() + '>' : run.target());
        } else if (markdown) {
            out.append('[')
                    .append(escape(run.text(), false))
                    .append("](<")
                    .append(run.target())
                    .append(">)");
        } else {
            out.append('<').append(run.target()).append('|').append(run.text()).append('>');
        }
    }

    private void code(String text) {
        if (!markdown) {
            out.append(text);
            return;
        }
        String fence = "`";
        while (text.contains(fence)) {
            fence += "`";
        }
        String space = text.startsWith("`") || text.endsWith("`") ? " " : "";
        out.append(fence).append(space).append(text).append(space).append(fence);
    }

    private static String escape(String text, boolean lineStart) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            boolean opens = lineStart && i == firstSign(text) && startsBlock(text, i);
            if (MARKDOWN_SPECIAL.indexOf(next) >= 0 || opens && !Character.isDigit(next)) {
                escaped.append('\\');
            }
            escaped.append(next);
        }
        return lineStart
                ? escaped.toString().replaceFirst("^( *\\d{1,9})([.)])( |$)", "$1\\\\$2$3")
                : escaped.toString();
    }

    private static int firstSign(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static boolean startsBlock(String text, int at) {
        return "-+#=".indexOf(text.charAt(at)) >= 0;
    }
}
