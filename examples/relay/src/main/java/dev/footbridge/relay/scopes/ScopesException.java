package dev.footbridge.relay.scopes;

/** What was asked for cannot be answered as it was asked. The message says why, and what there is instead. */
public final class ScopesException extends Exception {

    private static final long serialVersionUID = 1L;

    public ScopesException(String message) {
        super(message);
    }
}
