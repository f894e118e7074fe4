package dev.footbridge.relay.ingress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.relay.bridge.BridgeEngine;
import java.util.Map;
import java.util.function.Supplier;

/** Health, metrics and dead letters for the operator, on a listener of its own that is loopback by default. */
public final class ManagementServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpListener listener;

    private ManagementServer(HttpListener listener) {
        this.listener = listener;
    }

    /**
     * Whether the relay can take events, and why not.
     *
     * @param details ids, counts and states; never content
     */
    public record Readiness(boolean ready, Map<String, Object> details) {}

    /** Listens; port 0 takes any free port. */
    public static ManagementServer start(
            String host, int port, Supplier<Readiness> readiness, Supplier<String> metrics, BridgeEngine engine) {
        return new ManagementServer(HttpListener.start(host, port, "management", routes -> {
            routes.get("/livez", context -> context.result("alive\n"));
            routes.get("/readyz", context -> {
                Readiness now = readiness.get();
                context.status(now.ready() ? 200 : 503)
                        .contentType("application/json")
                        .result(json(now));
            });
            routes.get(
                    "/metrics",
                    context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                            .result(metrics.get()));
            OperatorRoutes.add(routes, engine);
        }));
    }

    private static String json(Readiness readiness) throws JsonProcessingException {
        return JSON.writeValueAsString(readiness);
    }

    /** The port that was taken. */
    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
    }
}
