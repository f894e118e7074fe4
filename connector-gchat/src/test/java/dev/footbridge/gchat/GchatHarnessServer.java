package dev.footbridge.gchat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An address that answers for a connector's webhooks while somebody listens; the connector is told it before it is made. */
final class GchatHarnessServer implements AutoCloseable {

    static {
        // Without it the JDK's server holds back each answer for the 40 ms of a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private record Listener(WebhookIngress ingress, InboundSink sink) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private volatile Optional<Listener> listener = Optional.empty();

    GchatHarnessServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/gchat", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/gchat");
    }

    void listen(WebhookIngress ingress, InboundSink sink) {
        listener = Optional.of(new Listener(ingress, sink));
    }

    void silence() {
        listener = Optional.empty();
    }

    private void handle(HttpExchange exchange) throws IOException {
        WebhookRequest request = new WebhookRequest(
                exchange.getRequestMethod(),
                "",
                exchange.getRequestHeaders(),
                Map.of(),
                exchange.getRequestBody().readAllBytes());
        WebhookReply reply = listener.map(now -> now.ingress().receive(request, now.sink()))
                .orElseGet(() -> WebhookReply.status(503));
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
