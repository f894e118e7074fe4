package dev.footbridge.teams;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The public address of a connector, as a host of it would offer one; keeps what came in. */
final class TeamsHarnessServer implements AutoCloseable {

    private static final String PATH = "/teams";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<WebhookRequest> received = new CopyOnWriteArrayList<>();
    private final List<WebhookReply> handshakes = new CopyOnWriteArrayList<>();
    private volatile @Nullable WebhookIngress ingress;
    private volatile @Nullable InboundSink sink;

    TeamsHarnessServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(PATH, this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    void route(WebhookIngress to, InboundSink into) {
        ingress = to;
        sink = into;
    }

    /** All requests so far, handshakes left out. */
    List<WebhookRequest> received() {
        return List.copyOf(received);
    }

    /** How validations of the address were answered. */
    List<WebhookReply> handshakes() {
        return List.copyOf(handshakes);
    }

    Listening listening() {
        return new Listening() {
            @Override
            public Optional<URI> address() {
                return Optional.of(TeamsHarnessServer.this.address());
            }

            @Override
            public void close() {
                ingress = null;
            }
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            WebhookRequest request = new WebhookRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath().substring(PATH.length()),
                    exchange.getRequestHeaders(),
                    query(Optional.ofNullable(exchange.getRequestURI().getRawQuery())),
                    exchange.getRequestBody().readAllBytes());
            WebhookIngress to = ingress;
            InboundSink into = sink;
            if (to == null || into == null) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            if (request.query().isEmpty()) {
                received.add(request);
            }
            WebhookReply reply = to.receive(request, into);
            if (!request.query().isEmpty()) {
                handshakes.add(reply);
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static Map<String, List<String>> query(Optional<String> raw) {
        Map<String, List<String>> query = new HashMap<>();
        for (String pair : raw.orElse("").split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        List.of(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8)));
            }
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
