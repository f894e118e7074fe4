package dev.footbridge.relay.transfer;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import java.io.IOException;

/**
 * What a source's failure means for the target's lane: the target is not to blame, so none of its limits and credentials
 * may be. What passes is {@code UNAVAILABLE}, the rest {@code REJECTED}; codes begin with {@value #PREFIX}.
 */
final class SourceFailures {

    static final String PREFIX = "source_";

    private SourceFailures() {}

    static ConnectorException of(ConnectorException e) {
        if (e.code().startsWith(PREFIX)) {
            return e;
        }
        ConnectorException mapped = switch (e.kind()) {
            case THROTTLED, UNAVAILABLE, UNAUTHORIZED ->
                unavailable(PREFIX + e.code(), "the source: " + e.getMessage());
            case FORBIDDEN, NOT_FOUND, REJECTED, UNSUPPORTED ->
                ConnectorException.of(Kind.REJECTED, PREFIX + e.code(), "the source: " + e.getMessage());
        };
        return e.retryAfter().map(mapped::withRetryAfter).orElse(mapped);
    }

    static ConnectorException unavailable(String code, String message) {
        return ConnectorException.unavailable(Effect.NOT_APPLIED, code, message, null);
    }

    /** Of a stream: its message may hold content. */
    static ConnectorException of(IOException e) {
        return e instanceof BrokenSourceException broken
                ? of(broken.reason())
                : unavailable("source_broken", "the source broke while it was read");
    }

    /** Nothing that passes any more. */
    static ConnectorException forGood(ConnectorException e) {
        return ConnectorException.of(Kind.REJECTED, e.code(), "the source fails for too long");
    }
}
