package dev.footbridge.http;

/**
 * Bytes are not JSON, or exceed a limit of {@link Json}. It has neither the parser's message nor the parser's exception,
 * because both quote the input.
 */
public final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(String what) {
        super(what);
    }
}
