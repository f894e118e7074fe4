package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.kiota.ApiClientBuilder;
import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import com.microsoft.kiota.serialization.JsonParseNodeFactory;
import com.microsoft.kiota.serialization.JsonSerializationWriterFactory;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.SerializationWriter;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.http.AccessToken;
import dev.footbridge.http.HttpAnswer;
import dev.footbridge.http.HttpSender;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import dev.footbridge.http.OAuthTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Makes one call: guard, token, request, answer. The vendor's SDK expands the URL and writes the body; core/http sends,
 * because only there a request goes out once and a failure knows whether it may have had an effect.
 */
final class TeamsApi {

    static {
        // The SDK's own client does this in its constructor; we do without that client, which pulls in all of the SDK.
        ApiClientBuilder.registerDefaultSerializer(JsonSerializationWriterFactory::new);
        ApiClientBuilder.registerDefaultDeserializer(JsonParseNodeFactory::new);
    }

    private static final MediaType JSON = MediaType.get("application/json");

    /** Far more places than one account posts to. */
    private static final int MAX_URLS = 10_000;

    private record Target(TeamsCall call, Map<String, String> path) {}

    private final Map<Target, HttpUrl> urls = new ConcurrentHashMap<>();
    private final JsonSerializationWriterFactory writers = new JsonSerializationWriterFactory();
    private final URI base;
    private final BaseGraphRequestAdapter adapter;
    private final HttpSender sender;
    private final OAuthTokens tokens;
    private final TeamsIdentity identity;
    private final TeamsScopes scopes;
    private final Clock clock;

    TeamsApi(
            URI base,
            OkHttpClient client,
            OAuthTokens tokens,
            TeamsIdentity identity,
            TeamsScopes scopes,
            Clock clock) {
        this.base = base;
        this.adapter = new BaseGraphRequestAdapter(new AnonymousAuthenticationProvider(), base.toString(), client);
        this.adapter.setBaseUrl(base.toString());
        this.sender = new HttpSender(client);
        this.tokens = tokens;
        this.identity = identity;
        this.scopes = scopes;
        this.clock = clock;
    }

    /** A call without body. */
    JsonNode call(TeamsCall call, Map<String, String> path, Map<String, Object> query)
            throws ConnectorException, InterruptedException {
        RequestInformation request = information(call, path);
        query.forEach((name, value) -> request.addQueryParameter("%24" + name, value));
        return exchange(call, prepared(request));
    }

    /** A call with a body. */
    JsonNode call(TeamsCall call, Map<String, String> path, Parsable body)
            throws ConnectorException, InterruptedException {
        // Not by the SDK's adapter: its tracing costs several times what the rest of a post does.
        Request request = new Request.Builder()
                .url(url(call, path))
                .header("Accept", "application/json")
                .method(call.method().name(), RequestBody.create(json(body), JSON))
                .build();
        return exchange(call, request);
    }

    private byte[] json(Parsable body) {
        try (SerializationWriter writer = writers.getSerializationWriter("application/json")) {
            writer.writeObjectValue(null, body);
            return writer.getSerializedContent().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a body in memory cannot be written", e);
        }
    }

    /** Addresses of places are asked for again with every message; those of messages are not worth a memory. */
    private HttpUrl url(TeamsCall call, Map<String, String> path) {
        Target target = new Target(call, path);
        HttpUrl known = urls.get(target);
        if (known != null) {
            return known;
        }
        HttpUrl url = expanded(call, path);
        if (!path.containsKey("chatMessage-id") && urls.size() < MAX_URLS) {
            urls.put(target, url);
        }
        return url;
    }

    private HttpUrl expanded(TeamsCall call, Map<String, String> path) {
        try {
            return HttpUrl.get(information(call, path).getUri().toString());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the SDK made an address that is none", e);
        }
    }

    private RequestInformation information(TeamsCall call, Map<String, String> path) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("baseurl", base.toString());
        path.forEach((name, value) -> parameters.put(name.replace("-id", "%2Did"), value));
        return new RequestInformation(call.method(), call.urlTemplate(), parameters);
    }

    /** The next page of a list; the link must point to where all calls go. */
    JsonNode next(TeamsCall call, String link) throws ConnectorException, InterruptedException {
        RequestInformation request = new RequestInformation();
        request.httpMethod = call.method();
        request.setUri(pageLink(link));
        return exchange(call, prepared(request));
    }

    private Request prepared(RequestInformation request) {
        request.headers.tryAdd("Accept", "application/json");
        return adapter.convertToNativeRequest(request);
    }

    private URI pageLink(String link) throws ConnectorException {
        try {
            URI uri = URI.create(link);
            if (link.startsWith(base + "/") && uri.normalize().equals(uri)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Falls through: what is no URI is no link to the interface either.
        }
        throw ConnectorException.of(
                Kind.REJECTED, "foreign_page_link", "The link to the next page leaves the configured graph-url");
    }

    private JsonNode exchange(TeamsCall call, Request prepared) throws ConnectorException, InterruptedException {
        AccessToken token = token();
        scopes.require(call);
        HttpAnswer answer = send(prepared, token);
        if (answer.status() == 401) {
            // Revoked before its time, which is documented: not applied, so a second try with a new one is safe.
            tokens.invalidate(token);
            AccessToken fresh = token();
            if (!fresh.equals(token)) {
                answer = send(prepared, fresh);
            }
        }
        if (!answer.isSuccess()) {
            throw TeamsErrors.of(answer, call, scopes, clock.instant());
        }
        return parsed(answer, call);
    }

    /** A token, with what it tells about us taken over. */
    AccessToken token() throws ConnectorException, InterruptedException {
        AccessToken token = tokens.accessToken();
        if (identity.learn(token)) {
            scopes.granted(identity.grant());
        }
        return token;
    }

    private HttpAnswer send(Request request, AccessToken token) throws ConnectorException, InterruptedException {
        return sender.send(
                request.newBuilder().header("Authorization", token.bearer()).build());
    }

    private static JsonNode parsed(HttpAnswer answer, TeamsCall call) throws ConnectorException {
        if (answer.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return Json.answers().parse(answer.body());
        } catch (MalformedJsonException e) {
            Effect effect = call.changesSomething() ? Effect.UNKNOWN : Effect.NOT_APPLIED;
            throw ConnectorException.unavailable(
                    effect, "odd_answer", "The platform answered " + answer.status() + " without JSON", null);
        }
    }
}
