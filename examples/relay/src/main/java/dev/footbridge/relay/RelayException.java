package dev.footbridge.relay;

import org.jspecify.annotations.Nullable;

/** The relay cannot start, or does not do what an operator asked; the message says what to do. */
public final class RelayException extends Exception {

    private static final long serialVersionUID = 1L;

    public RelayException(String message) {
        super(message);
    }

    public RelayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
