package dev.footbridge.testkit.fake;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentSplitter;
import dev.footbridge.core.document.DocumentTransformer;
import dev.footbridge.core.document.DocumentWriter;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Rendering;
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
        Document shown = pass.transform(document);
        List<Document> parts = DocumentSplitter.split(shown, InMemoryFeatures.MAX_LENGTH, InMemoryFeatures::length);
        if (parts.size() > 1) {
            pass.losses.add(Loss.degraded(Element.LONG_BODY));
        }
        return new Rendering<>(parts, List.copyOf(pass.losses));
    }

    private final class Pass extends DocumentTransformer {

        private final Set<Loss> losses = new LinkedHashSet<>();

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
        public List<Block> table(Table table) {
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
            return List.of(new Paragraph(lines));
        }

        @Override
        public List<Inline> text(Text text) {
            return List.of(new Text(text.value(), marks(text.marks())));
        }

        @Override
        public List<Inline> link(Link link) {
            return List.of(new Link(link.text(), link.url(), marks(link.marks())));
        }

        @Override
        public List<Inline> mention(Mention mention) {
            if (mention.target() instanceof Mention.UserTarget target
                    && !target.user().workspace().equals(workspace)) {
                losses.add(Loss.degraded(Element.USER_MENTION));
                return List.of(Text.of("@" + mention.label()));
            }
            return List.of(mention);
        }

        @Override
        public List<Inline> channelRef(ChannelRef reference) {
            if (!reference.channel().workspace().equals(workspace)) {
                losses.add(Loss.degraded(Element.CHANNEL_REF));
                return List.of(Text.of("#" + reference.label()));
            }
            return List.of(reference);
        }
    }
}
