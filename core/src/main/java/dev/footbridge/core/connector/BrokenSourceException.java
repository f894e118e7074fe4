package dev.footbridge.core.connector;

import java.io.IOException;

/** The source of a file failed while it was read: the file is not whole, and the target is not to blame. */
public final class BrokenSourceException extends IOException {

    private static final long serialVersionUID = 1L;

    private final ConnectorException reason;

    /** @param reason of any effect: reading a source leaves nothing behind, so it counts as {@code NOT_APPLIED} */
    public BrokenSourceException(ConnectorException reason) {
        super(reason.getMessage(), reason);
        this.reason = reason.withoutEffect();
    }

    /** What the source said; its effect is {@code NOT_APPLIED}. */
    public ConnectorException reason() {
        return reason;
    }
}
