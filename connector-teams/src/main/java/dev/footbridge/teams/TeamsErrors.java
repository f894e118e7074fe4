package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.scope.MissingScopes;
import dev.footbridge.http.HttpAnswer;
import dev.footbridge.http.HttpFailures;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import dev.footbridge.http.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the platform's answers mean. One table of status and error code; what is in no row follows the status alone. The
 * answer's own message is never used: it may echo content.
 *
 * @see <a href="https://learn.microsoft.com/graph/errors">Microsoft Graph error responses</a>
 */
final class TeamsErrors {

    /**
     * One row.
     *
     * @param code the platform's code in any case; {@code *} for every code
     * @param effect unknown only matters where the call changes something
     */
    record Row(int status, String code, Kind kind, Effect effect, String advice) {}

    /** Code of every 409; the services behind the interface write it in different ways. */
    static final String CONFLICT = "Conflict";

    private static final String ANY = "*";

    static final List<Row> TABLE = List.of(
            row(400, "MessageSizeTooBig", Kind.REJECTED, "the message is too long"),
            row(400, "InvalidAuthenticationToken", Kind.UNAUTHORIZED, "the access token is not understood"),
            row(400, "NotFound", Kind.NOT_FOUND, "the message or channel does not exist"),
            row(400, "ItemNotFound", Kind.NOT_FOUND, "the message or channel does not exist"),
            row(400, "NotSupported", Kind.UNSUPPORTED, "this kind of conversation does not take the call"),
            row(400, ANY, Kind.REJECTED, "the request is not taken"),
            row(401, ANY, Kind.UNAUTHORIZED, "sign the relay account in again, or renew the client secret"),
            row(402, ANY, Kind.FORBIDDEN, "a licence is missing"),
            row(403, "TooManyRequests", Kind.THROTTLED, "too many calls"),
            row(403, "QuotaLimitReached", Kind.THROTTLED, "a quota is used up"),
            row(403, ANY, Kind.FORBIDDEN, "the account is no member here, or a scope or its admin consent is missing"),
            row(404, ANY, Kind.NOT_FOUND, "it does not exist or is not visible to the account"),
            row(405, ANY, Kind.UNSUPPORTED, "the platform does not offer the call here"),
            new Row(408, ANY, Kind.UNAVAILABLE, Effect.UNKNOWN, "the platform gave up waiting"),
            row(409, ANY, Kind.REJECTED, "it is in conflict with what exists"),
            row(410, ANY, Kind.NOT_FOUND, "it is gone, or a delta token has expired"),
            // The Teams service says so when two writers meet; documented for bots as safe to repeat.
            row(412, ANY, Kind.UNAVAILABLE, "somebody else wrote at the same moment"),
            row(413, ANY, Kind.REJECTED, "the message is too long"),
            row(415, ANY, Kind.REJECTED, "the content type is not taken"),
            row(422, ANY, Kind.REJECTED, "the request is not taken"),
            row(423, ANY, Kind.UNAVAILABLE, "it is locked for now"),
            row(429, ANY, Kind.THROTTLED, "too many calls"),
            new Row(500, ANY, Kind.UNAVAILABLE, Effect.UNKNOWN, "the platform failed"),
            row(501, ANY, Kind.UNSUPPORTED, "the platform does not offer the call"),
            new Row(502, ANY, Kind.UNAVAILABLE, Effect.UNKNOWN, "a gateway failed"),
            new Row(503, ANY, Kind.UNAVAILABLE, Effect.UNKNOWN, "the platform is overloaded or being maintained"),
            new Row(504, ANY, Kind.UNAVAILABLE, Effect.UNKNOWN, "a gateway gave up waiting"),
            row(507, ANY, Kind.REJECTED, "the storage of the tenant is full"),
            row(509, ANY, Kind.THROTTLED, "the bandwidth of the tenant is used up"));

    private TeamsErrors() {}

    private static Row row(int status, String code, Kind kind, String advice) {
        return new Row(status, code, kind, Effect.NOT_APPLIED, advice);
    }

    static ConnectorException of(HttpAnswer answer, TeamsCall call, TeamsScopes scopes, Instant now) {
        return of(
                answer.status(),
                code(answer.body()),
                Optional.ofNullable(answer.headers().get("Retry-After")),
                call,
                scopes,
                now);
    }

    static ConnectorException of(
            int status,
            String platformCode,
            Optional<String> retryAfter,
            TeamsCall call,
            TeamsScopes scopes,
            Instant now) {
        Optional<Row> row = TABLE.stream()
                .filter(r -> r.status() == status
                        && (r.code().equals(ANY) || r.code().equalsIgnoreCase(platformCode)))
                .findFirst();
        if (row.isEmpty()) {
            return HttpFailures.ofStatus(status, platformCode, retryAfter.orElse(null), now);
        }
        String code = status == 409 ? CONFLICT : HttpFailures.safeCode(platformCode, "http_" + status);
        String message = call.operation() + " was answered " + status + " (" + code + "): "
                + row.get().advice();
        ConnectorException failure =
                failure(row.get().kind(), code, message, RetryAfter.parse(retryAfter.orElse(null), now), call, scopes);
        return row.get().effect() == Effect.UNKNOWN && call.changesSomething() ? failure.withUnknownEffect() : failure;
    }

    private static ConnectorException failure(
            Kind kind, String code, String message, Optional<Duration> wait, TeamsCall call, TeamsScopes scopes) {
        if (kind == Kind.THROTTLED) {
            return ConnectorException.throttled(code, message, wait);
        }
        if (kind == Kind.FORBIDDEN) {
            // The platform does not name the scope; the catalogue does, unless we hold it and it is about membership.
            Optional<MissingScopes> missing = scopes.missing(call);
            if (missing.isPresent()) {
                return ConnectorException.missingScope(
                        code, missing.get().names(), message + "; it needs the scope " + missing.get());
            }
        }
        ConnectorException failure = ConnectorException.of(kind, code, message);
        return wait.isPresent() && kind == Kind.UNAVAILABLE ? failure.withRetryAfter(wait.get()) : failure;
    }

    /** The code of an answer; the outer one, which the vendor keeps stable. */
    private static String code(byte[] body) {
        return Json.nonBlank(tree(body), "error", "code").orElse("");
    }

    private static JsonNode tree(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : Json.answers().parse(body);
        } catch (MalformedJsonException e) {
            // A gateway's HTML page, say: the status has to do.
            return MissingNode.getInstance();
        }
    }
}
