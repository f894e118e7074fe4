package dev.footbridge.gchat.emulator;

import java.util.Map;

/** An error answer of Google on its way to the client. No stack trace: it is an answer, not a failure of the emulator. */
final class ChatFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String reason;
    private final transient Map<String, String> metadata;

    private ChatFault(int status, String code, String message, String reason, Map<String, String> metadata) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.reason = reason;
        this.metadata = metadata;
    }

    static ChatFault of(int status, String code, String message) {
        return new ChatFault(status, code, message, "", Map.of());
    }

    static ChatFault withReason(int status, String code, String message, String reason, Map<String, String> metadata) {
        return new ChatFault(status, code, message, reason, Map.copyOf(metadata));
    }

    static ChatFault invalid(String message) {
        return of(400, "INVALID_ARGUMENT", message);
    }

    static ChatFault precondition(String message) {
        return of(400, "FAILED_PRECONDITION", message);
    }

    static ChatFault forbidden(String message) {
        return of(403, "PERMISSION_DENIED", message);
    }

    static ChatFault notFound() {
        return of(404, "NOT_FOUND", "Requested entity was not found.");
    }

    static ChatFault exists(String message) {
        return of(409, "ALREADY_EXISTS", message);
    }

    static ChatFault unauthenticated(String reason) {
        return withReason(
                401,
                "UNAUTHENTICATED",
                "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other"
                        + " valid authentication credential.",
                reason,
                Map.of("service", "chat.googleapis.com"));
    }

    static ChatFault insufficientScopes(String method) {
        return withReason(
                403,
                "PERMISSION_DENIED",
                "Request had insufficient authentication scopes.",
                "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                Map.of("method", method, "service", "chat.googleapis.com"));
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

    String reason() {
        return reason;
    }

    Map<String, String> metadata() {
        return metadata;
    }
}
