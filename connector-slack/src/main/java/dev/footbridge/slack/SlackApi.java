package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.MethodsConfig;
import com.slack.api.util.http.SlackHttpClient;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.http.HttpFailures;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the Web API, each sent once. The vendor's client builds requests and addresses; answers are read as trees,
 * because its typed models break on members of an unexpected type.
 */
final class SlackApi {

    /** How long refused credentials are left alone: a revoked token must not cause a storm of calls. */
    static final Duration PROBE_INTERVAL = Duration.ofMinutes(15);

    /** An answer with {@code ok: true}. */
    record Answer(JsonNode json, Optional<String> scopes) {}

    private record Revocation(String code, Instant since) {}

    private final MethodsClient methods;
    private final Secret token;
    private final ScopeGuard guard;
    private final Clock clock;
    private final AtomicReference<@Nullable Revocation> revoked = new AtomicReference<>();

    SlackApi(SlackSettings settings, OkHttpClient client, ScopeGuard guard, Clock clock) {
        this.methods = methods(settings, client);
        this.token = settings.token();
        this.guard = guard;
        this.clock = clock;
    }

    private static MethodsClient methods(SlackSettings settings, OkHttpClient client) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(settings.apiUrl() + "/");
        // With statistics on, the first call of a token makes another one, and the token ends up in a static map.
        config.setMethodsConfig(MethodsConfig.builder().statsEnabled(false).build());
        // One of them logs bodies.
        config.getHttpClientResponseHandlers().clear();
        SlackHttpClient http = new SlackHttpClient(client);
        http.setConfig(config);
        return Slack.getInstance(config, http).methods();
    }

    /** Calls a method with the bot token, if the grant opens it and the token is not known to be dead. */
    JsonNode call(String method, FormBody.Builder form) throws ConnectorException, InterruptedException {
        guard.require(method);
        refuseIfRevoked(method);
        return send(method, form, token).json();
    }

    /** Fails without a call when the grant does not open a method that will be needed later. */
    void require(String method) throws ConnectorException {
        guard.require(method);
    }

    /** Fails without a call while the token is known to be dead. */
    void refuseIfRevoked(String method) throws ConnectorException {
        Revocation gone = revoked.get();
        if (gone != null && clock.instant().isBefore(gone.since().plus(PROBE_INTERVAL))) {
            throw ConnectorException.of(
                    Kind.UNAUTHORIZED, gone.code(), method + " was not called: the token was refused before");
        }
    }

    /** Calls a method whatever is known of the token; tells which scopes it has. */
    Answer probe(String method, FormBody.Builder form) throws ConnectorException, InterruptedException {
        Answer answer = send(method, form, token);
        revoked.set(null);
        return answer;
    }

    /** Calls a method with another token; the grant of the bot token does not matter. */
    JsonNode callWith(Secret other, String method) throws ConnectorException, InterruptedException {
        return send(method, new FormBody.Builder(), other).json();
    }

    /** The platform told that the token is dead. */
    void revoked(String code) {
        revoked.set(new Revocation(code, clock.instant()));
    }

    private Answer send(String method, FormBody.Builder form, Secret bearer)
            throws ConnectorException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before " + method);
        }
        try (Response response = methods.runPostFormWithToken(form, method, bearer.reveal())) {
            ResponseBody body = response.body();
            return read(method, response, body == null ? new byte[0] : body.bytes());
        } catch (IOException e) {
            throw HttpFailures.of(e);
        } catch (ConnectorException e) {
            if (e.kind() == Kind.UNAUTHORIZED && bearer.equals(token)) {
                revoked(e.code());
            }
            throw e;
        }
    }

    private Answer read(String method, Response response, byte[] body) throws ConnectorException {
        int status = response.code();
        Optional<JsonNode> json = json(body);
        Optional<String> error = json.flatMap(tree -> Json.text(tree, "error"));
        if (json.isPresent() && status < 300 && Json.flag(json.get(), "ok")) {
            return new Answer(json.get(), Optional.ofNullable(response.header("X-OAuth-Scopes")));
        }
        String retryAfter = response.header("Retry-After");
        if (status >= 300 && (status >= 500 || status == 429 || error.isEmpty())) {
            throw HttpFailures.ofStatus(status, error.orElse(null), retryAfter, clock.instant());
        }
        if (error.isEmpty()) {
            throw SlackErrors.notFromSlack(method, status, body.length == 0 ? "empty_answer" : "foreign_answer");
        }
        String needed = json.flatMap(tree -> Json.nonBlank(tree, "needed")).orElse(null);
        throw SlackErrors.of(method, error.get(), needed, Optional.ofNullable(retryAfter), clock.instant());
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.of(Json.answers().parse(body)).filter(JsonNode::isObject);
        } catch (MalformedJsonException e) {
            // The exception says no more than that; the caller names the status.
            return Optional.empty();
        }
    }
}
