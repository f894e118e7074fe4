package dev.footbridge.core.document;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the size limits of a document. Cuts in reading order; where it cuts, an ellipsis stands and everything behind
 * it is gone.
 */
final class SizeCut implements BlockVisitor<List<Block>> {
    private static final String ELLIPSIS = "…";

    private long characters;
    private long blocks;
    private boolean full;

    private SizeCut(long characters, long blocks) {
        this.characters = characters;
        this.blocks = blocks;
    }

    static boolean fits(List<Block> normal) {
        return characters(normal) <= DocumentLimits.MAX_CHARACTERS && blocks(normal) <= DocumentLimits.MAX_BLOCKS;
    }

    static List<Block> cut(List<Block> normal) {
        // Kept free for the ellipsis and a cell around it.
        return new SizeCut(DocumentLimits.MAX_CHARACTERS - 2L, DocumentLimits.MAX_BLOCKS - 1L).keep(normal);
    }

    private static long characters(List<Block> blocks) {
        return blocks.stream().mapToLong(Lengths::of).sum();
    }

    private static long blocks(List<Block> blocks) {
        long count = 0;
        for (Block block : blocks) {
            count++;
            if (block instanceof Quote quote) {
                count += blocks(quote.blocks());
            } else if (block instanceof ItemList list) {
                for (ItemList.Item item : list.items()) {
                    count += blocks(item.blocks());
                }
            }
        }
        return count;
    }

    private List<Block> keep(List<Block> raw) {
        List<Block> out = new ArrayList<>();
        for (Block block : raw) {
            if (full) {
                break;
            }
            blocks--;
            if (blocks < 0) {
                full = true;
                out.add(Paragraph.of(Text.of(ELLIPSIS)));
            } else {
                out.addAll(block.accept(this));
            }
        }
        return out;
    }

    private List<Inline> keepInlines(List<Inline> inlines) {
        List<Inline> out = new ArrayList<>();
        for (Inline inline : inlines) {
            long length = Lengths.of(inline);
            if (length > characters) {
                full = true;
                out.add(cut(inline));
                break;
            }
            characters -= length;
            out.add(inline);
        }
        return out;
    }

    private Inline cut(Inline inline) {
        if (inline instanceof Text text) {
            return new Text(cut(text.value()), text.marks());
        }
        return Text.of(ELLIPSIS);
    }

    private String cut(String text) {
        return text.substring(0, Graphemes.last(text, 0, (int) characters)) + ELLIPSIS;
    }

    @Override
    public List<Block> paragraph(Paragraph paragraph) {
        return List.of(new Paragraph(keepInlines(paragraph.inlines())));
    }

    @Override
    public List<Block> heading(Heading heading) {
        return List.of(new Heading(heading.level(), keepInlines(heading.inlines())));
    }

    @Override
    public List<Block> quote(Quote quote) {
        return List.of(new Quote(keep(quote.blocks())));
    }

    @Override
    public List<Block> codeBlock(CodeBlock codeBlock) {
        int length = codeBlock.text().length();
        if (length > characters) {
            full = true;
            return List.of(new CodeBlock(codeBlock.language(), cut(codeBlock.text())));
        }
        characters -= length;
        return List.of(codeBlock);
    }

    @Override
    public List<Block> itemList(ItemList list) {
        List<ItemList.Item> items = new ArrayList<>();
        for (ItemList.Item item : list.items()) {
            if (full) {
                break;
            }
            items.add(new ItemList.Item(keep(item.blocks())));
        }
        return List.of(new ItemList(list.ordered(), list.start(), items));
    }

    @Override
    public List<Block> table(Table table) {
        List<Table.Row> rows = new ArrayList<>();
        for (Table.Row row : table.rows()) {
            List<Table.Cell> cells = new ArrayList<>();
            for (Table.Cell cell : row.cells()) {
                if (full) {
                    break;
                }
                characters -= Lengths.CELL;
                cells.add(new Table.Cell(characters < 0 ? ellipsis() : keepInlines(cell.inlines())));
            }
            rows.add(new Table.Row(cells));
        }
        return List.of(new Table(table.header(), rows));
    }

    private List<Inline> ellipsis() {
        full = true;
        return List.of(Text.of(ELLIPSIS));
    }

    @Override
    public List<Block> rule(Rule rule) {
        characters--;
        return characters < 0 ? List.of(new Paragraph(ellipsis())) : List.of(rule);
    }
}
