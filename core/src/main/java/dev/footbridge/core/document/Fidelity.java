package dev.footbridge.core.document;

/** How well a platform keeps an {@link Element}. */
public enum Fidelity {
    /** Read back, it equals what was written. */
    FULL,
    /** It is there in another form. */
    DEGRADED,
    /** It is gone; the rest of the message crosses. */
    DROPPED,
    /** The platform refuses it. */
    REJECTED
}
