package dev.footbridge.testkit.fake;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.BlockVisitor;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentSplitter;
import dev.footbridge.core.document.DocumentWriter;
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
import dev.footbridge.core.document.Rendering;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.WorkspaceId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The in-memory platform's markup is the document itself, without what {@link InMemoryFeatures} says it cannot show. */
final class InMemoryWriter implements DocumentWriter<Document> {

    private final WorkspaceId workspace;

    InMemoryWriter(WorkspaceId workspace) {
        this.workspace = workspace;
    }

    @Override
    public Rendering<Document> write(Document document) {
        Pass pass = new Pass();
        Document shown = new Document(pass.blocks(document.blocks()));
        List<Document> parts = DocumentSplitter.split(shown, InMemoryFeatures.MAX_LENGTH, InMemoryFeatures::length);
        if (parts.size() > 1) {
            pass.losses.add(Loss.degraded(Element.LONG_BODY));
        }
        return new Rendering<>(parts, List.copyOf(pass.losses));
    }

    private final class Pass implements BlockVisitor<Block>, InlineVisitor<Inline> {

        private final Set<Loss> losses = new LinkedHashSet<>();

        private List<Block> blocks(List<Block> blocks) {
            return blocks.stream().map(block -> block.accept(this)).toList();
        }

        private List<Inline> inlines(List<Inline> inlines) {
            return inlines.stream().map(inline -> inline.accept(this)).toList();
        }

        private Set<Mark> marks(Set<Mark> marks) {
            if (!marks.contains(Mark.UNDERLINE)) {
                return marks;
            }
            losses.add(Loss.dropped(Element.UNDERLINE));
            EnumSet<Mark> rest = EnumSet.copyOf(marks);
            rest.remove(Mark.UNDERLINE);
            return rest;
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
            losses.add(Loss.degraded(Element.TABLE));
            List<Inline> lines = new ArrayList<>();
            for (Table.Row row : table.rows()) {
                if (!lines.isEmpty()) {
                    lines.add(new LineBreak());
                }
                boolean first = true;
                for (Table.Cell cell : row.cells()) {
                    if (!first) {
                        lines.add(Text.of(" | "));
                    }
                    first = false;
                    lines.addAll(inlines(cell.inlines()));
                }
            }
            return new Paragraph(lines);
        }

        @Override
        public Block rule(Rule rule) {
            return rule;
        }

        @Override
        public Inline text(Text text) {
            return new Text(text.value(), marks(text.marks()));
        }

        @Override
        public Inline link(Link link) {
            return new Link(link.text(), link.url(), marks(link.marks()));
        }

        @Override
        public Inline mention(Mention mention) {
            if (mention.target() instanceof Mention.UserTarget target
                    && !target.user().workspace().equals(workspace)) {
                losses.add(Loss.degraded(Element.USER_MENTION));
                return Text.of("@" + mention.label());
            }
            return mention;
        }

        @Override
        public Inline channelRef(ChannelRef reference) {
            if (!reference.channel().workspace().equals(workspace)) {
                losses.add(Loss.degraded(Element.CHANNEL_REF));
                return Text.of("#" + reference.label());
            }
            return reference;
        }

        @Override
        public Inline emojiRef(EmojiRef emoji) {
            return emoji;
        }

        @Override
        public Inline lineBreak(LineBreak lineBreak) {
            return lineBreak;
        }
    }
}
