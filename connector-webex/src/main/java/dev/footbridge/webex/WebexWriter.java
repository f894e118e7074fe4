package dev.footbridge.webex;

import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentSplitter;
import dev.footbridge.core.document.DocumentWriter;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Rendering;
import dev.footbridge.core.document.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a document as Webex's markdown. What is written is read again before anything is promised: whatever does not come
 * back as it went is a loss.
 */
final class WebexWriter implements DocumentWriter<String> {

    /** Most bytes of {@code markdown}; {@code text} has the same limit and is never longer than the markdown. */
    static final int MAX_BYTES = 7_439;

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0]+");

    private final WebexIds ids;
    private final WebexReader reader;

    WebexWriter(WebexIds ids) {
        this.ids = ids;
        this.reader = new WebexReader(ids);
    }

    @Override
    public Rendering<String> write(Document document) {
        List<Document> parts = split(document, Optional.empty());
        Set<Loss> losses = new LinkedHashSet<>();
        List<String> written = new ArrayList<>();
        for (Document part : parts) {
            losses.addAll(losses(part, Optional.empty()));
            written.add(markdown(part, Optional.empty()));
        }
        if (parts.size() > 1) {
            losses.add(Loss.degraded(Element.LONG_BODY));
        }
        return new Rendering<>(written, List.copyOf(losses));
    }

    /** The documents that fit into one message each, with the name in front of them if one is given. */
    List<Document> split(Document document, Optional<Persona> named) {
        return DocumentSplitter.split(document, MAX_BYTES, part -> bytes(quick(named(part, named))));
    }

    static int bytes(String markdown) {
        return markdown.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Never shorter than what {@link #markdown} makes of it: that may only leave marks out. */
    private String quick(Document document) {
        return WebexMarkdown.write(WebexSubset.of(document, ids, new LinkedHashSet<>(), paragraph -> true));
    }

    /** One message, not split. */
    String markdown(Document part, Optional<Persona> named) {
        return WebexMarkdown.write(subset(named(part, named), new LinkedHashSet<>()));
    }

    /** What people see of a part, as a document. */
    Document seen(Document part, Optional<Persona> named) {
        return subset(named(part, named), new LinkedHashSet<>());
    }

    /** What is lost of a document that fits. */
    Set<Loss> losses(Document part, Optional<Persona> named) {
        Set<Loss> losses = new LinkedHashSet<>();
        Document subset = subset(named(part, named), losses);
        if (!reader.markdown(WebexMarkdown.write(subset)).equals(subset)) {
            // Rare, and always white space or neighbours that run into one another: the words are there.
            losses.add(Loss.degraded(Element.PARAGRAPH));
        }
        return losses;
    }

    private Document subset(Document document, Set<Loss> losses) {
        return WebexSubset.of(document, ids, losses, this::shows);
    }

    /** Whether a paragraph's marks come back, whatever becomes of its white space. */
    private boolean shows(Paragraph paragraph) {
        boolean plain =
                paragraph.inlines().stream().allMatch(inline -> marks(inline).isEmpty());
        Document written = Document.of(paragraph);
        return plain || squeezed(reader.markdown(WebexMarkdown.write(written))).equals(squeezed(written));
    }

    private static Set<Mark> marks(Inline inline) {
        if (inline instanceof Text text) {
            return text.marks();
        }
        return inline instanceof Link link ? link.marks() : Set.of();
    }

    private static Document squeezed(Document document) {
        List<Block> blocks = new ArrayList<>();
        for (Block block : document.blocks()) {
            blocks.add(block instanceof Paragraph paragraph ? squeezed(paragraph) : block);
        }
        return new Document(blocks);
    }

    private static Paragraph squeezed(Paragraph paragraph) {
        List<Inline> inlines = new ArrayList<>();
        for (Inline inline : paragraph.inlines()) {
            if (inline instanceof Text text) {
                inlines.add(new Text(SPACE.matcher(text.value()).replaceAll(""), text.marks()));
            } else {
                inlines.add(inline instanceof Mention mention ? new Mention(mention.target(), "") : inline);
            }
        }
        return new Paragraph(inlines);
    }

    private static Document named(Document body, Optional<Persona> author) {
        return author.isPresent() ? withName(body, author.get()) : body;
    }

    /** What stands with a file: its author, if a name is given. */
    static Document label(Optional<Persona> named) {
        return named.map(author -> Document.of(Paragraph.of(name(author)))).orElseGet(Document::empty);
    }

    private static Inline name(Persona author) {
        return Text.of(author.label() + ":", Mark.BOLD);
    }

    /** The body with its author's name in front: no account of Webex appears under another name. */
    private static Document withName(Document body, Persona author) {
        Inline name = name(author);
        List<Block> blocks = new ArrayList<>(body.blocks());
        if (!blocks.isEmpty() && blocks.get(0) instanceof Paragraph first) {
            List<Inline> inlines = new ArrayList<>(List.of(name, Text.of(" ")));
            inlines.addAll(first.inlines());
            blocks.set(0, new Paragraph(inlines));
        } else if (!blocks.isEmpty()) {
            blocks.add(0, Paragraph.of(name));
        }
        return new Document(blocks);
    }
}
