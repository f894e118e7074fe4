package dev.footbridge.relay.ledger;

import org.jspecify.annotations.Nullable;

/** The ledger cannot be opened or written; the message says why and what to do, and never holds content. */
public final class LedgerException extends Exception {

    private static final long serialVersionUID = 1L;

    public LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public LedgerException(String message) {
        super(message);
    }
}
