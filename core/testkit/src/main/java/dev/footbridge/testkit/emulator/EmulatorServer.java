package dev.footbridge.testkit.emulator;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP and WebSocket server on 127.0.0.1 that records what it is asked, strikes with the faults that are set and shows
 * itself at {@code /_emulator}. Everything else is the vendor's emulator on top. Starting takes about a second; {@link #close}
 * is idempotent.
 */
public final class EmulatorServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmulatorServer.class);
    private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;
    private static final int STREAM_START = 64 * 1024;
    private static final String CONTROL_PREFIX = "/_emulator";
    private static final String SIGN_IN_PAGE =
            "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>";

    private final String name;
    private final Clock clock;
    private final ErrorRenderer errors;
    private final Faults faults;
    private final RateLimits limits;
    private final RequestJournal journal;
    private final Optional<TlsIdentity> tls;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Bodies bodies = new Bodies(closing);
    private final Javalin javalin;

    private EmulatorServer(Builder builder) {
        this.name = builder.name;
        this.clock = builder.clock;
        this.errors = builder.errors;
        this.faults = builder.faults;
        this.limits = builder.limits;
        this.journal = new RequestJournal();
        this.tls = builder.tls ? Optional.of(TlsIdentity.create()) : Optional.empty();
        this.javalin = Javalin.create(config -> configure(config, builder));
    }

    /**
     * @param name of the platform, for the inspector page and thread names
     * @param errors writes the engine's own failures in the vendor's form
     */
    public static Builder builder(String name, Clock clock, ErrorRenderer errors) {
        return new Builder(name, clock, errors);
    }

    public String name() {
        return name;
    }

    public int port() {
        return javalin.port();
    }

    /** {@code http://127.0.0.1:port} without a slash at the end; {@code https} with TLS. */
    public URI baseUrl() {
        return URI.create((tls.isPresent() ? "https" : "http") + "://127.0.0.1:" + port());
    }

    /** {@code ws://127.0.0.1:port} without a slash at the end; {@code wss} with TLS. */
    public URI socketUrl() {
        return URI.create((tls.isPresent() ? "wss" : "ws") + "://127.0.0.1:" + port());
    }

    /** The server's own certificate authority, when TLS is on. */
    public Optional<TlsIdentity> tls() {
        return tls;
    }

    public Faults faults() {
        return faults;
    }

    public RateLimits limits() {
        return limits;
    }

    public RequestJournal journal() {
        return journal;
    }

    @Override
    public void close() {
        closing.countDown();
        javalin.stop();
    }

    private void configure(JavalinConfig config, Builder builder) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = MAX_BODY_BYTES;
        config.http.compressionStrategy = io.javalin.compression.CompressionStrategy.NONE;
        QueuedThreadPool threads = new QueuedThreadPool(256, 4, 30_000);
        threads.setName("emulator-" + name);
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(EmulatorServer::quiet);
        config.jetty.addConnector((server, http) -> Connections.connector(server, http, builder.port, tls));
        builder.sockets.forEach((path, handler) -> config.routes.ws(path, ws -> SocketBridge.bind(ws, handler)));
        ControlApi control = new ControlApi(this, builder.stores, builder.description, builder.human, builder.webhooks);
        control.routes()
                .forEach(route -> config.routes.addHttpHandler(
                        route.method(), route.path(), ctx -> answerControl(ctx, route.handler())));
        builder.routes.forEach(
                route -> config.routes.addHttpHandler(route.method(), route.path(), ctx -> serve(ctx, route)));
        config.routes.error(404, ctx -> {
            if (ctx.endpoints().lastHttpEndpoint() == null) {
                serve(ctx, new Route(ctx.method(), ctx.path(), request -> errors.failure(request, 404)));
            }
        });
    }

    private static void quiet(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(32 * 1024);
    }

    private void serve(Context ctx, Route route) {
        Instant at = clock.instant();
        EmulatorRequest request;
        try {
            request = route.streaming() ? readHead(ctx) : read(ctx);
        } catch (java.io.IOException unreadable) {
            ctx.status(400);
            return;
        }
        Optional<Fault> fault = faults.strikeRequest(request);
        Answer answer = fault.isEmpty()
                ? plain(ctx, perform(request, route.handler()))
                : strike(ctx, request, route.handler(), fault.get());
        // Before anything is sent: whoever has the answer finds the request in the journal.
        journal.record(
                request,
                at,
                Duration.between(at, clock.instant()),
                answer.status(),
                fault.map(one -> one.kind().name()).orElse(""));
        answer.send().run();
    }

    /**
     * An answer that is not sent yet.
     *
     * @param status 0 for none
     */
    private record Answer(int status, Runnable send) {}

    private Answer plain(Context ctx, Reply reply) {
        return new Answer(reply.status(), () -> bodies.write(ctx, reply));
    }

    private void answerControl(Context ctx, RouteHandler handler) throws java.io.IOException {
        bodies.write(ctx, perform(read(ctx), handler));
    }

    private Answer strike(Context ctx, EmulatorRequest request, RouteHandler handler, Fault fault) {
        if (fault.kind() == FaultKind.DELAY) {
            pause(fault.delay());
            return plain(ctx, perform(request, handler));
        }
        Reply genuine = fault.performed() ? perform(request, handler) : errors.failure(request, 503);
        switch (fault.kind()) {
            case STATUS:
                Reply failure = errors.failure(request, fault.status());
                return plain(
                        ctx,
                        fault.retryAfter()
                                .map(after -> failure.withHeader("Retry-After", after))
                                .orElse(failure));
            case RATE_LIMIT:
                return plain(ctx, errors.rateLimited(request, fault.retryAfter()));
            case LOGIN_PAGE:
                return plain(ctx, Reply.html(200, SIGN_IN_PAGE));
            case TRUNCATE:
                return new Answer(genuine.status(), () -> bodies.truncate(ctx, genuine));
            case BREAK:
                return new Answer(genuine.status(), () -> bodies.breakAt(ctx, genuine, fault.bytes()));
            case STALL:
                return new Answer(genuine.status(), () -> bodies.stallAt(ctx, genuine, fault.bytes()));
            case SLOW:
                return new Answer(genuine.status(), () -> bodies.slowly(ctx, genuine, fault.bytes()));
            case SHORTEN:
                return new Answer(genuine.status(), () -> bodies.shortenTo(ctx, genuine, fault.bytes()));
            case RESET:
                return new Answer(0, () -> Connections.reset(ctx));
            case REDIRECT:
                return plain(ctx, Reply.empty(fault.status()).withHeader("Location", fault.location()));
            case MISDIRECT:
                return plain(ctx, Misdirection.of(genuine, fault.location()));
            case DELAY:
            case DROP_DELIVERY:
            case DUPLICATE_DELIVERY:
            case REORDER_DELIVERY:
                break;
        }
        return plain(ctx, genuine);
    }

    private void pause(Duration delay) {
        try {
            // Waits for the server to close, so that closing never waits for a slow answer.
            if (closing.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.debug("closed during a delay");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply perform(EmulatorRequest request, RouteHandler handler) {
        try {
            Reply reply = answer(request, handler);
            // Who is still sending does not listen.
            request.bodyStream().transferTo(OutputStream.nullOutputStream());
            return reply;
        } catch (EofException brokenOff) {
            LOG.debug("{} {} broke off", request.method(), request.path());
            return errors.failure(request, 400);
        } catch (Exception e) {
            LOG.warn("{} emulator failed at {} {}", name, request.method(), request.path(), e);
            return errors.failure(request, 500);
        }
    }

    private static Reply answer(EmulatorRequest request, RouteHandler handler) throws Exception {
        try {
            return handler.handle(request);
        } catch (ReplyException e) {
            return e.reply();
        }
    }

    /** Reads what tells what is asked for, and leaves a large body where it is. */
    private static EmulatorRequest readHead(Context ctx) throws java.io.IOException {
        Map<String, String> headers = headers(ctx);
        InputStream in = ctx.req().getInputStream();
        if ("gzip".equalsIgnoreCase(headers.get("content-encoding"))) {
            in = new GZIPInputStream(in);
        }
        byte[] start = in.readNBytes(STREAM_START);
        return request(ctx, headers, start, in);
    }

    private static EmulatorRequest request(Context ctx, Map<String, String> headers, byte[] body, InputStream rest) {
        String query = ctx.queryString() == null ? "" : ctx.queryString();
        return new EmulatorRequest(ctx.method().name(), ctx.path(), query, ctx.pathParamMap(), headers, body, rest);
    }

    private static Map<String, String> headers(Context ctx) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : Collections.list(ctx.req().getHeaderNames())) {
            headers.put(header.toLowerCase(Locale.ROOT), ctx.req().getHeader(header));
        }
        return headers;
    }

    private static EmulatorRequest read(Context ctx) throws java.io.IOException {
        Map<String, String> headers = headers(ctx);
        byte[] body = ctx.bodyAsBytes();
        if ("gzip".equalsIgnoreCase(headers.get("content-encoding"))) {
            try (InputStream unzipped = new GZIPInputStream(new java.io.ByteArrayInputStream(body))) {
                body = unzipped.readNBytes(MAX_BODY_BYTES);
            }
        }
        return request(ctx, headers, body, InputStream.nullInputStream());
    }

    record Route(HandlerType method, String path, RouteHandler handler, boolean streaming) {
        Route(HandlerType method, String path, RouteHandler handler) {
            this(method, path, handler, false);
        }
    }

    /** Collects the routes; they are fixed once the server is started. */
    public static final class Builder {
        private final String name;
        private final Clock clock;
        private final ErrorRenderer errors;
        private final Faults faults;
        private final RateLimits limits;
        private final List<Route> routes = new ArrayList<>();
        private final Map<String, SocketHandler> sockets = new LinkedHashMap<>();
        private int port;
        private boolean tls;
        private Supplier<Map<String, Object>> stores = Map::of;
        private Supplier<Map<String, Object>> description = Map::of;
        private Supplier<Optional<HumanClient>> human = Optional::empty;
        private Supplier<Optional<WebhookSender>> webhooks = Optional::empty;

        private Builder(String name, Clock clock, ErrorRenderer errors) {
            this.name = name;
            this.clock = clock;
            this.errors = errors;
            this.faults = new Faults(clock);
            this.limits = new RateLimits(clock);
        }

        /** The switches of the server to be, for parts that are made before it starts. */
        public Faults faults() {
            return faults;
        }

        /** The limits of the server to be, for parts that are made before it starts. */
        public RateLimits limits() {
            return limits;
        }

        /** Defaults to 0: any free port. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** Serve HTTPS with a certificate authority of its own. Defaults to false. */
        public Builder tls(boolean on) {
            tls = on;
            return this;
        }

        /**
         * @param path literal text, {@code {segment}}, or {@code <rest>} which also takes slashes
         */
        public Builder route(String method, String path, RouteHandler handler) {
            if (path.startsWith(CONTROL_PREFIX + "/platform/") || !path.startsWith(CONTROL_PREFIX)) {
                routes.add(new Route(HandlerType.findOrCreate(method), path, handler));
                return this;
            }
            throw new IllegalArgumentException("reserved: " + path + "; use " + CONTROL_PREFIX + "/platform/");
        }

        /**
         * A route for large bodies: its handler reads {@link EmulatorRequest#bodyStream}, and faults and the journal see only
         * the start of the body.
         */
        public Builder streamingRoute(String method, String path, RouteHandler handler) {
            routes.add(new Route(HandlerType.findOrCreate(method), path, handler, true));
            return this;
        }

        public Builder socket(String path, SocketHandler handler) {
            sockets.put(path, handler);
            return this;
        }

        /** What the inspector shows of the emulator's state, JSON-able. Defaults to nothing. */
        public Builder stores(Supplier<Map<String, Object>> supplier) {
            stores = supplier;
            return this;
        }

        /** What {@code GET /_emulator/describe} answers, JSON-able. Defaults to nothing. */
        public Builder description(Supplier<Map<String, Object>> supplier) {
            description = supplier;
            return this;
        }

        /** Opens {@code POST /_emulator/human}. Defaults to none. */
        public Builder human(Supplier<Optional<HumanClient>> supplier) {
            human = supplier;
            return this;
        }

        /** Whose log the inspector shows. Defaults to none. */
        public Builder webhooks(Supplier<Optional<WebhookSender>> supplier) {
            webhooks = supplier;
            return this;
        }

        public EmulatorServer start() {
            EmulatorServer server = new EmulatorServer(this);
            server.javalin.start();
            return server;
        }
    }
}
