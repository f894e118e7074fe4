package dev.footbridge.gchat;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.BlockVisitor;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Brings a document down to what a message of Google Chat is made of: lines of text, quoted lines, preformatted lines
 * and bullets. Everything else is told as a loss.
 */
final class GchatLowering implements BlockVisitor<List<Block>> {

    private static final String FENCE = "```";
    private static final String RULE = "\u2014\u2014\u2014";

    private final GchatInlines inlines;
    private final Set<Loss> losses;

    GchatLowering(GchatIds ids, Set<Loss> losses) {
        this.inlines = new GchatInlines(ids, losses);
        this.losses = losses;
    }

    Document lower(Document document) {
        return new Document(apart(all(document.blocks())));
    }

    private List<Block> all(List<Block> blocks) {
        return blocks.stream().flatMap(block -> block.accept(this).stream()).toList();
    }

    /** Neighbours of the same kind are one to Google Chat. */
    private List<Block> apart(List<Block> blocks) {
        for (int i = 1; i < blocks.size(); i++) {
            Block before = blocks.get(i - 1);
            Block after = blocks.get(i);
            if (before instanceof Quote && after instanceof Quote) {
                losses.add(Loss.degraded(Element.QUOTE));
            } else if (before instanceof CodeBlock && after instanceof CodeBlock) {
                losses.add(Loss.degraded(Element.CODE_BLOCK));
            } else if (before instanceof ItemList && after instanceof ItemList) {
                losses.add(Loss.degraded(Element.BULLET_LIST));
            }
        }
        return blocks;
    }

    @Override
    public List<Block> paragraph(Paragraph paragraph) {
        return List.of(new Paragraph(inlines.lower(paragraph.inlines())));
    }

    @Override
    public List<Block> heading(Heading heading) {
        losses.add(Loss.degraded(Element.HEADING));
        return List.of(new Paragraph(GchatInlines.bold(inlines.lower(heading.inlines()))));
    }

    /** A quote holds lines of text; what else it holds stands beside it. */
    @Override
    public List<Block> quote(Quote quote) {
        List<Block> out = new ArrayList<>();
        List<Block> lines = new ArrayList<>();
        boolean flat = true;
        for (Block block : all(quote.blocks())) {
            if (block instanceof Paragraph) {
                lines.add(block);
            } else if (block instanceof Quote inner) {
                lines.addAll(inner.blocks());
                flat = false;
            } else {
                flush(lines, out);
                out.add(block);
                flat = false;
            }
        }
        flush(lines, out);
        if (!flat) {
            losses.add(Loss.degraded(Element.QUOTE));
        }
        return out;
    }

    private static void flush(List<Block> lines, List<Block> out) {
        if (!lines.isEmpty()) {
            out.add(new Quote(lines));
            lines.clear();
        }
    }

    @Override
    public List<Block> codeBlock(CodeBlock codeBlock) {
        if (!codeBlock.language().isEmpty()) {
            losses.add(Loss.dropped(Element.CODE_LANGUAGE));
        }
        if (codeBlock.text().contains(FENCE)) {
            // Google Chat has one kind of fence; inside of a block it ends the block for whoever reads it in Chat's own
            // markup.
            losses.add(Loss.degraded(Element.CODE_BLOCK));
        }
        return List.of(new CodeBlock("", codeBlock.text()));
    }

    @Override
    public List<Block> itemList(ItemList list) {
        if (!list.ordered()) {
            return bullets(list);
        }
        losses.add(Loss.degraded(Element.ORDERED_LIST));
        List<Block> out = new ArrayList<>();
        List<Inline> lines = new ArrayList<>();
        int number = list.start();
        for (ItemList.Item item : list.items()) {
            List<Block> blocks = all(item.blocks());
            if (!lines.isEmpty()) {
                lines.add(new LineBreak());
            }
            lines.add(Text.of(number + ". "));
            int next = 0;
            if (blocks.get(0) instanceof Paragraph first) {
                lines.addAll(first.inlines());
                next = 1;
            }
            if (next < blocks.size()) {
                out.add(new Paragraph(lines));
                lines.clear();
                out.addAll(blocks.subList(next, blocks.size()));
            }
            number++;
        }
        out.add(new Paragraph(lines));
        return out;
    }

    /** A bullet holds one line and further bullets; what else it holds ends the list and stands behind it. */
    private List<Block> bullets(ItemList list) {
        List<Block> out = new ArrayList<>();
        List<ItemList.Item> items = new ArrayList<>();
        int number = list.start();
        for (ItemList.Item item : list.items()) {
            String sign = list.ordered() ? number + ". " : "";
            number++;
            List<Block> kept = new ArrayList<>();
            List<Block> beside = new ArrayList<>();
            for (Block block : item.blocks()) {
                if (!beside.isEmpty()) {
                    beside.addAll(block.accept(this));
                } else if (block instanceof ItemList inner) {
                    nest(inner, kept, beside);
                } else {
                    add(block.accept(this), kept, beside);
                }
            }
            items.add(item(sign, kept));
            if (!beside.isEmpty()) {
                losses.add(Loss.degraded(Element.BULLET_LIST));
                out.add(new ItemList(false, 1, items));
                items.clear();
                out.addAll(beside);
            }
        }
        if (!items.isEmpty()) {
            out.add(new ItemList(false, 1, items));
        }
        return out;
    }

    private void nest(ItemList inner, List<Block> kept, List<Block> beside) {
        if (inner.ordered()) {
            losses.add(Loss.degraded(Element.ORDERED_LIST));
        }
        List<Block> lowered = bullets(inner);
        boolean whole = lowered.size() == 1 && !(kept.isEmpty() || kept.get(kept.size() - 1) instanceof ItemList);
        (whole ? kept : beside).addAll(lowered);
    }

    private static void add(List<Block> lowered, List<Block> kept, List<Block> beside) {
        for (Block block : lowered) {
            boolean line = block instanceof Paragraph && kept.isEmpty() && beside.isEmpty();
            (line ? kept : beside).add(block);
        }
    }

    private ItemList.Item item(String sign, List<Block> kept) {
        List<Block> blocks = new ArrayList<>(kept);
        List<Inline> line = new ArrayList<>();
        if (!sign.isEmpty()) {
            line.add(Text.of(sign));
        }
        if (!blocks.isEmpty() && blocks.get(0) instanceof Paragraph first) {
            line.addAll(inOneLine(first.inlines()));
            blocks.remove(0);
        } else if (line.isEmpty()) {
            // A bullet without a line of its own, or the ones below it would move up.
            losses.add(Loss.degraded(Element.BULLET_LIST));
            line.add(Text.of("\u2022"));
        }
        blocks.add(0, new Paragraph(line));
        return new ItemList.Item(blocks);
    }

    private List<Inline> inOneLine(List<Inline> raw) {
        if (raw.stream().noneMatch(LineBreak.class::isInstance)) {
            return raw;
        }
        losses.add(Loss.degraded(Element.LINE_BREAK));
        return raw.stream()
                .map(inline -> inline instanceof LineBreak ? Text.of(" ") : inline)
                .toList();
    }

    @Override
    public List<Block> table(Table table) {
        losses.add(Loss.degraded(Element.TABLE));
        return List.of(new CodeBlock("", new Document(List.of(table)).plainText()));
    }

    @Override
    public List<Block> rule(Rule rule) {
        losses.add(Loss.degraded(Element.RULE));
        return List.of(Paragraph.of(Text.of(RULE)));
    }

    /** The marks that Google Chat knows. */
    static boolean isKept(Mark mark) {
        return mark != Mark.UNDERLINE;
    }
}
