package dev.footbridge.relay.content;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.BlockVisitor;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.InlineVisitor;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import java.util.List;

/** Roughly how many characters a document holds, its structure counted as some; cheap, copies nothing. */
final class DocumentSize implements BlockVisitor<Integer>, InlineVisitor<Integer> {

    private static final DocumentSize VISITOR = new DocumentSize();
    private static final int NODE = 20;

    private DocumentSize() {}

    static int of(Document document) {
        return blocks(document.blocks());
    }

    private static int blocks(List<Block> blocks) {
        int size = 0;
        for (Block block : blocks) {
            size += NODE + block.accept(VISITOR);
        }
        return size;
    }

    private static int inlines(List<Inline> inlines) {
        int size = 0;
        for (Inline inline : inlines) {
            size += NODE + inline.accept(VISITOR);
        }
        return size;
    }

    @Override
    public Integer paragraph(Paragraph paragraph) {
        return inlines(paragraph.inlines());
    }

    @Override
    public Integer heading(Heading heading) {
        return inlines(heading.inlines());
    }

    @Override
    public Integer quote(Quote quote) {
        return blocks(quote.blocks());
    }

    @Override
    public Integer codeBlock(CodeBlock codeBlock) {
        return codeBlock.text().length();
    }

    @Override
    public Integer itemList(ItemList itemList) {
        int size = 0;
        for (ItemList.Item item : itemList.items()) {
            size += blocks(item.blocks());
        }
        return size;
    }

    @Override
    public Integer table(Table table) {
        int size = 0;
        for (Table.Row row : table.rows()) {
            for (Table.Cell cell : row.cells()) {
                size += NODE + inlines(cell.inlines());
            }
        }
        return size;
    }

    @Override
    public Integer rule(Rule rule) {
        return 0;
    }

    @Override
    public Integer text(Text text) {
        return text.value().length();
    }

    @Override
    public Integer link(Link link) {
        return link.text().length() + link.url().length();
    }

    @Override
    public Integer mention(Mention mention) {
        return mention.label().length();
    }

    @Override
    public Integer channelRef(ChannelRef channelRef) {
        return channelRef.label().length();
    }

    @Override
    public Integer emojiRef(EmojiRef emojiRef) {
        return emojiRef.emoji().value().length();
    }

    @Override
    public Integer lineBreak(LineBreak lineBreak) {
        return 1;
    }
}
