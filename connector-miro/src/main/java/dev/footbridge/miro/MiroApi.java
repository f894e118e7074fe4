package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.http.AccessToken;
import dev.footbridge.http.FileTransfer;
import dev.footbridge.http.HttpAnswer;
import dev.footbridge.http.HttpFailures;
import dev.footbridge.http.HttpSender;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Calls of the REST API, each sent once: guard, token, request, answer. Safe for concurrent use. */
final class MiroApi {

    private static final MediaType JSON = MediaType.get("application/json");

    /** Files have an address in their item and no operation of their own; they need what reading the item needs. */
    private static final String FILE = "get-specific-item";

    private final HttpUrl base;
    private final HttpSender sender;
    private final FileTransfer transfer;
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
        this.transfer = new FileTransfer(client);
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

    /**
     * Makes an item of a file, whose source is opened for each attempt.
     *
     * @param data what stands beside the file
     */
    JsonNode upload(String operation, String board, JsonNode data, Upload file)
            throws ConnectorException, InterruptedException {
        MiroCall call = callOf(operation);
        guard.require(operation);
        HttpUrl url = url(call, Map.of("board_id", board), Map.of());
        HttpAnswer answer = retried(
                call,
                token -> transfer.upload(
                        file,
                        bytes -> new Request.Builder()
                                .url(url)
                                .header("Accept", "application/json")
                                .header("Authorization", token.bearer())
                                .post(new MultipartBody.Builder()
                                        .setType(MultipartBody.FORM)
                                        .addFormDataPart("data", null, RequestBody.create(Json.bytes(data), JSON))
                                        .addFormDataPart("resource", file.name(), bytes)
                                        .build())
                                .build()));
        if (!answer.isSuccess()) {
            throw MiroErrors.of(call, catalogue.operation(operation), answer, clock.instant());
        }
        return parsed(call, answer);
    }

    /** The address under which the bytes of a file are for a minute. */
    HttpUrl link(String board, String resource) throws ConnectorException, InterruptedException {
        MiroCall call = callOf(FILE);
        guard.require(FILE);
        Request request = new Request.Builder()
                .url(base.newBuilder()
                        .addPathSegments("v2/boards")
                        .addPathSegment(board)
                        .addPathSegment("resources")
                        .addPathSegment(resource)
                        .addQueryParameter("format", "original")
                        .addQueryParameter("redirect", "false")
                        .build())
                .header("Accept", "application/json")
                .build();
        HttpAnswer answer = sent(call, request);
        if (!answer.isSuccess()) {
            throw MiroErrors.of(call, catalogue.operation(FILE), answer, clock.instant());
        }
        return Json.nonBlank(parsed(call, answer), "url")
                .map(HttpUrl::parse)
                .orElseThrow(() -> MiroErrors.notFromMiro(call, answer.status(), "no_url"));
    }

    /** Opens what is under such an address; it is on another host, which is shown no token. */
    Download open(HttpUrl link, long from) throws ConnectorException, InterruptedException {
        return transfer.open(
                new Request.Builder().url(link).build(),
                from,
                response ->
                        HttpFailures.ofStatus(response.code(), null, response.header("Retry-After"), clock.instant()));
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
        return retried(
                call,
                token -> sender.send(request.newBuilder()
                        .header("Authorization", token.bearer())
                        .build()));
    }

    /** One attempt with a token. */
    private interface Attempt {
        HttpAnswer with(AccessToken token) throws ConnectorException, InterruptedException;
    }

    private HttpAnswer retried(MiroCall call, Attempt attempt) throws ConnectorException, InterruptedException {
        AccessToken token = tokens.token();
        HttpAnswer answer = counted(call, attempt, token);
        if (answer.status() == 401) {
            // Refused before it was looked at, so that a second try with a fresh token is safe.
            AccessToken fresh = tokens.insteadOf(token).orElse(token);
            return fresh.equals(token) ? answer : counted(call, attempt, fresh);
        }
        return answer;
    }

    private HttpAnswer counted(MiroCall call, Attempt attempt, AccessToken token)
            throws ConnectorException, InterruptedException {
        HttpAnswer answer = attempt.with(token);
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
