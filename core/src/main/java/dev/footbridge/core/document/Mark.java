package dev.footbridge.core.document;

/** A style of a run of text. Writers apply marks in the order of this enum, outermost first. */
public enum Mark {
    BOLD,
    ITALIC,
    UNDERLINE,
    STRIKE,
    CODE
}
