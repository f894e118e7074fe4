package dev.footbridge.relay.transfer;

import java.io.IOException;

/** There is no room for a file in the spool. */
final class SpoolException extends IOException {

    private static final long serialVersionUID = 1L;

    SpoolException(String message) {
        super(message);
    }
}
