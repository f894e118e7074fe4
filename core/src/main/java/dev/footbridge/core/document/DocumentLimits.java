package dev.footbridge.core.document;

/** Limits every document keeps; what a source sends beyond them is flattened or cut, never refused. */
public final class DocumentLimits {

    /** Deepest nesting of quotes and lists; deeper blocks move up to this level. */
    public static final int MAX_DEPTH = 8;

    /** Most characters in all runs together; what follows is cut at a grapheme and marked with an ellipsis. */
    public static final int MAX_CHARACTERS = 262_144;

    /** Most blocks, nested ones included; what follows is cut. */
    public static final int MAX_BLOCKS = 4_096;

    /** Most code points in one grapheme that are kept, so that stacked combining marks stay harmless. */
    public static final int MAX_GRAPHEME = 32;

    private DocumentLimits() {}
}
