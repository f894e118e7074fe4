package dev.footbridge.core.document;

/** How many characters count against {@link DocumentLimits#MAX_CHARACTERS}: what is shown, roughly. */
final class Lengths implements InlineVisitor<Integer>, BlockVisitor<Long> {
    /** A cell counts even when it is empty, so that a table of nothing has an end. */
    static final int CELL = 1;

    private static final Lengths LENGTHS = new Lengths();

    private Lengths() {}

    static int of(Inline inline) {
        return inline.accept((InlineVisitor<Integer>) LENGTHS);
    }

    static long of(Block block) {
        return block.accept((BlockVisitor<Long>) LENGTHS);
    }

    private static long sum(Iterable<Inline> inlines) {
        long sum = 0;
        for (Inline inline : inlines) {
            sum += of(inline);
        }
        return sum;
    }

    private static long sumBlocks(Iterable<Block> blocks) {
        long sum = 0;
        for (Block block : blocks) {
            sum += of(block);
        }
        return sum;
    }

    @Override
    public Integer text(Text text) {
        return text.value().length();
    }

    @Override
    public Integer link(Link link) {
        return link.text().length();
    }

    @Override
    public Integer mention(Mention mention) {
        return mention.label().length() + 1;
    }

    @Override
    public Integer channelRef(ChannelRef channelRef) {
        return channelRef.label().length() + 1;
    }

    @Override
    public Integer emojiRef(EmojiRef emojiRef) {
        return emojiRef.emoji().value().length() + 2;
    }

    @Override
    public Integer lineBreak(LineBreak lineBreak) {
        return 1;
    }

    @Override
    public Long paragraph(Paragraph paragraph) {
        return sum(paragraph.inlines());
    }

    @Override
    public Long heading(Heading heading) {
        return sum(heading.inlines());
    }

    @Override
    public Long quote(Quote quote) {
        return sumBlocks(quote.blocks());
    }

    @Override
    public Long codeBlock(CodeBlock codeBlock) {
        return (long) codeBlock.text().length();
    }

    @Override
    public Long itemList(ItemList list) {
        return list.items().stream().mapToLong(item -> sumBlocks(item.blocks())).sum();
    }

    @Override
    public Long table(Table table) {
        return table.rows().stream()
                .flatMap(row -> row.cells().stream())
                .mapToLong(cell -> CELL + sum(cell.inlines()))
                .sum();
    }

    @Override
    public Long rule(Rule rule) {
        return 1L;
    }
}
