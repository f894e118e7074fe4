package dev.footbridge.core.document;

/** Reads a platform's markup. Total: odd input becomes plain text, never an error. */
public interface DocumentReader<T> {

    /** Pure, linear in the size of the source, safe for concurrent use. */
    Document read(T source);
}
