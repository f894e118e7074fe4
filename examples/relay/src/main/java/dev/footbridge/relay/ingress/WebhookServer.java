package dev.footbridge.relay.ingress;

import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the platforms' webhooks arrive: {@code /hooks/<connector>} and everything below it. Bytes go to the connector
 * untouched; nothing of a request is ever logged.
 */
public final class WebhookServer implements AutoCloseable {

    /** Largest body that is taken; the largest event a platform sends is a fraction of it. */
    public static final int MAX_BODY_BYTES = 1_048_576;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);
    private static final String PREFIX = "/hooks/";

    /** A connector's ear and where what it hears goes. */
    public record Hook(WebhookIngress ingress, InboundSink sink) {}

    private final HttpListener listener;
    private final Map<String, Hook> hooks;

    private WebhookServer(HttpListener listener, Map<String, Hook> hooks) {
        this.listener = listener;
        this.hooks = hooks;
    }

    /** Listens; port 0 takes any free port. */
    public static WebhookServer start(String host, int port, Map<String, Hook> hooks) {
        Map<String, Hook> byName = Map.copyOf(hooks);
        HttpListener listener = HttpListener.start(host, port, "webhooks", routes -> {
            routes.get(PREFIX + "<connector>", context -> receive(context, byName));
            routes.post(PREFIX + "<connector>", context -> receive(context, byName));
        });
        return new WebhookServer(listener, byName);
    }

    /** The port that was taken. */
    public int port() {
        return listener.port();
    }

    /** Path of a connector's hook. */
    public static String path(String connector) {
        return PREFIX + connector;
    }

    private static void receive(Context context, Map<String, Hook> hooks) throws IOException {
        String rest = context.path().substring(PREFIX.length());
        int slash = rest.indexOf('/');
        String name = slash < 0 ? rest : rest.substring(0, slash);
        @Nullable Hook hook = hooks.get(name);
        if (hook == null) {
            context.status(404);
            return;
        }
        if (context.header("Content-Encoding") != null) {
            hook.sink().rejected("content_encoding");
            context.status(415);
            return;
        }
        Optional<byte[]> body = body(context);
        if (body.isEmpty()) {
            hook.sink().rejected("too_large");
            context.status(413);
            return;
        }
        String below = slash < 0 ? "" : rest.substring(slash);
        WebhookRequest request = new WebhookRequest(
                context.method().name(), below, headers(context), context.queryParamMap(), body.get());
        answer(context, reply(name, hook, request));
    }

    private static WebhookReply reply(String connector, Hook hook, WebhookRequest request) {
        try {
            return hook.ingress().receive(request, hook.sink());
        } catch (RuntimeException e) {
            // A defect of a connector must not lose the event: the platform sends it again.
            LOG.atError()
                    .addKeyValue("event", "webhook_failed")
                    .addKeyValue("connector", connector)
                    .addKeyValue("code", e.getClass().getSimpleName())
                    .log("a webhook could not be handled; the platform will send it again");
            return WebhookReply.status(503);
        }
    }

    private static Optional<byte[]> body(Context context) throws IOException {
        if (context.req().getContentLengthLong() > MAX_BODY_BYTES) {
            return Optional.empty();
        }
        InputStream in = context.req().getInputStream();
        byte[] bytes = in.readNBytes(MAX_BODY_BYTES + 1);
        return bytes.length > MAX_BODY_BYTES ? Optional.empty() : Optional.of(bytes);
    }

    private static Map<String, List<String>> headers(Context context) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(context.req().getHeaderNames())) {
            headers.put(name, Collections.list(context.req().getHeaders(name)));
        }
        return headers;
    }

    private static void answer(Context context, WebhookReply reply) {
        context.status(reply.status());
        context.contentType(reply.contentType());
        context.header("X-Content-Type-Options", "nosniff");
        new HashMap<>(reply.headers()).forEach(context::header);
        if (!reply.body().isEmpty()) {
            // An empty result would be copied through a buffer of its own.
            context.result(reply.body());
        }
    }

    /** The connectors that are heard here. */
    public java.util.Set<String> connectors() {
        return hooks.keySet();
    }

    @Override
    public void close() {
        listener.close();
    }
}
