package dev.footbridge.testkit.emulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person types into a client's message box, read the same way for every platform: {@code *bold*}, {@code _italic_},
 * {@code ~struck~}, {@code `code`}, a line of three backticks around a code block, {@code >} before a quoted line,
 * {@code - } before an item, {@code @handle} for a person, {@code #channel}, bare links. Anything else is plain text.
 */
public final class TypedText {
    /** How a stretch of text looks. */
    public enum Mark {
        BOLD,
        ITALIC,
        STRIKE,
        CODE
    }

    /** What a stretch of text is. */
    public enum RunKind {
        TEXT,
        MENTION,
        CHANNEL,
        LINK
    }

    /**
     * @param text what is shown
     * @param target the user's or channel's id, or the link's address; empty for plain text
     */
    public record Run(RunKind kind, String text, String target, Set<Mark> marks) {
        public Run {
            marks = Set.copyOf(marks);
        }
    }

    /** What a line or group of lines is. */
    public enum BlockKind {
        LINES,
        QUOTE,
        CODE,
        ITEMS
    }

    /** Lines of the same kind that follow each other. */
    public record Block(BlockKind kind, List<List<Run>> lines) {
        public Block {
            lines = lines.stream().map(List::copyOf).toList();
        }
    }

    /** Finds the people and channels that a name stands for. */
    public interface Names {
        /** The user's id for a handle, without the at sign; names are compared without case. */
        Optional<String> user(String handle);

        /** The channel's id for a name, without the number sign. */
        Optional<String> channel(String name);
    }

    private static final int MAX_MARK_DEPTH = 4;
    private static final Pattern TOKEN = Pattern.compile("https?://[^\\s<>|]+|@[\\p{L}\\p{N}._-]+|#[\\p{L}\\p{N}_-]+"
            + "|`([^`\\n]+)`" + marked('*') + marked('_') + marked('~'));

    private final Names names;

    private TypedText(Names names) {
        this.names = names;
    }

    /** Text between two signs, neither of which touches a letter outside or a space inside. */
    private static String marked(char sign) {
        String quoted = "\\" + sign;
        String edge = "[^\\s" + quoted + "]";
        return "|(?<![\\p{L}\\p{N}])" + quoted + "(" + edge + "|" + edge + "[^" + quoted + "\\n]*" + edge + ")" + quoted
                + "(?![\\p{L}\\p{N}])";
    }

    /** Never fails: what is no shorthand is text. */
    public static List<Block> parse(String text, Names names) {
        return new TypedText(names).blocks(text);
    }

    private List<Block> blocks(String text) {
        List<Block> result = new ArrayList<>();
        List<List<Run>> lines = new ArrayList<>();
        BlockKind kind = BlockKind.LINES;
        boolean fenced = false;
        for (String line : text.split("\\R", -1)) {
            if (line.strip().equals("```")) {
                flush(result, kind, lines);
                fenced = !fenced;
                kind = fenced ? BlockKind.CODE : BlockKind.LINES;
                continue;
            }
            BlockKind next = fenced ? BlockKind.CODE : kindOf(line);
            if (next != kind) {
                flush(result, kind, lines);
                kind = next;
            }
            lines.add(fenced ? List.of(plain(line, Set.of())) : runs(content(next, line), Set.of(), 0));
        }
        flush(result, kind, lines);
        return result;
    }

    private static void flush(List<Block> result, BlockKind kind, List<List<Run>> lines) {
        if (!lines.isEmpty()) {
            result.add(new Block(kind, lines));
            lines.clear();
        }
    }

    private static BlockKind kindOf(String line) {
        if (line.startsWith(">")) {
            return BlockKind.QUOTE;
        }
        return line.startsWith("- ") ? BlockKind.ITEMS : BlockKind.LINES;
    }

    private static String content(BlockKind kind, String line) {
        if (kind == BlockKind.QUOTE) {
            return line.substring(1).stripLeading();
        }
        return kind == BlockKind.ITEMS ? line.substring(2) : line;
    }

    private List<Run> runs(String text, Set<Mark> marks, int depth) {
        List<Run> result = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        int done = 0;
        while (token.find()) {
            List<Run> found = found(token, marks, depth);
            if (found.isEmpty()) {
                continue;
            }
            if (token.start() > done) {
                result.add(plain(text.substring(done, token.start()), marks));
            }
            result.addAll(found);
            done = token.end();
        }
        if (done < text.length()) {
            result.add(plain(text.substring(done), marks));
        }
        return result;
    }

    private List<Run> found(Matcher token, Set<Mark> marks, int depth) {
        String all = token.group();
        char first = all.charAt(0);
        if (first == '@') {
            return mention(all, RunKind.MENTION, names.user(all.substring(1).toLowerCase(Locale.ROOT)), marks);
        }
        if (first == '#') {
            return mention(all, RunKind.CHANNEL, names.channel(all.substring(1).toLowerCase(Locale.ROOT)), marks);
        }
        if (first == 'h') {
            return List.of(new Run(RunKind.LINK, all, all, marks));
        }
        if (first == '`') {
            return List.of(plain(token.group(1), with(marks, Mark.CODE)));
        }
        if (depth >= MAX_MARK_DEPTH) {
            return List.of();
        }
        Mark mark = first == '*' ? Mark.BOLD : first == '_' ? Mark.ITALIC : Mark.STRIKE;
        return runs(all.substring(1, all.length() - 1), with(marks, mark), depth + 1);
    }

    private static List<Run> mention(String shown, RunKind kind, Optional<String> target, Set<Mark> marks) {
        return target.map(id -> List.of(new Run(kind, shown, id, marks))).orElse(List.of());
    }

    private static Run plain(String text, Set<Mark> marks) {
        return new Run(RunKind.TEXT, text, "", marks);
    }

    private static Set<Mark> with(Set<Mark> marks, Mark more) {
        EnumSet<Mark> result = EnumSet.of(more);
        result.addAll(marks);
        return result;
    }
}
