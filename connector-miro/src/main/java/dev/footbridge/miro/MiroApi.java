package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.http.AccessToken;
import dev.footbridge.http.HttpAnswer;
import dev.footbridge.http.HttpSender;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Calls of the REST API, each sent once: guard, token, request, answer. Safe for concurrent use. */
final class MiroApi {

    private static final MediaType JSON = MediaType.get("application/json");

    private final HttpUrl base;
    private final HttpSender sender;
    private final MiroTokens tokens;
    private final ScopeCatalogue catalogue;
    private final ScopeGuard guard;
    private final Map<String, MiroCall> calls = MiroScopes.calls();
    private final MiroCredits credits;
    private final Clock clock;

    MiroApi(
            URI base,
            OkHttpClient client,
            MiroTokens tokens,
            ScopeCatalogue catalogue,
            ScopeGuard guard,
            MiroCredits credits,
            Clock clock) {
        this.base = HttpUrl.get(base.toString());
        this.sender = new HttpSender(client);
        this.tokens = tokens;
        this.catalogue = catalogue;
        this.guard = guard;
        this.credits = credits;
        this.clock = clock;
    }

    /** Reads something. */
    JsonNode get(String operation, Map<String, String> path, Map<String, String> query)
            throws ConnectorException, InterruptedException {
        return call(operation, path, query, null);
    }

    /** Makes a call, with a body where there is one. */
    JsonNode call(String operation, Map<String, String> path, Map<String, String> query, @Nullable JsonNode body)
            throws ConnectorException, InterruptedException {
        MiroCall call = callOf(operation);
        guard.require(operation);
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before " + operation);
        }
        Request request = new Request.Builder()
                .url(url(call, path, query))
                .header("Accept", "application/json")
                .method(call.method(), body(call, body))
                .build();
        HttpAnswer answer = sent(call, request);
        if (!answer.isSuccess()) {
            throw MiroErrors.of(call, catalogue.operation(operation), answer, clock.instant());
        }
        return parsed(call, answer);
    }

    MiroCall callOf(String operation) {
        MiroCall call = calls.get(operation);
        if (call == null) {
            throw new IllegalArgumentException("operation " + operation + " is not in scopes.json");
        }
        return call;
    }

    private HttpUrl url(MiroCall call, Map<String, String> path, Map<String, String> query) {
        HttpUrl.Builder url = base.newBuilder();
        for (String segment : call.path().substring(1).split("/", -1)) {
            url.addPathSegment(segment.startsWith("{") ? value(path, segment) : segment);
        }
        query.forEach((name, value) -> {
            if (!call.query().contains(name)) {
                throw new IllegalArgumentException(call.name() + " takes no parameter " + name);
            }
            url.addQueryParameter(name, value);
        });
        return url.build();
    }

    private static String value(Map<String, String> path, String segment) {
        String name = segment.substring(1, segment.length() - 1);
        String value = path.get(name);
        // An odd value could lead to another operation: a deletion of something else, say.
        if (value == null || !MiroIds.isId(value)) {
            throw new IllegalArgumentException("the path needs an id for " + name);
        }
        return value;
    }

    private static @Nullable RequestBody body(MiroCall call, @Nullable JsonNode body) {
        if (call.method().equals("GET")) {
            return null;
        }
        if (body == null) {
            return call.method().equals("DELETE") ? null : RequestBody.create(new byte[0], null);
        }
        return RequestBody.create(Json.bytes(body), JSON);
    }

    private HttpAnswer sent(MiroCall call, Request request) throws ConnectorException, InterruptedException {
        AccessToken token = tokens.token();
        HttpAnswer answer = send(call, request, token);
        if (answer.status() == 401) {
            // Refused before it was looked at, so that a second try with a fresh token is safe.
            AccessToken fresh = tokens.insteadOf(token).orElse(token);
            return fresh.equals(token) ? answer : send(call, request, fresh);
        }
        return answer;
    }

    private HttpAnswer send(MiroCall call, Request request, AccessToken token)
            throws ConnectorException, InterruptedException {
        HttpAnswer answer = sender.send(
                request.newBuilder().header("Authorization", token.bearer()).build());
        credits.used(call.level(), answer, clock.instant());
        return answer;
    }

    private static JsonNode parsed(MiroCall call, HttpAnswer answer) throws ConnectorException {
        if (answer.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return Json.answers().parse(answer.body());
        } catch (MalformedJsonException e) {
            throw MiroErrors.notFromMiro(call, answer.status(), "foreign_answer");
        }
    }
}
