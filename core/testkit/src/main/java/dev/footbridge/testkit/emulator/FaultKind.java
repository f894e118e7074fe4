package dev.footbridge.testkit.emulator;

/** The ways an emulator can misbehave on purpose. */
public enum FaultKind {
    /** Answer with {@link Fault#status()} in the vendor's form. */
    STATUS,
    /** Answer 429 with {@link Fault#retryAfter()}. */
    RATE_LIMIT,
    /** Wait {@link Fault#delay()}, then perform and answer as usual. */
    DELAY,
    /** Reset the TCP connection (RST) after the request was read. */
    RESET,
    /** Announce the whole answer, send half of it and close the connection. */
    TRUNCATE,
    /** Announce the whole answer, send {@link Fault#bytes()} of it and break the connection. */
    BREAK,
    /** Announce the whole answer, send {@link Fault#bytes()} of it and fall silent until the server closes. */
    STALL,
    /** Send {@link Fault#bytes()} per second. */
    SLOW,
    /** Send {@link Fault#bytes()} of the answer as if that were all of it. */
    SHORTEN,
    /** Answer 200 with an HTML sign-in page, as a captive proxy does. */
    LOGIN_PAGE,
    /** Answer 302 to {@link Fault#location()}. */
    REDIRECT,
    /** Perform and answer as usual, but with {@link Fault#location()} in the place of every address in the answer. */
    MISDIRECT,
    /** Never send this webhook delivery. */
    DROP_DELIVERY,
    /** Send this webhook delivery twice. */
    DUPLICATE_DELIVERY,
    /** Hold this webhook delivery back until the next one for the same target is sent, at most for one second. */
    REORDER_DELIVERY;

    boolean concernsDeliveries() {
        return this == DROP_DELIVERY || this == DUPLICATE_DELIVERY || this == REORDER_DELIVERY;
    }
}
