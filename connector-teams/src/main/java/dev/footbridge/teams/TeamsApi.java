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
import dev.footbridge.core.connector.Download;
import dev.footbridge.http.AccessToken;
import dev.footbridge.http.FileTransfer;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

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

    private static final Set<String> PLACES = Set.of("team-id", "channel-id", "chat-id");

    /** Stands for a path of folders, whose slashes the template would escape. */
    private static final String PATH = "item-path";

    private record Target(TeamsCall call, Map<String, String> path) {}

    private final Map<Target, HttpUrl> urls = new ConcurrentHashMap<>();
    private final JsonSerializationWriterFactory writers = new JsonSerializationWriterFactory();
    private final URI base;
    private final BaseGraphRequestAdapter adapter;
    private final HttpSender sender;
    private final FileTransfer transfer;
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
        this.transfer = new FileTransfer(client);
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
        return exchange(call, prepared(request), sender::send);
    }

    /** A call with a body. */
    JsonNode call(TeamsCall call, Map<String, String> path, Parsable body)
            throws ConnectorException, InterruptedException {
        return exchange(call, request(call, url(call, path), RequestBody.create(json(body), JSON)), sender::send);
    }

    /** A call whose body passes files on: without a limit on the time it takes. */
    JsonNode stream(TeamsCall call, Map<String, String> path, RequestBody body)
            throws ConnectorException, InterruptedException {
        return exchange(call, request(call, url(call, path), body), transfer::send);
    }

    /** The same with a query option. */
    JsonNode stream(TeamsCall call, Map<String, String> path, String option, String value, RequestBody body)
            throws ConnectorException, InterruptedException {
        HttpUrl url =
                url(call, path).newBuilder().addQueryParameter(option, value).build();
        return exchange(call, request(call, url, body), transfer::send);
    }

    // Not by the SDK's adapter: its tracing costs several times what the rest of a post does.
    private static Request request(TeamsCall call, HttpUrl url, RequestBody body) {
        return new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                .method(call.method().name(), body)
                .build();
    }

    /** Opens a file; redirects are followed, without the token. */
    Download download(TeamsCall call, Map<String, String> path, long from)
            throws ConnectorException, InterruptedException {
        AccessToken token = token();
        scopes.require(call);
        try {
            return download(call, path, from, token);
        } catch (ConnectorException e) {
            if (e.kind() != Kind.UNAUTHORIZED) {
                throw e;
            }
            tokens.invalidate(token);
            AccessToken fresh = token();
            if (fresh.equals(token)) {
                throw e;
            }
            return download(call, path, from, fresh);
        }
    }

    private Download download(TeamsCall call, Map<String, String> path, long from, AccessToken token)
            throws ConnectorException, InterruptedException {
        Request request = new Request.Builder()
                .url(expanded(call, path))
                .header("Authorization", token.bearer())
                .build();
        return transfer.open(request, from, response -> failure(response, call), TeamsApi::isFile);
    }

    private ConnectorException failure(Response response, TeamsCall call) {
        Optional<String> wait = Optional.ofNullable(response.header("Retry-After"));
        return TeamsErrors.of(response.code(), "", wait, call, scopes, clock.instant());
    }

    /** A page of a proxy or of a sign-in is told by its type, unless it says that it is to be saved as a file. */
    private static boolean isFile(Response response) {
        boolean page = response.header("Content-Type", "").startsWith("text/html");
        return !page || response.header("Content-Disposition") != null;
    }

    byte[] json(Parsable body) {
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
        if (PLACES.containsAll(path.keySet()) && urls.size() < MAX_URLS) {
            urls.put(target, url);
        }
        return url;
    }

    private HttpUrl expanded(TeamsCall call, Map<String, String> path) {
        try {
            String url = information(call, path).getUri().toString();
            return HttpUrl.get(path.containsKey(PATH) ? url.replace(PATH, escaped(path.get(PATH))) : url);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the SDK made an address that is none", e);
        }
    }

    private static String escaped(@Nullable String path) {
        HttpUrl.Builder url = new HttpUrl.Builder().scheme("https").host("path");
        for (String name : String.valueOf(path).split("/", -1)) {
            url.addPathSegment(name);
        }
        return url.build().encodedPath().substring(1);
    }

    private RequestInformation information(TeamsCall call, Map<String, String> path) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("baseurl", base.toString());
        path.forEach((name, value) -> parameters.put(name.replace("-id", "%2Did"), value));
        if (path.containsKey(PATH)) {
            parameters.put("item%2Dpath", PATH);
        }
        return new RequestInformation(call.method(), call.urlTemplate(), parameters);
    }

    /** The next page of a list; the link must point to where all calls go. */
    JsonNode next(TeamsCall call, String link) throws ConnectorException, InterruptedException {
        RequestInformation request = new RequestInformation();
        request.httpMethod = call.method();
        request.setUri(pageLink(link));
        return exchange(call, prepared(request), sender::send);
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

    /** How a request goes out. */
    private interface Way {
        HttpAnswer send(Request request) throws ConnectorException, InterruptedException;
    }

    private JsonNode exchange(TeamsCall call, Request prepared, Way way)
            throws ConnectorException, InterruptedException {
        AccessToken token = token();
        scopes.require(call);
        HttpAnswer answer = way.send(with(token, prepared));
        if (answer.status() == 401) {
            // Revoked before its time, which is documented: not applied, so a second try with a new one is safe.
            tokens.invalidate(token);
            AccessToken fresh = token();
            if (!fresh.equals(token)) {
                answer = way.send(with(fresh, prepared));
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

    private static Request with(AccessToken token, Request request) {
        return request.newBuilder().header("Authorization", token.bearer()).build();
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
