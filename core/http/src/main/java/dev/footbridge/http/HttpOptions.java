package dev.footbridge.http;

import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one connector's HTTP client may do. The endpoints are the only places that credentials are sent to; everything
 * else has a default that is safe for a caller that posts messages.
 */
public final class HttpOptions {

    /** How long establishing a connection, with its TLS handshake, may take. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** How long the other side may be silent, also between two bytes of an answer. */
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(15);

    /** How long one write may block. */
    public static final Duration WRITE_TIMEOUT = Duration.ofSeconds(15);

    /** How long a whole call may take, from the name look-up to the last byte of the answer. */
    public static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    /** The largest answer that is read: the biggest page of history that platforms send is well below it. */
    public static final long MAX_RESPONSE_BYTES = 8L * 1024 * 1024;

    private static final Pattern HOST_NAME = Pattern.compile("([A-Za-z0-9_-]+\\.)*[A-Za-z][A-Za-z0-9-]*");

    private final Set<Origin> endpoints;
    private final List<String> contentHosts;
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Duration writeTimeout;
    private final Duration callTimeout;
    private final long maxResponseBytes;
    private final Proxy proxy;
    private final String userAgent;

    private HttpOptions(Builder builder) {
        if (builder.endpoints.isEmpty()) {
            throw new IllegalArgumentException("a client needs at least one endpoint");
        }
        this.endpoints = builder.endpoints.stream().map(Origin::of).collect(Collectors.toUnmodifiableSet());
        this.contentHosts = List.copyOf(builder.contentHosts);
        this.connectTimeout = builder.connectTimeout;
        this.readTimeout = builder.readTimeout;
        this.writeTimeout = builder.writeTimeout;
        this.callTimeout = builder.callTimeout;
        this.maxResponseBytes = builder.maxResponseBytes;
        this.proxy = builder.proxy;
        this.userAgent = builder.userAgent;
    }

    /** Options with everything at its default, for these endpoints. */
    public static HttpOptions forEndpoints(URI... endpoints) {
        return builder().endpoints(List.of(endpoints)).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    Set<Origin> endpoints() {
        return endpoints;
    }

    List<String> contentHosts() {
        return contentHosts;
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration readTimeout() {
        return readTimeout;
    }

    Duration writeTimeout() {
        return writeTimeout;
    }

    Duration callTimeout() {
        return callTimeout;
    }

    long maxResponseBytes() {
        return maxResponseBytes;
    }

    Proxy proxy() {
        return proxy;
    }

    String userAgent() {
        return userAgent;
    }

    /** Collects options; not safe for use by several threads. */
    public static final class Builder {

        private final List<URI> endpoints = new ArrayList<>();
        private final List<String> contentHosts = new ArrayList<>();
        private Duration connectTimeout = CONNECT_TIMEOUT;
        private Duration readTimeout = READ_TIMEOUT;
        private Duration writeTimeout = WRITE_TIMEOUT;
        private Duration callTimeout = CALL_TIMEOUT;
        private long maxResponseBytes = MAX_RESPONSE_BYTES;
        private Proxy proxy = Proxy.NO_PROXY;
        private String userAgent = "Footbridge";

        private Builder() {}

        /**
         * A base URL that the operator configured: scheme, host and port count, the path does not. Credentials may go
         * there, plain {@code http} is allowed, and so is a private address. Call again to add more.
         */
        public Builder endpoint(URI url) {
            endpoints.add(url);
            return this;
        }

        /** Adds several endpoints, see {@link #endpoint}. */
        public Builder endpoints(List<URI> urls) {
            endpoints.addAll(urls);
            return this;
        }

        /**
         * A host, with all hosts below it, that a platform's answers may point to: pre-signed uploads, sockets. Only
         * {@code https} on port 443, never with credentials in a header, never at an address that is not public. Call
         * again to add more. Defaults to none.
         */
        public Builder contentHost(String host) {
            // Not an address: OkHttp does not ask the resolver about those, so nobody would look at what it leads to.
            if (!HOST_NAME.matcher(host).matches()) {
                throw new IllegalArgumentException("a content host is a host name such as files.example.com");
            }
            contentHosts.add(host.toLowerCase(Locale.ROOT));
            return this;
        }

        /** Defaults to {@link HttpOptions#CONNECT_TIMEOUT}. */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = positive(timeout);
            return this;
        }

        /** Defaults to {@link HttpOptions#READ_TIMEOUT}. */
        public Builder readTimeout(Duration timeout) {
            this.readTimeout = positive(timeout);
            return this;
        }

        /** Defaults to {@link HttpOptions#WRITE_TIMEOUT}. */
        public Builder writeTimeout(Duration timeout) {
            this.writeTimeout = positive(timeout);
            return this;
        }

        /** Defaults to {@link HttpOptions#CALL_TIMEOUT}. */
        public Builder callTimeout(Duration timeout) {
            this.callTimeout = positive(timeout);
            return this;
        }

        /**
         * The largest answer after decompression; a request may carry its own {@link ResponseLimit}. Defaults to
         * {@link HttpOptions#MAX_RESPONSE_BYTES}.
         */
        public Builder maxResponseBytes(long bytes) {
            this.maxResponseBytes = new ResponseLimit(bytes).bytes();
            return this;
        }

        /**
         * A proxy for all requests. It resolves names itself, so it must also refuse private addresses. Defaults to
         * none; system properties and environment variables are not looked at.
         */
        public Builder proxy(Proxy proxy) {
            this.proxy = proxy;
            return this;
        }

        /** Sent where a request brings none of its own. Defaults to {@code Footbridge}. */
        public Builder userAgent(String userAgent) {
            this.userAgent = userAgent;
            return this;
        }

        public HttpOptions build() {
            return new HttpOptions(this);
        }

        private static Duration positive(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("a timeout must be positive");
            }
            return timeout;
        }
    }
}
