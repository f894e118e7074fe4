package dev.footbridge.miro;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.BlockVisitor;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.InlineVisitor;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One body being written. A paragraph is a {@code <p>}; what has no element in the dialect is lines of text in one
 * {@code <p>}, each behind the signs that plain text has for it.
 */
final class MiroHtmlWriter implements BlockVisitor<MiroHtmlWriter>, InlineVisitor<MiroHtmlWriter> {

    private static final Map<Mark, String> TAGS =
            new EnumMap<>(Map.of(Mark.BOLD, "strong", Mark.ITALIC, "em", Mark.UNDERLINE, "u", Mark.STRIKE, "s"));

    /** No-break spaces: others would not show at the start of a line. */
    private static final String INDENT = "\u00A0\u00A0";

    private final MiroDialect dialect;
    private final StringBuilder out = new StringBuilder();
    private final Set<Loss> losses = new LinkedHashSet<>();
    /** What each line begins with; only inside of quotes and lists written as lines. */
    private String prefix = "";

    /** How many quotes and lists written as lines are open. */
    private int lines;

    private boolean lineIsNew;
    /** What follows the inline that is being written. */
    private Optional<Inline> next = Optional.empty();

    MiroHtmlWriter(MiroDialect dialect) {
        this.dialect = dialect;
    }

    void author(String label) {
        out.append("<p><strong>");
        escape(label, out);
        out.append("</strong></p>");
    }

    MiroBody write(Document document) {
        blocks(document.blocks());
        return new MiroBody(out.toString(), new ArrayList<>(losses));
    }

    private MiroHtmlWriter blocks(List<Block> blocks) {
        blocks.forEach(block -> block.accept((BlockVisitor<MiroHtmlWriter>) this));
        return this;
    }

    private MiroHtmlWriter inlines(List<Inline> inlines) {
        for (int i = 0; i < inlines.size(); i++) {
            next = i + 1 < inlines.size() ? Optional.of(inlines.get(i + 1)) : Optional.empty();
            inlines.get(i).accept((InlineVisitor<MiroHtmlWriter>) this);
        }
        return this;
    }

    private MiroHtmlWriter degraded(Element element) {
        losses.add(Loss.degraded(element));
        return this;
    }

    /** A paragraph of its own, or the next line of what is open. */
    private MiroHtmlWriter line(Runnable content) {
        if (lines == 0) {
            out.append("<p>");
            content.run();
            out.append("</p>");
        } else {
            nextLine();
            content.run();
        }
        return this;
    }

    private void nextLine() {
        if (!lineIsNew) {
            newLine();
        }
        lineIsNew = false;
    }

    private void newLine() {
        out.append("<br>");
        escape(prefix, out);
    }

    /** Blocks as lines behind a sign on the first, and what is as wide on the others. */
    private void asLines(String sign, String indent, List<Block> blocks) {
        String outer = prefix;
        boolean first = lines == 0;
        if (first) {
            out.append("<p>");
        } else {
            nextLine();
        }
        lines++;
        escape(sign, out);
        prefix = outer + indent;
        lineIsNew = true;
        blocks(blocks);
        prefix = outer;
        lines--;
        lineIsNew = false;
        if (first) {
            out.append("</p>");
        }
    }

    @Override
    public MiroHtmlWriter paragraph(Paragraph paragraph) {
        return line(() -> inlines(paragraph.inlines()));
    }

    @Override
    public MiroHtmlWriter heading(Heading heading) {
        degraded(Element.HEADING);
        return line(() -> {
            out.append("<strong>");
            inlines(heading.inlines());
            out.append("</strong>");
        });
    }

    @Override
    public MiroHtmlWriter quote(Quote quote) {
        degraded(Element.QUOTE);
        asLines("> ", "> ", quote.blocks());
        return this;
    }

    @Override
    public MiroHtmlWriter codeBlock(CodeBlock codeBlock) {
        degraded(Element.CODE_BLOCK);
        if (!codeBlock.language().isEmpty()) {
            losses.add(Loss.dropped(Element.CODE_LANGUAGE));
        }
        return line(() -> {
            String[] rows = codeBlock.text().split("\n", -1);
            for (int i = 0; i < rows.length; i++) {
                if (i > 0) {
                    newLine();
                }
                int indent = rows[i].length() - rows[i].stripLeading().length();
                escape("\u00A0".repeat(indent) + rows[i].substring(indent), out);
            }
        });
    }

    @Override
    public MiroHtmlWriter itemList(ItemList list) {
        return dialect.keepsLists() && lines == 0 && list.start() == 1 ? realList(list) : listOfLines(list);
    }

    private MiroHtmlWriter realList(ItemList list) {
        String tag = list.ordered() ? "ol" : "ul";
        out.append('<').append(tag).append('>');
        for (ItemList.Item item : list.items()) {
            out.append("<li>");
            item(item.blocks());
            out.append("</li>");
        }
        out.append("</").append(tag).append('>');
        return this;
    }

    /** The usual single line without a paragraph around it. */
    private void item(List<Block> blocks) {
        if (!blocks.isEmpty() && blocks.get(0) instanceof Paragraph first) {
            inlines(first.inlines());
            blocks(blocks.subList(1, blocks.size()));
        } else {
            blocks(blocks);
        }
    }

    private MiroHtmlWriter listOfLines(ItemList list) {
        degraded(list.ordered() ? Element.ORDERED_LIST : Element.BULLET_LIST);
        if (lines > 0) {
            degraded(Element.NESTED_LIST);
        }
        boolean first = lines == 0;
        if (first) {
            out.append("<p>");
            lineIsNew = true;
        }
        lines++;
        int number = list.start();
        for (ItemList.Item item : list.items()) {
            String sign = list.ordered() ? number + ". " : "• ";
            asLines(sign, INDENT, item.blocks());
            number++;
        }
        lines--;
        if (first) {
            out.append("</p>");
        }
        return this;
    }

    @Override
    public MiroHtmlWriter table(Table table) {
        degraded(Element.TABLE);
        return line(() -> {
            for (int row = 0; row < table.rows().size(); row++) {
                if (row > 0) {
                    newLine();
                }
                List<Table.Cell> cells = table.rows().get(row).cells();
                for (int column = 0; column < cells.size(); column++) {
                    out.append(column > 0 ? " | " : "");
                    inlines(cells.get(column).inlines());
                }
            }
        });
    }

    @Override
    public MiroHtmlWriter rule(Rule rule) {
        degraded(Element.RULE);
        return line(() -> out.append("———"));
    }

    @Override
    public MiroHtmlWriter text(Text text) {
        return marked(text.marks(), () -> escape(text.value(), out));
    }

    @Override
    public MiroHtmlWriter link(Link link) {
        marked(link.marks(), () -> {
            out.append("<a href=\"");
            escape(link.url(), out);
            out.append("\">");
            escape(link.text(), out);
            out.append("</a>");
        });
        if (!MiroWords.behind(link).isEmpty()) {
            degraded(Element.LINK);
            escape(MiroWords.behind(link, next), out);
        }
        return this;
    }

    @Override
    public MiroHtmlWriter mention(Mention mention) {
        degraded(MiroWords.element(mention));
        escape(MiroWords.of(mention), out);
        return this;
    }

    @Override
    public MiroHtmlWriter channelRef(ChannelRef channelRef) {
        degraded(Element.CHANNEL_REF);
        escape(MiroWords.of(channelRef), out);
        return this;
    }

    @Override
    public MiroHtmlWriter emojiRef(EmojiRef emojiRef) {
        degraded(Element.CUSTOM_EMOJI);
        escape(":" + emojiRef.emoji().value() + ":", out);
        return this;
    }

    @Override
    public MiroHtmlWriter lineBreak(LineBreak lineBreak) {
        newLine();
        return this;
    }

    private MiroHtmlWriter marked(Set<Mark> marks, Runnable inner) {
        Set<Mark> kept = EnumSet.noneOf(Mark.class);
        for (Mark mark : marks) {
            if (dialect.keeps(mark)) {
                kept.add(mark);
            } else {
                degraded(mark == Mark.STRIKE ? Element.STRIKE : Element.CODE);
            }
        }
        kept.forEach(mark -> out.append('<').append(TAGS.get(mark)).append('>'));
        inner.run();
        List<Mark> inside = new ArrayList<>(kept);
        for (int i = inside.size() - 1; i >= 0; i--) {
            out.append("</").append(TAGS.get(inside.get(i))).append('>');
        }
        return this;
    }

    /** Text and attribute values; whatever it says, it is only letters afterwards. */
    static void escape(String value, StringBuilder out) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
    }
}
