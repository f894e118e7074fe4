package dev.footbridge.testkit.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.testkit.contract.ConnectorHarness.Listening;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The public address of a connector's webhooks, as a host of it would offer one; keeps what came in. */
public final class WebhookHost implements Listening {

    static {
        // Without it the JDK's server holds back each answer for the 40 ms of a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final String PATH = "/webhooks";

    /** A request and how it was answered. */
    public record Exchange(WebhookRequest request, WebhookReply reply) {}

    private record Route(WebhookIngress ingress, InboundSink sink) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private volatile Optional<Route> route = Optional.empty();

    /** Starts on loopback, at any free port. Answers 503 until there is a route. */
    public WebhookHost() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(PATH, this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** The address for the connector, without a slash at the end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    /** {@link #uri}. */
    @Override
    public Optional<URI> address() {
        return Optional.of(uri());
    }

    /** From now on requests go to this connector. */
    public void route(WebhookIngress ingress, InboundSink sink) {
        route = Optional.of(new Route(ingress, sink));
    }

    /** All that was answered by a connector so far, in the order in which it was. */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** The same address for one connector: closing it takes the route away and leaves the server running. */
    public Listening routed(WebhookIngress ingress, InboundSink sink) {
        route(ingress, sink);
        return new Listening() {
            @Override
            public Optional<URI> address() {
                return WebhookHost.this.address();
            }

            @Override
            public void close() {
                route = Optional.empty();
            }
        };
    }

    private void handle(HttpExchange http) throws IOException {
        try (http) {
            WebhookRequest request = new WebhookRequest(
                    http.getRequestMethod(),
                    http.getRequestURI().getPath().substring(PATH.length()),
                    http.getRequestHeaders(),
                    query(Optional.ofNullable(http.getRequestURI().getRawQuery())),
                    http.getRequestBody().readAllBytes());
            Optional<Route> to = route;
            if (to.isEmpty()) {
                http.sendResponseHeaders(503, -1);
                return;
            }
            WebhookReply reply = to.get().ingress().receive(request, to.get().sink());
            exchanges.add(new Exchange(request, reply));
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            http.getResponseHeaders().set("Content-Type", reply.contentType());
            reply.headers().forEach(http.getResponseHeaders()::set);
            http.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                http.getResponseBody().write(body);
            }
        }
    }

    private static Map<String, List<String>> query(Optional<String> raw) {
        Map<String, List<String>> query = new HashMap<>();
        for (String pair : raw.orElse("").split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.computeIfAbsent(decoded(pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
