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
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The different web addresses in a document, in order: links, and what is written out in plain text. */
final class DocumentLinks implements BlockVisitor<Boolean>, InlineVisitor<Boolean> {

    /** Most addresses that are looked at; a message is no catalogue. */
    private static final int MAX_LINKS = 50;

    private static final Pattern WRITTEN_OUT = Pattern.compile("https?://[^\\s<>\"|)\\]]{1,2000}");

    private final Set<URI> found = new LinkedHashSet<>();

    private DocumentLinks() {}

    static Set<URI> of(Document document) {
        DocumentLinks links = new DocumentLinks();
        links.blocks(document.blocks());
        return links.found;
    }

    private boolean add(String url) {
        if (found.size() < MAX_LINKS && Link.isSafe(url)) {
            try {
                found.add(URI.create(url));
            } catch (IllegalArgumentException e) {
                // A link may hold what a URI may not; no connector made such an address.
            }
        }
        return true;
    }

    private boolean blocks(List<Block> blocks) {
        blocks.forEach(block -> block.accept(this));
        return true;
    }

    private boolean inlines(List<Inline> inlines) {
        inlines.forEach(inline -> inline.accept(this));
        return true;
    }

    @Override
    public Boolean paragraph(Paragraph paragraph) {
        return inlines(paragraph.inlines());
    }

    @Override
    public Boolean heading(Heading heading) {
        return inlines(heading.inlines());
    }

    @Override
    public Boolean quote(Quote quote) {
        return blocks(quote.blocks());
    }

    @Override
    public Boolean codeBlock(CodeBlock codeBlock) {
        return true;
    }

    @Override
    public Boolean itemList(ItemList itemList) {
        itemList.items().forEach(item -> blocks(item.blocks()));
        return true;
    }

    @Override
    public Boolean table(Table table) {
        table.rows().forEach(row -> row.cells().forEach(cell -> inlines(cell.inlines())));
        return true;
    }

    @Override
    public Boolean rule(Rule rule) {
        return true;
    }

    @Override
    public Boolean text(Text text) {
        Matcher address = WRITTEN_OUT.matcher(text.value());
        while (found.size() < MAX_LINKS && address.find()) {
            add(address.group());
        }
        return true;
    }

    @Override
    public Boolean link(Link link) {
        return add(link.url());
    }

    @Override
    public Boolean mention(Mention mention) {
        return true;
    }

    @Override
    public Boolean channelRef(ChannelRef reference) {
        return true;
    }

    @Override
    public Boolean emojiRef(EmojiRef reference) {
        return true;
    }

    @Override
    public Boolean lineBreak(LineBreak lineBreak) {
        return true;
    }
}
