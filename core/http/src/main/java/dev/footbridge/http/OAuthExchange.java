package dev.footbridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** One question to a token endpoint and what its answer means. Keeps nothing. */
final class OAuthExchange {

    /** A new pair; a refresh token only if the server sent one. */
    record Result(AccessToken token, Optional<Secret> refreshToken) {}

    /** Where the server does not say, or says something odd. */
    static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(5);

    static final Duration MAX_LIFETIME = Duration.ofDays(30);

    private static final ResponseLimit ANSWER_LIMIT = new ResponseLimit(256 * 1024);

    /** Error codes of RFC 6749 that are not about the credentials. Any other code means that these are not accepted. */
    private static final Map<String, Kind> KINDS = Map.of(
            "invalid_request", Kind.REJECTED,
            "unsupported_grant_type", Kind.REJECTED,
            "invalid_scope", Kind.FORBIDDEN,
            "access_denied", Kind.FORBIDDEN,
            "server_error", Kind.UNAVAILABLE,
            "temporarily_unavailable", Kind.UNAVAILABLE);

    private final OAuthSettings settings;
    private final HttpSender sender;
    private final Clock clock;

    OAuthExchange(OAuthSettings settings, OkHttpClient client, Clock clock) {
        this.settings = settings;
        this.sender = new HttpSender(client);
        this.clock = clock;
    }

    /** Asks with this refresh token, or as the client itself. Every failure is without effect for the call that needed the token. */
    Result ask(Optional<Secret> refreshToken) throws ConnectorException, InterruptedException {
        HttpAnswer answer;
        try {
            answer = sender.send(request(refreshToken));
        } catch (ConnectorException e) {
            throw ConnectorException.unavailable(
                    Effect.NOT_APPLIED, "token_endpoint_" + e.code(), "No access token: " + e.getMessage(), e);
        }
        JsonNode body = parse(answer);
        Optional<String> token = Json.nonBlank(body, "access_token");
        if (!answer.isSuccess() || token.isEmpty()) {
            throw refused(answer, body);
        }
        Instant expiresAt = clock.instant().plus(lifetime(Json.number(body, "expires_in")));
        AccessToken access = new AccessToken(Secret.of(token.get()), expiresAt, scopes(body));
        return new Result(access, Json.nonBlank(body, "refresh_token").map(Secret::of));
    }

    private Request request(Optional<Secret> refreshToken) {
        FormBody.Builder form = new FormBody.Builder();
        form.add("grant_type", refreshToken.isPresent() ? "refresh_token" : "client_credentials");
        refreshToken.ifPresent(token -> form.add("refresh_token", token.reveal()));
        settings.extraParameters().forEach(form::add);
        Request.Builder request = new Request.Builder()
                .url(settings.tokenUrl().toString())
                .header("Accept", "application/json")
                .tag(ResponseLimit.class, ANSWER_LIMIT);
        String secret = settings.clientSecret().map(Secret::reveal).orElse("");
        switch (settings.clientAuthentication()) {
            case BASIC ->
                request.header("Authorization", Credentials.basic(encode(settings.clientId()), encode(secret)));
            case FORM -> {
                form.add("client_id", settings.clientId());
                settings.clientSecret().ifPresent(value -> form.add("client_secret", value.reveal()));
            }
        }
        return request.post(form.build()).build();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static JsonNode parse(HttpAnswer answer) {
        try {
            return Json.answers().parse(answer.body());
        } catch (MalformedJsonException e) {
            // A gateway's HTML page, say: the status has to do.
            return MissingNode.getInstance();
        }
    }

    private ConnectorException refused(HttpAnswer answer, JsonNode body) {
        int status = answer.status();
        String retryAfter = answer.headers().get("Retry-After");
        if (status == 429 || status >= 500) {
            ConnectorException failure = HttpFailures.ofStatus(status, null, retryAfter, clock.instant());
            ConnectorException unapplied = ConnectorException.of(
                    failure.kind(), "token_endpoint_" + status, "No access token: " + failure.getMessage());
            return failure.retryAfter().map(unapplied::withRetryAfter).orElse(unapplied);
        }
        Optional<String> error = Json.nonBlank(body, "error");
        if (error.isEmpty() && answer.isSuccess()) {
            return ConnectorException.of(
                    Kind.UNAVAILABLE, "token_endpoint_odd_answer", "The token endpoint's answer has no access token");
        }
        String code = HttpFailures.safeCode(error.orElse(""), "token_endpoint_" + status);
        Kind kind = KINDS.getOrDefault(code, Kind.UNAUTHORIZED);
        return ConnectorException.of(
                kind, code, "No access token: the token endpoint answered " + status + " (" + code + ")");
    }

    private static Duration lifetime(OptionalLong seconds) {
        if (seconds.isEmpty() || seconds.getAsLong() <= 0) {
            return DEFAULT_LIFETIME;
        }
        return Duration.ofSeconds(Math.min(seconds.getAsLong(), MAX_LIFETIME.toSeconds()));
    }

    private static Set<String> scopes(JsonNode body) {
        String scopes = Json.text(body, "scope").orElse("");
        // Separated by spaces in the RFC, by commas elsewhere.
        return Arrays.stream(scopes.split("[ ,]+"))
                .filter(scope -> !scope.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }
}
