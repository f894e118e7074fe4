package dev.footbridge.webex.emulator;

import java.util.Map;

/** A refusal on its way to the caller: a status, a sentence, and headers that go with it. */
final class WebexFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> headers;

    private WebexFault(int status, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.headers = headers;
    }

    static WebexFault of(int status, String message) {
        return new WebexFault(status, message, Map.of());
    }

    static WebexFault badRequest(String message) {
        return of(400, message);
    }

    static WebexFault unauthorized() {
        return of(401, "The request requires a valid access token set in the Authorization request header.");
    }

    static WebexFault missingScope() {
        return of(
                403,
                "The server understood the request, but refused to fulfill it because the access token is missing"
                        + " required scopes or the user is missing required roles or licenses.");
    }

    static WebexFault forbidden(String message) {
        return of(403, message);
    }

    static WebexFault notFound(String message) {
        return of(404, message);
    }

    static WebexFault locked(int retryAfterSeconds) {
        return new WebexFault(
                423,
                "The requested resource is temporarily unavailable.",
                Map.of("Retry-After", String.valueOf(retryAfterSeconds)));
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    Map<String, String> headers() {
        return headers;
    }
}
