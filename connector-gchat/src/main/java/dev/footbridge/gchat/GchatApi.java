package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.scope.MissingScopes;
import dev.footbridge.http.AccessToken;
import dev.footbridge.http.FileTransfer;
import dev.footbridge.http.HttpAnswer;
import dev.footbridge.http.HttpFailures;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Makes one call: guard, token, request, answer. Google's library writes addresses and bodies; answers are read as trees,
 * because they have members that its models do not know and numbers that they do not expect.
 */
final class GchatApi {

    private static final String JSON = "application/json; charset=utf-8";
    private static final MediaType JSON_TYPE = MediaType.get(JSON);
    private static final MediaType RELATED = MediaType.get("multipart/related");
    private static final int UNAUTHORIZED = 401;
    private static final int NO_CONTENT = 204;
    private static final long MAX_ERROR = 64 * 1024;

    /** An answer in memory. */
    private record Answer(int status, Optional<String> retryAfter, byte[] body) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    private final Map<GchatCall.Service, URI> bases;
    private final HttpRequestFactory requests;
    private final FileTransfer transfer;
    private final GchatTokens tokens;
    private final GchatTokens ownTokens;
    private final GchatTokens driveTokens;
    private final GchatTokens groupTokens;
    private final GchatScopes scopes;
    private final Clock clock;

    /**
     * @param ownTokens of the service account itself, for Pub/Sub
     * @param driveTokens that open Drive and nothing else
     * @param groupTokens that open the members of groups and nothing else
     */
    GchatApi(
            Map<GchatCall.Service, URI> bases,
            HttpTransport transport,
            FileTransfer transfer,
            GchatTokens tokens,
            GchatTokens ownTokens,
            GchatTokens driveTokens,
            GchatTokens groupTokens,
            GchatScopes scopes,
            Clock clock) {
        this.bases = Map.copyOf(bases);
        this.requests = transport.createRequestFactory();
        this.transfer = transfer;
        this.tokens = tokens;
        this.ownTokens = ownTokens;
        this.driveTokens = driveTokens;
        this.groupTokens = groupTokens;
        this.scopes = scopes;
        this.clock = clock;
    }

    /** Asks for a token, so that the grant is known. */
    void introduce() throws ConnectorException, InterruptedException {
        tokens.accessToken();
    }

    GchatScopes scopes() {
        return scopes;
    }

    /** A call without body. */
    JsonNode call(GchatCall call, Map<String, String> path, Map<String, ?> query)
            throws ConnectorException, InterruptedException {
        return send(call, path, query, null);
    }

    /** A call with a body of the vendor's model. */
    JsonNode call(GchatCall call, Map<String, String> path, Map<String, ?> query, GenericJson body)
            throws ConnectorException, InterruptedException {
        try {
            return send(call, path, query, GsonFactory.getDefaultInstance().toByteArray(body));
        } catch (IOException e) {
            throw new UncheckedIOException("a body in memory cannot be written", e);
        }
    }

    /** A call with a body that the vendor's artifact has no model for. */
    JsonNode call(GchatCall call, Map<String, String> path, Map<String, ?> query, JsonNode body)
            throws ConnectorException, InterruptedException {
        return send(call, path, query, Json.bytes(body));
    }

    /**
     * Sends a file with what describes it, in one request.
     *
     * @param path of {@link GchatCall#UPLOAD}
     */
    JsonNode upload(Map<String, String> path, JsonNode metadata, Upload file)
            throws ConnectorException, InterruptedException {
        HttpUrl url = url(GchatCall.UPLOAD, expanded(GchatCall.UPLOAD.path(), path))
                .addQueryParameter("uploadType", "multipart")
                .build();
        AccessToken token = tokens.accessToken();
        scopes.require(GchatCall.UPLOAD);
        Answer answer = sendFile(url, metadata, file, token);
        if (answer.status() == UNAUTHORIZED) {
            tokens.invalidate(token);
            AccessToken fresh = tokens.accessToken();
            if (!fresh.equals(token)) {
                answer = sendFile(url, metadata, file, fresh);
            }
        }
        return read(GchatCall.UPLOAD, answer);
    }

    private Answer sendFile(HttpUrl url, JsonNode metadata, Upload file, AccessToken token)
            throws ConnectorException, InterruptedException {
        HttpAnswer answer = transfer.upload(file, bytes -> {
            MultipartBody body = new MultipartBody.Builder()
                    .setType(RELATED)
                    .addPart(RequestBody.create(Json.bytes(metadata), JSON_TYPE))
                    .addPart(bytes)
                    .build();
            return new Request.Builder()
                    .url(url)
                    .header("Authorization", token.bearer())
                    .post(body)
                    .build();
        });
        return new Answer(answer.status(), Optional.ofNullable(answer.headers().get("Retry-After")), answer.body());
    }

    /** Opens a file. */
    Download download(String resource, long from) throws ConnectorException, InterruptedException {
        HttpUrl url = url(GchatCall.DOWNLOAD, "/v1/media")
                .addPathSegments(resource)
                .addQueryParameter("alt", "media")
                .build();
        AccessToken token = tokens.accessToken();
        scopes.require(GchatCall.DOWNLOAD);
        try {
            return download(url, from, token);
        } catch (ConnectorException e) {
            if (e.kind() != ConnectorException.Kind.UNAUTHORIZED) {
                throw e;
            }
            tokens.invalidate(token);
            AccessToken fresh = tokens.accessToken();
            if (fresh.equals(token)) {
                throw e;
            }
            return download(url, from, fresh);
        }
    }

    private Download download(HttpUrl url, long from, AccessToken token)
            throws ConnectorException, InterruptedException {
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", token.bearer())
                .build();
        return transfer.open(
                request,
                from,
                response -> GchatErrors.of(
                        GchatCall.DOWNLOAD,
                        response.code(),
                        error(response),
                        Optional.ofNullable(response.header("Retry-After")),
                        scopes.missing(GchatCall.DOWNLOAD),
                        clock.instant()));
    }

    private static JsonNode error(Response response) throws ConnectorException, InterruptedException {
        try (ResponseBody body = response.peekBody(MAX_ERROR)) {
            return tree(body.bytes()).orElse(MissingNode.getInstance());
        } catch (IOException e) {
            throw HttpFailures.of(e);
        }
    }

    private HttpUrl.Builder url(GchatCall call, String path) {
        return HttpUrl.get(bases.get(call.service()) + path).newBuilder();
    }

    private JsonNode send(GchatCall call, Map<String, String> path, Map<String, ?> query, byte @Nullable [] body)
            throws ConnectorException, InterruptedException {
        GchatTokens mine = switch (call.service()) {
            case PUBSUB -> ownTokens;
            case DRIVE -> driveTokens;
            case GROUPS -> groupTokens;
            case CHAT, EVENTS, DIRECTORY -> tokens;
        };
        AccessToken token = token(mine, call);
        scopes.require(call);
        Answer answer = exchange(call, path, query, body, token);
        if (answer.status() == UNAUTHORIZED) {
            // Revoked before its time: not applied, so a second try with a new one is safe.
            mine.invalidate(token);
            AccessToken fresh = mine.accessToken();
            if (!fresh.equals(token)) {
                answer = exchange(call, path, query, body, fresh);
            }
        }
        return read(call, answer);
    }

    private JsonNode read(GchatCall call, Answer answer) throws ConnectorException {
        if (!answer.isSuccess()) {
            JsonNode error = tree(answer.body()).orElse(MissingNode.getInstance());
            throw GchatErrors.of(
                    call, answer.status(), error, answer.retryAfter(), scopes.missing(call), clock.instant());
        }
        if (answer.status() == NO_CONTENT) {
            return MissingNode.getInstance();
        }
        JsonNode read = tree(answer.body()).orElse(MissingNode.getInstance());
        if (!read.isObject()) {
            throw GchatErrors.odd(call, answer.status(), answer.body().length == 0 ? "empty_answer" : "foreign_answer");
        }
        return read;
    }

    /** That Drive or the groups stay shut says nothing about the credentials themselves. */
    private AccessToken token(GchatTokens mine, GchatCall call) throws ConnectorException, InterruptedException {
        try {
            return mine.accessToken();
        } catch (ConnectorException e) {
            Optional<MissingScopes> missing = scopes.missing(call);
            if ((mine == driveTokens || mine == groupTokens)
                    && e.kind() == ConnectorException.Kind.UNAUTHORIZED
                    && missing.isPresent()) {
                throw ConnectorException.missingScope(
                        e.code(),
                        missing.get().names(),
                        call.operation() + " needs the scope " + missing.get()
                                + ": add it to domain-wide delegation in the Admin console");
            }
            throw e;
        }
    }

    private Answer exchange(
            GchatCall call, Map<String, String> path, Map<String, ?> query, byte @Nullable [] body, AccessToken token)
            throws ConnectorException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before " + call.operation());
        }
        try {
            HttpResponse response = request(call, path, query, body, token).execute();
            try {
                InputStream content = response.getContent();
                byte[] bytes = content == null ? new byte[0] : content.readAllBytes();
                return new Answer(
                        response.getStatusCode(),
                        Optional.ofNullable(response.getHeaders().getRetryAfter()),
                        bytes);
            } finally {
                response.disconnect();
            }
        } catch (IOException e) {
            throw HttpFailures.of(e);
        }
    }

    private HttpRequest request(
            GchatCall call, Map<String, String> path, Map<String, ?> query, byte @Nullable [] body, AccessToken token)
            throws IOException {
        GenericUrl url = new GenericUrl(bases.get(call.service()) + expanded(call.path(), path));
        url.putAll(query);
        // Google's library has no body for an empty POST unless it is given one.
        HttpContent content = body == null ? null : new ByteArrayContent(JSON, body);
        HttpRequest request = requests.buildRequest(call.method(), url, content)
                .setNumberOfRetries(0)
                .setFollowRedirects(false)
                .setThrowExceptionOnExecuteError(false)
                // Both write bodies and tokens.
                .setLoggingEnabled(false)
                .setCurlLoggingEnabled(false);
        request.getHeaders().setAuthorization(token.bearer());
        return request;
    }

    /** Values are names that {@link GchatIds} made or checked, so no character of them needs an escape. */
    private static String expanded(String template, Map<String, String> path) {
        String expanded = template;
        for (Map.Entry<String, String> entry : path.entrySet()) {
            expanded = expanded.replace("{" + entry.getKey() + "}", entry.getValue());
        }
        return expanded;
    }

    private static Optional<JsonNode> tree(byte[] body) {
        try {
            return body.length == 0
                    ? Optional.empty()
                    : Optional.of(Json.answers().parse(body));
        } catch (MalformedJsonException e) {
            // The exception says no more than that; the caller names the status.
            return Optional.empty();
        }
    }
}
