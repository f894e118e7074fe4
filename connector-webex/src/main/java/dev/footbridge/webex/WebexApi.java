package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.http.AccessToken;
import dev.footbridge.http.FileTransfer;
import dev.footbridge.http.HttpAnswer;
import dev.footbridge.http.HttpSender;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Makes one call: guard, token, request, answer. Each is sent once. */
final class WebexApi {

    private static final MediaType JSON = MediaType.get("application/json");

    /** RFC 5988, as far as the platform uses it. */
    private static final Pattern LINK =
            Pattern.compile("<([^<>\\s]{1,4096})>\\s*;[^,]{0,256}?\\brel\\s*=\\s*\"?next\"?");

    private static final int UNAUTHORIZED = 401;
    private static final int MAX_LINK_HEADER = 16_384;

    /**
     * An answer.
     *
     * @param next the query of the next page; there may be one although this page is empty
     */
    record Answer(JsonNode json, Optional<String> next) {

        List<JsonNode> items() {
            return Json.items(json, "items");
        }
    }

    private final HttpUrl base;
    private final HttpSender sender;
    private final FileTransfer transfer;
    private final WebexToken token;
    private final ScopeGuard guard;
    private final Clock clock;

    WebexApi(URI base, OkHttpClient client, WebexToken token, ScopeGuard guard, Clock clock) {
        this.base = HttpUrl.get(base.toString());
        this.sender = new HttpSender(client);
        this.transfer = new FileTransfer(client);
        this.token = token;
        this.guard = guard;
        this.clock = clock;
    }

    /** A call about one thing, without body. */
    JsonNode call(WebexCall call, String id) throws ConnectorException, InterruptedException {
        return exchange(call, url(call, id), null).json();
    }

    /** A call with a body. */
    JsonNode call(WebexCall call, String id, ObjectNode body) throws ConnectorException, InterruptedException {
        return exchange(call, url(call, id), body).json();
    }

    /** The same in the name of a guest. */
    JsonNode callAs(Secret guest, WebexCall call, String id, @Nullable ObjectNode body)
            throws ConnectorException, InterruptedException {
        return read(call, send(call, url(call, id), body, "Bearer " + guest.reveal()))
                .json();
    }

    /** A message with a file, whose source is opened for each attempt. */
    JsonNode upload(ObjectNode fields, Upload file) throws ConnectorException, InterruptedException {
        AccessToken held = token.get();
        guard.require(WebexCall.UPLOAD.operation());
        HttpAnswer answer = sendFile(fields, file, held.bearer());
        if (answer.status() == UNAUTHORIZED) {
            Optional<AccessToken> fresh = token.renewed(held);
            if (fresh.isPresent()) {
                answer = sendFile(fields, file, fresh.get().bearer());
            }
        }
        return read(WebexCall.UPLOAD, answer).json();
    }

    /** The same in the name of a guest. */
    JsonNode uploadAs(Secret guest, ObjectNode fields, Upload file) throws ConnectorException, InterruptedException {
        return read(WebexCall.UPLOAD, sendFile(fields, file, "Bearer " + guest.reveal()))
                .json();
    }

    private HttpAnswer sendFile(ObjectNode fields, Upload file, String bearer)
            throws ConnectorException, InterruptedException {
        return transfer.upload(
                file,
                bytes -> request(url(WebexCall.UPLOAD, ""), bearer)
                        .post(WebexUploads.form(fields, file, bytes))
                        .build());
    }

    /** What the head of a file says. */
    Headers fileHead(String id) throws ConnectorException, InterruptedException {
        return answered(WebexCall.FILE_HEAD, url(WebexCall.FILE_HEAD, id), null).headers();
    }

    /**
     * Opens a file.
     *
     * @param unscannable whether also one that the platform cannot scan
     */
    Download file(String id, long from, boolean unscannable) throws ConnectorException, InterruptedException {
        HttpUrl.Builder url = url(WebexCall.FILE, id).newBuilder();
        if (unscannable) {
            url.addQueryParameter("allow", "unscannable");
        }
        AccessToken held = token.get();
        guard.require(WebexCall.FILE.operation());
        try {
            return file(url.build(), from, held);
        } catch (ConnectorException e) {
            Optional<AccessToken> fresh = e.kind() == Kind.UNAUTHORIZED ? token.renewed(held) : Optional.empty();
            if (fresh.isEmpty()) {
                throw e;
            }
            return file(url.build(), from, fresh.get());
        }
    }

    private Download file(HttpUrl url, long from, AccessToken held) throws ConnectorException, InterruptedException {
        return transfer.open(
                request(url, held.bearer()).header("Accept", "*/*").build(),
                from,
                response -> WebexErrors.of(
                        response.code(),
                        "",
                        Optional.ofNullable(response.header("Retry-After")),
                        WebexCall.FILE,
                        clock.instant()),
                response -> response.header("Content-Disposition") != null);
    }

    /** The first page of a list. */
    Answer list(WebexCall call, Map<String, String> query) throws ConnectorException, InterruptedException {
        HttpUrl.Builder url = url(call, "").newBuilder();
        query.forEach(url::addQueryParameter);
        return exchange(call, url.build(), null);
    }

    /** A page that an earlier answer told of. Only its query counts, so that it cannot lead anywhere else. */
    Answer page(WebexCall call, String query) throws ConnectorException, InterruptedException {
        return exchange(call, url(call, "").newBuilder().encodedQuery(query).build(), null);
    }

    private HttpUrl url(WebexCall call, String id) {
        return base.newBuilder()
                .addEncodedPathSegments(call.path(id).substring(1))
                .build();
    }

    private Answer exchange(WebexCall call, HttpUrl url, @Nullable ObjectNode body)
            throws ConnectorException, InterruptedException {
        return read(call, answered(call, url, body));
    }

    private HttpAnswer answered(WebexCall call, HttpUrl url, @Nullable ObjectNode body)
            throws ConnectorException, InterruptedException {
        AccessToken held = token.get();
        guard.require(call.operation());
        HttpAnswer answer = send(call, url, body, held.bearer());
        if (answer.status() == UNAUTHORIZED) {
            // Revoked before its time: not applied, so a second try with a new one is safe.
            Optional<AccessToken> fresh = token.renewed(held);
            if (fresh.isPresent()) {
                answer = send(call, url, body, fresh.get().bearer());
            }
        }
        if (!answer.isSuccess()) {
            throw WebexErrors.of(answer, call, clock.instant());
        }
        return answer;
    }

    private HttpAnswer send(WebexCall call, HttpUrl url, @Nullable ObjectNode body, String bearer)
            throws ConnectorException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before " + call.operation());
        }
        RequestBody content = body == null ? null : RequestBody.create(Json.bytes(body), JSON);
        return sender.send(request(url, bearer).method(call.method(), content).build());
    }

    private static Request.Builder request(HttpUrl url, String bearer) {
        return new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                .header("Authorization", bearer);
    }

    private Answer read(WebexCall call, HttpAnswer answer) throws ConnectorException {
        if (!answer.isSuccess()) {
            throw WebexErrors.of(answer, call, clock.instant());
        }
        Optional<String> next = next(answer.headers().values("Link"));
        if (answer.body().length == 0) {
            return new Answer(MissingNode.getInstance(), next);
        }
        try {
            return new Answer(Json.answers().parse(answer.body()), next);
        } catch (MalformedJsonException e) {
            Effect effect = call.changesSomething() ? Effect.UNKNOWN : Effect.NOT_APPLIED;
            throw ConnectorException.unavailable(
                    effect,
                    "foreign_answer",
                    call.operation() + " was answered " + answer.status() + " without JSON: look at proxies on the way",
                    null);
        }
    }

    /** The query of the link to the next page. */
    static Optional<String> next(List<String> headers) {
        for (String header : headers) {
            Matcher link = LINK.matcher(header.length() <= MAX_LINK_HEADER ? header : "");
            if (link.find()) {
                return Optional.ofNullable(HttpUrl.parse(link.group(1))).map(HttpUrl::encodedQuery);
            }
        }
        return Optional.empty();
    }
}
