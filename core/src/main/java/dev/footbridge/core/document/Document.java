package dev.footbridge.core.document;

import java.util.Arrays;
import java.util.List;

/**
 * The body of a message, always in normal form: neighbouring runs of the same look are one run, empty runs and blocks
 * are gone, line ends are {@link LineBreak}s with none at the ends of a block, an empty line divides paragraphs, control
 * characters are dropped, lone surrogates are replaced, and the {@link DocumentLimits} hold. Two documents that look the
 * same are equal. Making a document is linear in its size and never fails; making it again changes nothing.
 */
public record Document(List<Block> blocks) {

    private static final Document EMPTY = new Document(List.of());

    public Document {
        blocks = NormalForm.of(blocks);
    }

    /** A document of these blocks. */
    public static Document of(Block... blocks) {
        return new Document(List.of(blocks));
    }

    /** A document of one paragraph. */
    public static Document of(Inline... inlines) {
        return new Document(List.of(new Paragraph(Arrays.asList(inlines))));
    }

    /** Plain text; empty lines divide paragraphs. */
    public static Document text(String text) {
        return of(Text.of(text));
    }

    /** The document without content. */
    public static Document empty() {
        return EMPTY;
    }

    /** Whether there is nothing to show. */
    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** The text without marks, for limits, comparisons and platforms without rich text. */
    public String plainText() {
        return PlainTextWriter.write(this);
    }
}
