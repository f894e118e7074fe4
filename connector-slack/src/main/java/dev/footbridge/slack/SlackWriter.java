package dev.footbridge.slack;

import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentSplitter;
import dev.footbridge.core.document.DocumentWriter;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Rendering;
import dev.footbridge.core.document.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a document as one {@code rich_text} block with a mrkdwn text beside it. Always the same kind of block:
 * {@code chat.update} refuses to put another kind in the place of rich text ({@code block_mismatch}).
 */
final class SlackWriter implements DocumentWriter<SlackBody> {

    /**
     * Most characters of {@code text}, escapes included: {@code chat.update} takes no more, so a longer message could not
     * be edited. Blocks have their limit at about 13,200, which a text of this length stays below.
     */
    static final int MAX_TEXT = 4_000;

    private final SlackIds ids;

    SlackWriter(SlackIds ids) {
        this.ids = ids;
    }

    @Override
    public Rendering<SlackBody> write(Document document) {
        List<Document> parts = split(document, Optional.empty());
        Set<Loss> losses = new LinkedHashSet<>();
        List<SlackBody> bodies = new ArrayList<>();
        parts.forEach(part -> bodies.add(body(part, losses)));
        if (parts.size() > 1) {
            losses.add(Loss.degraded(Element.LONG_BODY));
        }
        return new Rendering<>(bodies, List.copyOf(losses));
    }

    /** The documents that fit into one message each, with the name in front of them if one is given. */
    List<Document> split(Document document, Optional<Persona> named) {
        return DocumentSplitter.split(
                document, MAX_TEXT, part -> text(named(part, named)).length());
    }

    /** What is lost of a document that fits. */
    Set<Loss> losses(Document part) {
        Set<Loss> losses = new LinkedHashSet<>();
        new SlackRichTextWriter(ids, losses).write(part);
        return losses;
    }

    /** One message, not split. */
    SlackBody body(Document part, Optional<Persona> named) {
        return body(named(part, named), new LinkedHashSet<>());
    }

    private SlackBody body(Document part, Set<Loss> losses) {
        SlackRichTextWriter writer = new SlackRichTextWriter(ids, losses);
        return new SlackBody(text(part), writer.write(part));
    }

    private String text(Document part) {
        return new SlackMrkdwnWriter(ids).write(part);
    }

    private static Document named(Document body, Optional<Persona> author) {
        return author.isPresent() ? withName(body, author.get()) : body;
    }

    /** The body with its author's name in front, for workspaces where the name cannot be shown otherwise. */
    private static Document withName(Document body, Persona author) {
        Inline name = Text.of(author.label() + ": ", Mark.BOLD);
        List<Block> blocks = new ArrayList<>(body.blocks());
        if (!blocks.isEmpty() && blocks.get(0) instanceof Paragraph first) {
            List<Inline> inlines = new ArrayList<>(first.inlines());
            inlines.add(0, name);
            blocks.set(0, new Paragraph(inlines));
        } else if (!blocks.isEmpty()) {
            blocks.add(0, Paragraph.of(name));
        }
        return new Document(blocks);
    }
}
