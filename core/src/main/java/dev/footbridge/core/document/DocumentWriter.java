package dev.footbridge.core.document;

/** Writes a platform's markup. Foreign control sequences in text stay inert. */
public interface DocumentWriter<T> {

    /** Pure, linear in the size of the document, safe for concurrent use. */
    Rendering<T> write(Document document);
}
