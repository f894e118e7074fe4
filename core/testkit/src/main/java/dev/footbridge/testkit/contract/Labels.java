package dev.footbridge.testkit.contract;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.BlockVisitor;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import java.util.List;

/** Takes the labels of mentions and channels away: a platform need not tell them, and the target is what counts. */
final class Labels implements BlockVisitor<Block> {

    private Labels() {}

    static Document without(Document document) {
        return new Document(new Labels().blocks(document.blocks()));
    }

    private List<Block> blocks(List<Block> blocks) {
        return blocks.stream().map(block -> block.accept(this)).toList();
    }

    private static List<Inline> inlines(List<Inline> inlines) {
        return inlines.stream().map(Labels::inline).toList();
    }

    private static Inline inline(Inline inline) {
        if (inline instanceof Mention mention) {
            return new Mention(mention.target(), "");
        } else if (inline instanceof ChannelRef reference) {
            return new ChannelRef(reference.channel(), "");
        }
        return inline;
    }

    @Override
    public Block paragraph(Paragraph paragraph) {
        return new Paragraph(inlines(paragraph.inlines()));
    }

    @Override
    public Block heading(Heading heading) {
        return new Heading(heading.level(), inlines(heading.inlines()));
    }

    @Override
    public Block quote(Quote quote) {
        return new Quote(blocks(quote.blocks()));
    }

    @Override
    public Block codeBlock(CodeBlock codeBlock) {
        return codeBlock;
    }

    @Override
    public Block itemList(ItemList list) {
        List<ItemList.Item> items = list.items().stream()
                .map(item -> new ItemList.Item(blocks(item.blocks())))
                .toList();
        return new ItemList(list.ordered(), list.start(), items);
    }

    @Override
    public Block table(Table table) {
        List<Table.Row> rows = table.rows().stream()
                .map(row -> new Table.Row(row.cells().stream()
                        .map(cell -> new Table.Cell(inlines(cell.inlines())))
                        .toList()))
                .toList();
        return new Table(table.header(), rows);
    }

    @Override
    public Block rule(Rule rule) {
        return rule;
    }
}
