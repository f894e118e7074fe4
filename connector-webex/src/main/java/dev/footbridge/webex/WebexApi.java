package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.http.AccessToken;
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
    private final WebexToken token;
    private final ScopeGuard guard;
    private final Clock clock;

    WebexApi(URI base, OkHttpClient client, WebexToken token, ScopeGuard guard, Clock clock) {
        this.base = HttpUrl.get(base.toString());
        this.sender = new HttpSender(client);
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
        AccessToken held = token.get();
        guard.require(call.operation());
        HttpAnswer answer = send(call, url, body, held.bearer());
        if (answer.status() == 401) {
            // Revoked before its time: not applied, so a second try with a new one is safe.
            Optional<AccessToken> fresh = token.renewed(held);
            if (fresh.isPresent()) {
                answer = send(call, url, body, fresh.get().bearer());
            }
        }
        return read(call, answer);
    }

    private HttpAnswer send(WebexCall call, HttpUrl url, @Nullable ObjectNode body, String bearer)
            throws ConnectorException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before " + call.operation());
        }
        RequestBody content = body == null ? null : RequestBody.create(Json.bytes(body), JSON);
        return sender.send(new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                .header("Authorization", bearer)
                .method(call.method(), content)
                .build());
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
