package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.scope.MissingScopes;
import dev.footbridge.http.HttpFailures;
import dev.footbridge.http.Json;
import dev.footbridge.http.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Google's answers mean. One table of status and canonical code ({@code error.status}, in Drive's older form the
 * reason); what is in no row follows the status alone. The answer's own message is never used: it may quote content. See
 * <a href="https://google.aip.dev/193">Errors</a>.
 */
final class GchatErrors {

    /** The reason Google gives when a token lacks a scope. */
    static final String SCOPE_INSUFFICIENT = "ACCESS_TOKEN_SCOPE_INSUFFICIENT";

    static final String ALREADY_EXISTS = "ALREADY_EXISTS";
    static final String FAILED_PRECONDITION = "FAILED_PRECONDITION";

    /** Drive's word for a file that the account may see, and no more. */
    static final String INSUFFICIENT_FILE = "insufficientFilePermissions";

    private static final String ANY = "*";

    /**
     * One row.
     *
     * @param code the canonical code; {@code *} for every one
     * @param effect unknown only matters where the call changes something
     */
    record Row(int status, String code, Kind kind, Effect effect, String advice) {}

    static final List<Row> TABLE = List.of(
            row(400, "INVALID_ARGUMENT", Kind.REJECTED, "the request is not taken"),
            row(400, FAILED_PRECONDITION, Kind.REJECTED, "the space or message is not in a state for it"),
            row(400, "OUT_OF_RANGE", Kind.REJECTED, "the request is not taken"),
            row(400, ANY, Kind.REJECTED, "the request is not taken"),
            row(401, ANY, Kind.UNAUTHORIZED, "the access token is not accepted: look at the service account's key"),
            row(403, "RESOURCE_EXHAUSTED", Kind.THROTTLED, "a quota is used up"),
            row(
                    403,
                    "PERMISSION_DENIED",
                    Kind.FORBIDDEN,
                    "add the app or the account to the space, or allow the scope"),
            row(403, "rateLimitExceeded", Kind.THROTTLED, "a quota is used up"),
            row(403, "userRateLimitExceeded", Kind.THROTTLED, "a quota is used up"),
            row(403, "sharingRateLimitExceeded", Kind.THROTTLED, "too many invitations were mailed"),
            row(403, INSUFFICIENT_FILE, Kind.FORBIDDEN, "the account may not share this file"),
            row(403, ANY, Kind.FORBIDDEN, "add the app or the account to the space, or allow the scope"),
            row(404, "NOT_FOUND", Kind.NOT_FOUND, "it does not exist or is not visible"),
            row(404, ANY, Kind.NOT_FOUND, "it does not exist or is not visible"),
            row(405, ANY, Kind.UNSUPPORTED, "Google does not offer the call"),
            new Row(408, ANY, Kind.UNAVAILABLE, Effect.UNKNOWN, "Google gave up waiting"),
            row(409, ALREADY_EXISTS, Kind.REJECTED, "it exists already"),
            row(409, "ABORTED", Kind.UNAVAILABLE, "somebody else wrote at the same moment"),
            row(409, ANY, Kind.REJECTED, "it is in conflict with what exists"),
            row(410, ANY, Kind.NOT_FOUND, "it is gone"),
            row(412, ANY, Kind.REJECTED, "it is not in a state for it"),
            row(413, ANY, Kind.REJECTED, "the message is too long"),
            row(429, "RESOURCE_EXHAUSTED", Kind.THROTTLED, "a quota is used up"),
            row(429, ANY, Kind.THROTTLED, "too many calls"),
            new Row(499, ANY, Kind.UNAVAILABLE, Effect.UNKNOWN, "the call was cancelled"),
            new Row(500, "INTERNAL", Kind.UNAVAILABLE, Effect.UNKNOWN, "Google failed"),
            new Row(500, ANY, Kind.UNAVAILABLE, Effect.UNKNOWN, "Google failed"),
            row(501, ANY, Kind.UNSUPPORTED, "Google does not offer the call"),
            new Row(502, ANY, Kind.UNAVAILABLE, Effect.UNKNOWN, "a gateway failed"),
            new Row(503, "UNAVAILABLE", Kind.UNAVAILABLE, Effect.UNKNOWN, "Google is overloaded"),
            new Row(503, ANY, Kind.UNAVAILABLE, Effect.UNKNOWN, "Google is overloaded"),
            new Row(504, "DEADLINE_EXCEEDED", Kind.UNAVAILABLE, Effect.UNKNOWN, "Google gave up waiting"),
            new Row(504, ANY, Kind.UNAVAILABLE, Effect.UNKNOWN, "a gateway gave up waiting"));

    private GchatErrors() {}

    private static Row row(int status, String code, Kind kind, String advice) {
        return new Row(status, code, kind, Effect.NOT_APPLIED, advice);
    }

    /** @param missing what the call needs */
    static ConnectorException of(
            GchatCall call,
            int status,
            JsonNode body,
            Optional<String> retryAfter,
            Optional<MissingScopes> missing,
            Instant now) {
        String canonical = Json.text(body, "error", "status")
                .or(() -> Json.items(body, "error", "errors").stream()
                        .findFirst()
                        .flatMap(first -> Json.text(first, "reason")))
                .orElse("");
        Optional<Row> row = TABLE.stream()
                .filter(r -> r.status() == status
                        && (r.code().equals(ANY) || r.code().equals(canonical)))
                .findFirst();
        if (row.isEmpty()) {
            return HttpFailures.ofStatus(status, canonical, retryAfter.orElse(null), now);
        }
        String code = HttpFailures.safeCode(canonical, "http_" + status);
        String message = call.operation() + " was answered " + status + " (" + code + "): "
                + row.get().advice();
        Optional<Duration> wait = RetryAfter.parse(retryAfter.orElse(null), now);
        Kind kind = row.get().kind();
        if (kind == Kind.THROTTLED) {
            return ConnectorException.throttled(code, message, wait);
        }
        if (kind == Kind.FORBIDDEN && isAboutScopes(body) && missing.isPresent()) {
            return ConnectorException.missingScope(
                    code, missing.get().names(), message + "; it needs the scope " + missing.get());
        }
        ConnectorException failure = ConnectorException.of(kind, code, message);
        if (row.get().effect() == Effect.UNKNOWN && call.changesSomething()) {
            failure = failure.withUnknownEffect();
        }
        return wait.isPresent() && kind == Kind.UNAVAILABLE ? failure.withRetryAfter(wait.get()) : failure;
    }

    private static boolean isAboutScopes(JsonNode body) {
        for (JsonNode detail : body.path("error").path("details")) {
            if (Json.text(detail, "reason").filter(SCOPE_INSUFFICIENT::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** An answer that is none of Google's: a sign-in page, an error page of a proxy, nothing. */
    static ConnectorException odd(GchatCall call, int status, String code) {
        return ConnectorException.unavailable(
                call.changesSomething() ? Effect.UNKNOWN : Effect.NOT_APPLIED,
                code,
                "The answer to " + call.operation() + " (status " + status
                        + ") is not Google's: look at proxies on the way",
                null);
    }
}
