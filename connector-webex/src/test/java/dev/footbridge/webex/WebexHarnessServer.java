package dev.footbridge.webex;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers at an address for a connector's webhooks. */
final class WebexHarnessServer implements AutoCloseable {

    static {
        // Without it the JDK's server holds back each answer for the 40 ms of a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    WebexHarnessServer(WebhookIngress ingress, InboundSink sink) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/webex", exchange -> handle(exchange, ingress, sink));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webex");
    }

    private static void handle(HttpExchange exchange, WebhookIngress ingress, InboundSink sink) throws IOException {
        WebhookRequest request = new WebhookRequest(
                exchange.getRequestMethod(),
                "",
                exchange.getRequestHeaders(),
                Map.of(),
                exchange.getRequestBody().readAllBytes());
        WebhookReply reply = ingress.receive(request, sink);
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
