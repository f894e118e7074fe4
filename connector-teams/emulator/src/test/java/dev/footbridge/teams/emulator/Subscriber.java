package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A notification endpoint that echoes validation tokens and keeps what it is sent. */
final class Subscriber implements AutoCloseable {
    final List<JsonNode> posts = new CopyOnWriteArrayList<>();
    final List<String> validations = new CopyOnWriteArrayList<>();
    volatile int status = 202;
    volatile String validationType = "text/plain";
    volatile UnaryOperator<String> echo = token -> token;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    Subscriber() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/notify";
    }

    String lifecycleUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/lifecycle";
    }

    /** All items of all POSTs so far. */
    List<JsonNode> items() {
        var items = new ArrayList<JsonNode>();
        posts.forEach(p -> p.path("value").forEach(items::add));
        return items;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getRawQuery();
        var body = exchange.getRequestBody().readAllBytes();
        if (query != null && query.startsWith("validationToken=")) {
            validations.add(exchange.getRequestURI().getPath());
            var token = URLDecoder.decode(query.substring("validationToken=".length()), StandardCharsets.UTF_8);
            var answer = echo.apply(token).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", validationType);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } else {
            posts.add(Api.MAPPER.readTree(body));
            exchange.sendResponseHeaders(status, -1);
        }
        exchange.close();
    }
}
