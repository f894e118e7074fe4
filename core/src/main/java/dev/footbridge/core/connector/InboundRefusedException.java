package dev.footbridge.core.connector;

import org.jspecify.annotations.Nullable;

/** Events could not be stored now. */
public final class InboundRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public InboundRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
