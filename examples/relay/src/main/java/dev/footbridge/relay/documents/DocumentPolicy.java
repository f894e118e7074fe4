package dev.footbridge.relay.documents;

/** What a bridge does about documents behind links, the least first. Links cross unchanged in any case. */
public enum DocumentPolicy {
    /** Nothing. */
    OFF,
    /** The author is told when people on the other side cannot open a document. */
    CHECK,
    /** Those people get the role that the link gives, and the author is told. */
    SHARE
}
