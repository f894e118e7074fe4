package dev.footbridge.webex;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import java.util.List;

/** A document's words, with people by their id: the name that Webex shows need not be the one that was written. */
final class WebexWords {

    private WebexWords() {}

    static String of(Document document) {
        return new Document(blocks(document.blocks())).plainText();
    }

    private static List<Block> blocks(List<Block> blocks) {
        return blocks.stream().map(WebexWords::block).toList();
    }

    private static Block block(Block block) {
        if (block instanceof Paragraph paragraph) {
            return new Paragraph(
                    paragraph.inlines().stream().map(WebexWords::inline).toList());
        }
        if (block instanceof Quote quote) {
            return new Quote(blocks(quote.blocks()));
        }
        if (block instanceof ItemList list) {
            List<ItemList.Item> items = list.items().stream()
                    .map(item -> new ItemList.Item(blocks(item.blocks())))
                    .toList();
            return new ItemList(list.ordered(), list.start(), items);
        }
        return block;
    }

    private static Inline inline(Inline inline) {
        return inline instanceof Mention mention ? new Mention(mention.target(), "") : inline;
    }
}
