package dev.footbridge.core.document;

import java.util.List;

/**
 * Makes another document out of a document, element by element. As it stands it changes nothing: a subclass overrides what it
 * changes, and each method gives what comes in the element's place, which may be nothing or several. A method that is
 * overridden sees the element as it was; {@code super} transforms what is inside of it. Whatever comes out is put into normal
 * form as every document is. A subclass may also just look. Not safe for concurrent use unless the subclass is without state.
 */
public abstract class DocumentTransformer implements BlockVisitor<List<Block>>, InlineVisitor<List<Inline>> {

    /** For subclasses. */
    protected DocumentTransformer() {}

    /** The transformed document. */
    public final Document transform(Document document) {
        return new Document(blocks(document.blocks()));
    }

    /** Transforms blocks one after the other. */
    protected final List<Block> blocks(List<Block> blocks) {
        return blocks.stream()
                .flatMap(block -> block.accept((BlockVisitor<List<Block>>) this).stream())
                .toList();
    }

    /** Transforms inlines one after the other; to be overridden where neighbours matter. */
    protected List<Inline> inlines(List<Inline> inlines) {
        return inlines.stream()
                .flatMap(inline -> inline.accept((InlineVisitor<List<Inline>>) this).stream())
                .toList();
    }

    @Override
    public List<Block> paragraph(Paragraph paragraph) {
        return List.of(new Paragraph(inlines(paragraph.inlines())));
    }

    @Override
    public List<Block> heading(Heading heading) {
        return List.of(new Heading(heading.level(), inlines(heading.inlines())));
    }

    @Override
    public List<Block> quote(Quote quote) {
        return List.of(new Quote(blocks(quote.blocks())));
    }

    @Override
    public List<Block> codeBlock(CodeBlock codeBlock) {
        return List.of(codeBlock);
    }

    @Override
    public List<Block> itemList(ItemList itemList) {
        List<ItemList.Item> items = itemList.items().stream()
                .map(item -> new ItemList.Item(blocks(item.blocks())))
                .toList();
        return List.of(new ItemList(itemList.ordered(), itemList.start(), items));
    }

    @Override
    public List<Block> table(Table table) {
        List<Table.Row> rows = table.rows().stream()
                .map(row -> new Table.Row(row.cells().stream()
                        .map(cell -> new Table.Cell(inlines(cell.inlines())))
                        .toList()))
                .toList();
        return List.of(new Table(table.header(), rows));
    }

    @Override
    public List<Block> rule(Rule rule) {
        return List.of(rule);
    }

    @Override
    public List<Inline> text(Text text) {
        return List.of(text);
    }

    @Override
    public List<Inline> link(Link link) {
        return List.of(link);
    }

    @Override
    public List<Inline> mention(Mention mention) {
        return List.of(mention);
    }

    @Override
    public List<Inline> channelRef(ChannelRef channelRef) {
        return List.of(channelRef);
    }

    @Override
    public List<Inline> emojiRef(EmojiRef emojiRef) {
        return List.of(emojiRef);
    }

    @Override
    public List<Inline> lineBreak(LineBreak lineBreak) {
        return List.of(lineBreak);
    }
}
