package dev.footbridge.gchat;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/**
 * Signs between a letter and a punctuation sign. There CommonMark lets a sign only open or only close, and signs that
 * meet count as one: so the letter is written as an entity, which begins and ends in a punctuation sign. See
 * <a href="https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run">flanking</a>.
 */
final class GchatFlanks {

    private static final int PUNCTUATION = '*';
    private static final int BLANK = '\n';

    /** What stands between signs, with the characters at its edges as they will be written. */
    private static final class Leaf {

        private final Node node;
        private int first;
        private int last;

        Leaf(Node node) {
            this.node = node;
            if (node instanceof Text text && !text.getLiteral().isEmpty()) {
                first = text.getLiteral().codePointAt(0);
                last = text.getLiteral().codePointBefore(text.getLiteral().length());
            } else {
                first = node instanceof HardLineBreak || node instanceof Text ? BLANK : PUNCTUATION;
                last = first;
            }
        }

        /** Only text has letters at its edges. */
        void escapeFirst() {
            Text text = (Text) node;
            String words = text.getLiteral();
            text.insertBefore(entity(first));
            text.setLiteral(words.substring(Character.charCount(first)));
            first = PUNCTUATION;
            last = text.getLiteral().isEmpty() ? PUNCTUATION : last;
        }

        void escapeLast() {
            Text text = (Text) node;
            String words = text.getLiteral();
            text.insertAfter(entity(last));
            text.setLiteral(words.substring(0, words.length() - Character.charCount(last)));
            last = PUNCTUATION;
            first = text.getLiteral().isEmpty() ? PUNCTUATION : first;
        }
    }

    /** The signs between two leaves. */
    private record Gap(Leaf before, String closing, String opening, Leaf after) {

        void help() {
            String signs = closing + opening;
            if (signs.isEmpty()) {
                return;
            }
            int run = 1;
            while (run < signs.length() && signs.charAt(run) == signs.charAt(0)) {
                run++;
            }
            boolean one = run == signs.length();
            boolean opens = run > closing.length();
            if (opens && isLetter(before.last) && (!one || isPunctuation(after.first))) {
                before.escapeLast();
            }
            boolean closes = one ? !closing.isEmpty() : closesLast(signs);
            if (closes && isLetter(after.first) && (!one || isPunctuation(before.last))) {
                after.escapeFirst();
            }
        }

        private boolean closesLast(String signs) {
            int from = signs.length() - 1;
            while (from > 0 && signs.charAt(from - 1) == signs.charAt(from)) {
                from--;
            }
            return from < closing.length();
        }
    }

    private final List<Gap> gaps = new ArrayList<>();
    private Leaf leaf = new Leaf(new HardLineBreak());
    private StringBuilder closing = new StringBuilder();
    private StringBuilder opening = new StringBuilder();

    private GchatFlanks() {}

    /** Walks all nodes of a tree whose depth our own documents bound. */
    static void help(Node parent) {
        if (parent instanceof Paragraph) {
            new GchatFlanks().paragraph(parent);
            return;
        }
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            help(node);
        }
    }

    /** An entity in a text of one letter can need another one in the text beside it, on either side. */
    private void paragraph(Node paragraph) {
        walk(paragraph);
        leaf(new HardLineBreak());
        gaps.forEach(Gap::help);
        for (int i = gaps.size() - 1; i >= 0; i--) {
            gaps.get(i).help();
        }
    }

    private void walk(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            String sign = sign(node);
            if (sign.isEmpty()) {
                leaf(node);
            } else {
                opening.append(sign);
                walk(node);
                closing.append(sign);
            }
        }
    }

    private void leaf(Node node) {
        Leaf next = new Leaf(node);
        gaps.add(new Gap(leaf, closing.toString(), opening.toString(), next));
        leaf = next;
        closing = new StringBuilder();
        opening = new StringBuilder();
    }

    private static String sign(Node node) {
        if (node instanceof Strikethrough strike) {
            return strike.getOpeningDelimiter();
        }
        if (node instanceof StrongEmphasis strong) {
            return strong.getOpeningDelimiter();
        }
        return node instanceof Emphasis emphasis ? emphasis.getOpeningDelimiter() : "";
    }

    private static boolean isPunctuation(int c) {
        return !GchatMarkEdges.isBlank(c) && !isLetter(c);
    }

    /** What is neither blank nor punctuation to CommonMark. */
    private static boolean isLetter(int c) {
        if (GchatMarkEdges.isBlank(c)) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL -> false;
            default -> true;
        };
    }

    static Node entity(int c) {
        HtmlInline entity = new HtmlInline();
        entity.setLiteral("&#" + c + ";");
        return entity;
    }
}
