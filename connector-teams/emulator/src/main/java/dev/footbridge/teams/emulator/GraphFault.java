package dev.footbridge.teams.emulator;

import java.time.Duration;
import java.util.Optional;

/** An error answer of Graph on its way to the client. Carries no stack trace: it is an answer, not a failure of the emulator. */
final class GraphFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Optional<Duration> retryAfter;

    private GraphFault(int status, String code, String message, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    static GraphFault of(int status, String code, String message) {
        return new GraphFault(status, code, message, Optional.empty());
    }

    static GraphFault badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    static GraphFault unauthorized(String message) {
        return of(401, "InvalidAuthenticationToken", message);
    }

    static GraphFault forbidden(String message) {
        return of(403, "Forbidden", message);
    }

    static GraphFault notFound(String message) {
        return of(404, "NotFound", message);
    }

    static GraphFault messageNotFound(String id) {
        return notFound("Message with id " + id + " not found.");
    }

    static GraphFault directoryObjectNotFound(String id) {
        return of(
                404,
                "Request_ResourceNotFound",
                "Resource '" + id
                        + "' does not exist or one of its queried reference-property objects are not present.");
    }

    static GraphFault tooManyRequests(Optional<Duration> retryAfter) {
        return new GraphFault(429, "TooManyRequests", "Too many requests. Please try again later.", retryAfter);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
