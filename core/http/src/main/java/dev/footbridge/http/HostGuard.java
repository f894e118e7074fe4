package dev.footbridge.http;

import dev.footbridge.core.connector.ConnectorException.Effect;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Lets a request go only to the configured endpoints, or without credentials to the hosts that hold a platform's content. */
final class HostGuard implements Interceptor {

    private static final List<String> CREDENTIAL_HEADERS = List.of("Authorization", "Cookie", "Proxy-Authorization");

    private final Set<Origin> endpoints;
    private final List<String> contentHosts;
    private final String userAgent;

    HostGuard(HttpOptions options) {
        this.endpoints = options.endpoints();
        this.contentHosts = options.contentHosts();
        this.userAgent = options.userAgent();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        HttpUrl url = request.url();
        if (!isEndpoint(url) && !(isContentHost(url) && hasNoCredentials(request))) {
            throw new HttpFailure(HttpFailure.Reason.HOST_NOT_ALLOWED, Effect.NOT_APPLIED, url.host(), null);
        }
        if (request.header("User-Agent") == null) {
            request = request.newBuilder().header("User-Agent", userAgent).build();
        }
        return chain.proceed(request);
    }

    private boolean isEndpoint(HttpUrl url) {
        return endpoints.contains(Origin.of(url));
    }

    private boolean isContentHost(HttpUrl url) {
        String host = url.host();
        return url.isHttps()
                && url.port() == HttpUrl.defaultPort("https")
                && contentHosts.stream().anyMatch(allowed -> host.equals(allowed) || host.endsWith("." + allowed));
    }

    private static boolean hasNoCredentials(Request request) {
        return request.url().username().isEmpty()
                && request.url().password().isEmpty()
                && CREDENTIAL_HEADERS.stream().allMatch(name -> request.header(name) == null);
    }
}
