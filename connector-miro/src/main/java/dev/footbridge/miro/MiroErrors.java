package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.http.HttpAnswer;
import dev.footbridge.http.HttpFailures;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What Miro's refusals mean: the code where it is in the table, else the status. Codes from
 * <a href="https://developers.miro.com/reference/errors">errors</a> and the pages of the operations, 2026-11.
 */
final class MiroErrors {

    private static final Map<String, Kind> KINDS = kinds();

    /** A wait longer than this is not believed: the window of the limit is a minute. */
    private static final Duration LONGEST_RESET = Duration.ofMinutes(2);

    private MiroErrors() {}

    /** The table, for tests and documentation. */
    static Map<String, Kind> table() {
        return KINDS;
    }

    /** The failure of an answer that is no success. */
    static ConnectorException of(MiroCall call, Operation operation, HttpAnswer answer, Instant now) {
        ConnectorException failure = read(call, operation, answer, now);
        if (call.changesSomething() || failure.effect() == Effect.NOT_APPLIED) {
            return failure;
        }
        ConnectorException harmless = ConnectorException.unavailable(
                Effect.NOT_APPLIED, failure.code(), String.valueOf(failure.getMessage()), null);
        return failure.retryAfter().map(harmless::withRetryAfter).orElse(harmless);
    }

    private static ConnectorException read(MiroCall call, Operation operation, HttpAnswer answer, Instant now) {
        JsonNode body = body(answer);
        int status = answer.status();
        String code = HttpFailures.safeCode(Json.text(body, "code").orElse(""), "http_" + status);
        Kind kind = status >= 500 ? null : KINDS.get(code);
        if (kind == null) {
            ConnectorException failure =
                    HttpFailures.ofStatus(status, code, answer.headers().get("Retry-After"), now);
            return failure.kind() == Kind.FORBIDDEN
                    ? forbidden(call, operation, code, body)
                    : settled(failure, answer, now);
        }
        if (kind == Kind.FORBIDDEN) {
            return forbidden(call, operation, code, body);
        }
        String message = "Miro refused " + call.name() + ": " + code + hint(kind);
        if (kind == Kind.THROTTLED) {
            return settled(HttpFailures.ofStatus(429, code, answer.headers().get("Retry-After"), now), answer, now);
        }
        return ConnectorException.of(kind, code, message);
    }

    /** Too many calls: without {@code Retry-After}, which Miro does not document, the end of the minute is known. */
    private static ConnectorException settled(ConnectorException failure, HttpAnswer answer, Instant now) {
        if (failure.kind() != Kind.THROTTLED || failure.retryAfter().isPresent()) {
            return failure;
        }
        return untilReset(answer, now).map(failure::withRetryAfter).orElse(failure);
    }

    /** How long until the credits are back, as the headers say. */
    static Optional<Duration> untilReset(HttpAnswer answer, Instant now) {
        OptionalLong reset = header(answer, "X-RateLimit-Reset");
        if (reset.isEmpty() || reset.getAsLong() < 0 || reset.getAsLong() > 1L << 40) {
            return Optional.empty();
        }
        Duration wait = Duration.between(now, Instant.ofEpochSecond(reset.getAsLong()));
        if (wait.isNegative()) {
            return Optional.of(Duration.ZERO);
        }
        return Optional.of(wait.compareTo(LONGEST_RESET) > 0 ? LONGEST_RESET : wait);
    }

    /** A header that is a whole number. */
    static OptionalLong header(HttpAnswer answer, String name) {
        String value = answer.headers().get(name);
        try {
            return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value.strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Miro names the scopes in words; the operation tells them reliably. */
    private static ConnectorException forbidden(MiroCall call, Operation operation, String code, JsonNode body) {
        boolean scope = Json.text(body, "message")
                        .orElse("")
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains("scope")
                || !Json.at(body, "context", "requiredScopes").isMissingNode();
        if (scope && !operation.least().isEmpty()) {
            String needed = operation.least().stream().map(Scope::name).collect(Collectors.joining(" "));
            return ConnectorException.missingScope(
                    code,
                    needed,
                    call.name() + " needs the scope " + needed + ": add it to the app and install it again");
        }
        return ConnectorException.of(
                Kind.FORBIDDEN, code, "Miro refused " + call.name() + ": " + code + hint(Kind.FORBIDDEN));
    }

    /** An answer that is none of Miro's: an error page of a proxy, nothing. */
    static ConnectorException notFromMiro(MiroCall call, int status, String code) {
        return ConnectorException.unavailable(
                call.changesSomething() ? Effect.UNKNOWN : Effect.NOT_APPLIED,
                code,
                "The answer to " + call.name() + " (status " + status + ") is not Miro's: look at proxies on the way",
                null);
    }

    private static JsonNode body(HttpAnswer answer) {
        try {
            return Json.answers().parse(answer.body());
        } catch (MalformedJsonException e) {
            return MissingNode.getInstance();
        }
    }

    private static String hint(Kind kind) {
        return switch (kind) {
            case UNAUTHORIZED -> "; the token is not accepted, install the app again and give the new one";
            case FORBIDDEN -> "; share the board with the account of the token, or ask an administrator";
            case THROTTLED, UNAVAILABLE, NOT_FOUND, REJECTED, UNSUPPORTED -> "";
        };
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new TreeMap<>();
        put(kinds, Kind.THROTTLED, "tooManyRequests");
        put(kinds, Kind.UNAUTHORIZED, "tokenNotProvided", "tokenNotFound", "tokenExpired", "tokenRevoked");
        put(kinds, Kind.UNAUTHORIZED, "invalidToken", "authorizationFailed");
        put(kinds, Kind.FORBIDDEN, "insufficientPermissions", "accessDenied", "forbidden", "planNotSupported");
        put(kinds, Kind.NOT_FOUND, "notFound", "boardNotFound", "itemNotFound", "userNotFound", "teamNotFound");
        put(
                kinds,
                Kind.REJECTED,
                "invalidParameters",
                "invalidInput",
                "badRequest",
                "conflict",
                "operationNotSupported");
        return Collections.unmodifiableMap(kinds);
    }

    private static void put(Map<String, Kind> kinds, Kind kind, String... codes) {
        for (String code : codes) {
            if (kinds.put(code, kind) != null) {
                throw new IllegalStateException("error code " + code + " comes twice");
            }
        }
    }
}
