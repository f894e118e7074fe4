package dev.footbridge.http;

/**
 * How many bytes of one answer are read at most, after decompression. Put on a request with
 * {@code request.tag(ResponseLimit.class, limit)} it replaces the client's limit.
 */
public record ResponseLimit(long bytes) {

    /** For bodies that are streamed onwards and counted by whoever does so. */
    public static final ResponseLimit NONE = new ResponseLimit(Long.MAX_VALUE);

    public ResponseLimit {
        if (bytes < 1) {
            throw new IllegalArgumentException("a limit must be positive");
        }
    }
}
