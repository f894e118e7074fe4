package dev.footbridge.core.document;

/** A part of a document that stands on its own line. */
public sealed interface Block permits Paragraph, Heading, Quote, CodeBlock, ItemList, Table, Rule {

    /** Calls the visitor's method for this kind. */
    <R> R accept(BlockVisitor<R> visitor);
}
