package dev.footbridge.gchat;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads {@code formattedText} in {@code MARKUP_SYNTAX_CHAT}, Chat's own signs: code fences first, then lines that are
 * quotes, bullets or prose. It has no escapes, so what looks like a sign is one. Linear: every character is looked at a
 * fixed number of times.
 */
final class GchatChatMarkup {

    private static final String FENCE = "```";
    private static final int SPACES_PER_LEVEL = 4;
    private static final int MAX_LEVEL = 8;

    private final Function<String, List<Inline>> inlines;

    GchatChatMarkup(GchatIds ids, GchatTold told) {
        this.inlines = line -> new GchatChatInlines(ids, told, line).read();
    }

    List<Block> read(String text) {
        Lines lines = new Lines();
        int from = 0;
        while (from <= text.length()) {
            int open = text.indexOf(FENCE, from);
            int close = open < 0 ? -1 : text.indexOf(FENCE, open + FENCE.length());
            if (close < 0) {
                lines.addAll(text.substring(from));
                break;
            }
            lines.addAll(text.substring(from, open));
            lines.code(text.substring(open + FENCE.length(), close));
            from = close + FENCE.length();
        }
        return lines.finish();
    }

    /** A bullet with those below it, while more of them may come. */
    private record Bullet(int level, List<Inline> line, List<Bullet> below) {

        ItemList.Item item() {
            List<Block> blocks = new ArrayList<>();
            blocks.add(new Paragraph(line));
            if (!below.isEmpty()) {
                blocks.add(list(below));
            }
            return new ItemList.Item(blocks);
        }

        static ItemList list(List<Bullet> bullets) {
            return new ItemList(false, 1, bullets.stream().map(Bullet::item).toList());
        }
    }

    /** Collects lines into blocks. */
    private final class Lines {

        private final List<Block> out = new ArrayList<>();
        private final List<Inline> paragraph = new ArrayList<>();
        private final List<Block> quoted = new ArrayList<>();
        private final List<Bullet> bullets = new ArrayList<>();
        private boolean inQuote;

        void addAll(String text) {
            int from = 0;
            while (from < text.length()) {
                int end = text.indexOf('\n', from);
                int to = end < 0 ? text.length() : end;
                add(text.substring(from, to));
                from = to + 1;
            }
        }

        private void add(String line) {
            boolean quote = line.startsWith(">");
            if (quote != inQuote) {
                endBlocks();
                inQuote = quote;
            }
            String rest = quote ? line.substring(1) : line;
            content(quote && rest.startsWith(" ") ? rest.substring(1) : rest);
        }

        private void content(String line) {
            if (line.isBlank()) {
                endParagraph();
                endBullets();
            } else if (!bullet(line)) {
                endBullets();
                if (!paragraph.isEmpty()) {
                    paragraph.add(new LineBreak());
                }
                paragraph.addAll(inlines.apply(line));
            }
        }

        private boolean bullet(String line) {
            int spaces = 0;
            while (spaces < line.length() && line.charAt(spaces) == ' ') {
                spaces++;
            }
            boolean sign = line.startsWith("* ", spaces) || line.startsWith("- ", spaces);
            if (!sign || line.substring(spaces + 2).isBlank()) {
                return false;
            }
            endParagraph();
            int level = Math.min(MAX_LEVEL, spaces / SPACES_PER_LEVEL);
            List<Bullet> siblings = bullets;
            while (!siblings.isEmpty() && siblings.get(siblings.size() - 1).level() < level) {
                siblings = siblings.get(siblings.size() - 1).below();
            }
            siblings.add(new Bullet(level, inlines.apply(line.substring(spaces + 2)), new ArrayList<>()));
            return true;
        }

        void code(String code) {
            endParagraph();
            endBullets();
            (inQuote ? quoted : out).add(new CodeBlock("", code));
        }

        private void endParagraph() {
            if (!paragraph.isEmpty()) {
                (inQuote ? quoted : out).add(new Paragraph(paragraph));
                paragraph.clear();
            }
        }

        private void endBullets() {
            if (!bullets.isEmpty()) {
                (inQuote ? quoted : out).add(Bullet.list(bullets));
                bullets.clear();
            }
        }

        private void endBlocks() {
            endParagraph();
            endBullets();
            if (!quoted.isEmpty()) {
                out.add(new Quote(quoted));
                quoted.clear();
            }
        }

        List<Block> finish() {
            endBlocks();
            return out;
        }
    }
}
