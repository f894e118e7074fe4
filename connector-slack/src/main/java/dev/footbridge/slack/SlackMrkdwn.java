package dev.footbridge.slack;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads mrkdwn, Slack's markup in plain strings: code fences first, then lines that are quotes, list items or prose.
 * Linear: every character is looked at a fixed number of times. See
 * <a href="https://docs.slack.dev/messaging/formatting-message-text">formatting message text</a>.
 */
final class SlackMrkdwn {

    private static final String FENCE = "```";
    private static final String QUOTE = "&gt;";
    private static final int SPACES_PER_INDENT = 4;
    private static final int MAX_INDENT = 8;
    private static final int MAX_NUMBER_DIGITS = 6;

    private final SlackIds ids;

    SlackMrkdwn(SlackIds ids) {
        this.ids = ids;
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
            lines.code(SlackMrkdwnInlines.literal(text.substring(open + FENCE.length(), close)));
            from = close + FENCE.length();
        }
        return lines.finish();
    }

    /** Collects lines into blocks. */
    private final class Lines {

        private final List<Block> out = new ArrayList<>();
        private final List<Inline> paragraph = new ArrayList<>();
        private final List<Block> quoted = new ArrayList<>();
        private final SlackListBuilder lists = new SlackListBuilder();
        private boolean inQuote;
        private boolean quoteToTheEnd;
        private boolean inList;
        private boolean lastOrdered;
        private int lastIndent;
        private int nextNumber;

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
            String rest = line;
            boolean quote = quoteToTheEnd;
            if (!quote && line.startsWith(QUOTE + QUOTE + QUOTE)) {
                quoteToTheEnd = true;
                quote = true;
                rest = line.substring(3 * QUOTE.length());
            } else if (!quote && line.startsWith(QUOTE)) {
                quote = true;
                rest = line.substring(QUOTE.length());
            }
            if (quote != inQuote) {
                endBlocks();
                inQuote = quote;
            }
            content(quote && rest.startsWith(" ") ? rest.substring(1) : rest);
        }

        private void content(String line) {
            if (line.isBlank() && inQuote) {
                endBlocksInside();
            } else if (line.isBlank()) {
                endBlocks();
            } else if (!item(line)) {
                endList();
                if (!paragraph.isEmpty()) {
                    paragraph.add(new LineBreak());
                }
                paragraph.addAll(inlines(line));
            }
        }

        private boolean item(String line) {
            int spaces = 0;
            while (spaces < line.length() && line.charAt(spaces) == ' ') {
                spaces++;
            }
            int indent = Math.min(MAX_INDENT, spaces / SPACES_PER_INDENT);
            int number = numberEnd(line, spaces);
            if (number > 0) {
                addItem(true, indent, Integer.parseInt(line.substring(spaces, number)), line.substring(number + 2));
                return true;
            }
            boolean bullet = spaces + 1 < line.length()
                    && "\u2022\u25E6\u25AA-".indexOf(line.charAt(spaces)) >= 0
                    && isBulletEnd(line, spaces + 1);
            if (bullet) {
                addItem(false, indent, 1, line.substring(line.indexOf(' ', spaces) + 1));
            }
            return bullet;
        }

        private boolean isBulletEnd(String line, int at) {
            // Slack's third bullet carries a selector for text presentation.
            int space = line.charAt(at) == '\uFE0E' ? at + 1 : at;
            return space < line.length() && line.charAt(space) == ' ';
        }

        /** Where the dot of {@code 12. } stands, or 0. */
        private static int numberEnd(String line, int from) {
            int at = from;
            while (at < line.length()
                    && at - from < MAX_NUMBER_DIGITS
                    && line.charAt(at) >= '0'
                    && line.charAt(at) <= '9') {
                at++;
            }
            boolean dot = at > from && at + 1 < line.length() && line.charAt(at) == '.' && line.charAt(at + 1) == ' ';
            return dot ? at : 0;
        }

        private void addItem(boolean ordered, int indent, int number, String text) {
            endParagraph();
            boolean goesOn =
                    inList && lastOrdered == ordered && lastIndent == indent && (!ordered || number == nextNumber);
            if (goesOn) {
                lists.append(inlines(text));
            } else {
                lists.add(ordered, indent, Math.max(0, number - 1), List.of(inlines(text)));
            }
            inList = true;
            lastOrdered = ordered;
            lastIndent = indent;
            nextNumber = number + 1;
        }

        void code(String code) {
            endBlocksInside();
            (inQuote ? quoted : out).add(new CodeBlock("", code));
        }

        private List<Inline> inlines(String line) {
            return new SlackMrkdwnInlines(ids, line).read();
        }

        private void endParagraph() {
            if (!paragraph.isEmpty()) {
                (inQuote ? quoted : out).add(new Paragraph(paragraph));
                paragraph.clear();
            }
        }

        private void endList() {
            (inQuote ? quoted : out).addAll(lists.finish());
            inList = false;
        }

        private void endBlocksInside() {
            endParagraph();
            endList();
        }

        private void endBlocks() {
            endBlocksInside();
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
