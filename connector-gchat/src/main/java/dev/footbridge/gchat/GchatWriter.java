package dev.footbridge.gchat;

import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentSplitter;
import dev.footbridge.core.document.DocumentWriter;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rendering;
import dev.footbridge.core.document.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Writes a document as the text of messages, in Markdown. What was written is read again on the spot: where CommonMark
 * cannot say what the document says (a mark on a blank, say), that is told as a loss.
 */
final class GchatWriter implements DocumentWriter<String> {

    /** Google's most for text and cards together is 32,000 bytes. */
    static final int MAX_BYTES = 32_000;

    /** Bytes of text; the rest is for the author's card, which {@link GchatCards} keeps below. */
    static final int MAX_TEXT = 28_000;

    private static final Map<Mark, Element> MARKS = Map.of(
            Mark.BOLD, Element.BOLD, Mark.ITALIC, Element.ITALIC, Mark.STRIKE, Element.STRIKE, Mark.CODE, Element.CODE);

    private final GchatIds ids;
    private final GchatMarkdown reader;

    GchatWriter(GchatIds ids) {
        this.ids = ids;
        this.reader = new GchatMarkdown(ids, GchatTold.own());
    }

    @Override
    public Rendering<String> write(Document document) {
        List<Document> parts = split(document, Optional.empty());
        Set<Loss> losses = new LinkedHashSet<>();
        parts.forEach(part -> losses.addAll(losses(part)));
        if (parts.size() > 1) {
            losses.add(Loss.degraded(Element.LONG_BODY));
        }
        return new Rendering<>(
                parts.stream().map(part -> text(part, Optional.empty())).toList(), List.copyOf(losses));
    }

    /** The documents that fit into one message each, with the name in front of them if one is given. */
    List<Document> split(Document document, Optional<Persona> named) {
        return DocumentSplitter.split(
                document, MAX_TEXT, part -> bytes(GchatMarkdownWriter.write(lower(named(part, named)))));
    }

    /** As it stands in the request: whether Google counts the escapes of JSON is not documented, so they count. */
    static int bytes(String text) {
        int escapes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            escapes += c == '"' || c == '\\' || c == '\n' ? 1 : 0;
        }
        return text.getBytes(StandardCharsets.UTF_8).length + escapes;
    }

    /** The text of one message, not split. A paragraph whose signs would show has none. */
    String text(Document part, Optional<Persona> named) {
        Document lowered = lower(named(part, named));
        return GchatMarkdownWriter.write(new Document(
                mapped(lowered.blocks(), paragraph -> signsHold(paragraph) ? paragraph : code(paragraph))));
    }

    private boolean signsHold(Paragraph paragraph) {
        Document alone = new Document(List.of(paragraph));
        Document read = reader.document(GchatMarkdownWriter.write(alone));
        return withoutLabels(read).equals(withoutLabels(GchatMarkEdges.tidy(alone)));
    }

    private Document lower(Document part) {
        return lower(part, new LinkedHashSet<>());
    }

    private Document lower(Document part, Set<Loss> losses) {
        return new GchatLowering(ids, losses).lower(part);
    }

    /** What is lost of a document that fits. */
    Set<Loss> losses(Document part) {
        Set<Loss> losses = new LinkedHashSet<>();
        Document lowered = lower(part, losses);
        if (!readsBack(lowered)) {
            Document plain = new Document(mapped(lowered.blocks(), GchatWriter::unmarked));
            Set<Element> blamed = new LinkedHashSet<>();
            if (readsBack(plain)) {
                marks(lowered.blocks(), blamed);
            } else {
                structure(lowered.blocks(), blamed);
            }
            blamed.forEach(element -> losses.add(Loss.degraded(element)));
        }
        return losses;
    }

    private boolean readsBack(Document lowered) {
        return withoutLabels(reader.document(GchatMarkdownWriter.write(lowered)))
                .equals(withoutLabels(lowered));
    }

    private static Document withoutLabels(Document document) {
        return new Document(mapped(
                document.blocks(),
                paragraph -> each(
                        paragraph,
                        inline -> inline instanceof Mention mention ? new Mention(mention.target(), "") : inline)));
    }

    private static Paragraph unmarked(Paragraph paragraph) {
        return each(paragraph, inline -> marked(inline, Set.of()));
    }

    private static Paragraph code(Paragraph paragraph) {
        return each(
                paragraph, inline -> marked(inline, marks(inline).contains(Mark.CODE) ? Set.of(Mark.CODE) : Set.of()));
    }

    private static Inline marked(Inline inline, Set<Mark> marks) {
        if (inline instanceof Text text) {
            return new Text(text.value(), marks);
        }
        return inline instanceof Link link ? Link.of(link.text(), link.url()) : inline;
    }

    private static Paragraph each(Paragraph paragraph, UnaryOperator<Inline> mapping) {
        return new Paragraph(paragraph.inlines().stream().map(mapping).toList());
    }

    private static List<Block> mapped(List<Block> blocks, UnaryOperator<Paragraph> mapping) {
        return blocks.stream().map(block -> mapped(block, mapping)).toList();
    }

    private static Block mapped(Block block, UnaryOperator<Paragraph> mapping) {
        if (block instanceof Paragraph paragraph) {
            return mapping.apply(paragraph);
        }
        if (block instanceof Quote quote) {
            return new Quote(mapped(quote.blocks(), mapping));
        }
        if (block instanceof ItemList list) {
            return new ItemList(
                    list.ordered(),
                    list.start(),
                    list.items().stream()
                            .map(item -> new ItemList.Item(mapped(item.blocks(), mapping)))
                            .toList());
        }
        return block;
    }

    private static void marks(List<Block> blocks, Set<Element> found) {
        mapped(blocks, paragraph -> {
            paragraph
                    .inlines()
                    .forEach(inline -> marks(inline)
                            .forEach(
                                    mark -> Optional.ofNullable(MARKS.get(mark)).ifPresent(found::add)));
            return paragraph;
        });
    }

    private static Set<Mark> marks(Inline inline) {
        if (inline instanceof Text text) {
            return text.marks();
        }
        return inline instanceof Link link ? link.marks() : Set.of();
    }

    private static void structure(List<Block> blocks, Set<Element> found) {
        for (Block block : blocks) {
            if (block instanceof Quote) {
                found.add(Element.QUOTE);
            } else if (block instanceof ItemList) {
                found.add(Element.BULLET_LIST);
            } else if (block instanceof Paragraph paragraph) {
                boolean lines = paragraph.inlines().stream().anyMatch(LineBreak.class::isInstance);
                found.add(lines ? Element.LINE_BREAK : Element.PARAGRAPH);
            } else {
                found.add(Element.CODE_BLOCK);
            }
        }
    }

    private static Document named(Document body, Optional<Persona> author) {
        return author.map(name -> named(body, name)).orElse(body);
    }

    /** What stands with a file: its author. */
    static Document label(Persona author) {
        return Document.of(Paragraph.of(name(author)));
    }

    private static Inline name(Persona author) {
        return Text.of(author.label() + ":", Mark.BOLD);
    }

    /** The body with its author's name in front, where no card can show it. */
    static Document named(Document body, Persona author) {
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
