package dev.footbridge.testkit.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The pages under {@code /_emulator}: an inspector for people and JSON for scripts in any language. */
final class ControlApi {
    private static final int JOURNAL_PAGE = 200;

    private final EmulatorServer server;
    private final Supplier<Map<String, Object>> stores;
    private final Supplier<Map<String, Object>> description;
    private final Supplier<Optional<HumanClient>> human;
    private final Supplier<Optional<WebhookSender>> webhooks;

    ControlApi(
            EmulatorServer server,
            Supplier<Map<String, Object>> stores,
            Supplier<Map<String, Object>> description,
            Supplier<Optional<HumanClient>> human,
            Supplier<Optional<WebhookSender>> webhooks) {
        this.server = server;
        this.stores = stores;
        this.description = description;
        this.human = human;
        this.webhooks = webhooks;
    }

    List<EmulatorServer.Route> routes() {
        List<EmulatorServer.Route> all = new ArrayList<>();
        add(all, HandlerType.GET, "", request -> page());
        add(all, HandlerType.GET, "/describe", request -> Reply.json(description.get()));
        add(all, HandlerType.GET, "/stores", request -> Reply.json(stores.get()));
        add(all, HandlerType.GET, "/journal", request -> Reply.json(journal()));
        add(all, HandlerType.DELETE, "/journal", request -> {
            server.journal().clear();
            return Reply.empty(204);
        });
        add(all, HandlerType.GET, "/counts", request -> Reply.json(counts()));
        add(all, HandlerType.GET, "/deliveries", request -> Reply.json(deliveries()));
        add(all, HandlerType.GET, "/faults", request -> Reply.json(faults()));
        add(all, HandlerType.POST, "/faults", this::addFault);
        add(all, HandlerType.DELETE, "/faults", request -> {
            server.faults().clear();
            return Reply.empty(204);
        });
        add(all, HandlerType.POST, "/limits", this::setLimits);
        add(all, HandlerType.POST, "/human", this::human);
        return all;
    }

    private static void add(List<EmulatorServer.Route> all, HandlerType method, String path, RouteHandler handler) {
        all.add(new EmulatorServer.Route(method, "/_emulator" + path, checked(handler)));
    }

    private static RouteHandler checked(RouteHandler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (IllegalArgumentException | IllegalStateException | IOException e) {
                return Reply.json(400, Map.of("error", String.valueOf(e.getMessage())));
            }
        };
    }

    private Reply page() throws IOException {
        try (InputStream page = ControlApi.class.getResourceAsStream("inspector.html")) {
            if (page == null) {
                return Reply.text(404, "no inspector page");
            }
            String html = new String(page.readAllBytes(), StandardCharsets.UTF_8);
            return Reply.html(200, html.replace("{{name}}", server.name()));
        }
    }

    private List<Map<String, Object>> journal() {
        List<JournalEntry> entries = server.journal().entries();
        List<Map<String, Object>> result = new ArrayList<>();
        for (JournalEntry entry : entries.subList(Math.max(0, entries.size() - JOURNAL_PAGE), entries.size())) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("sequence", entry.sequence());
            row.put("at", entry.at().toString());
            row.put("ms", entry.took().toNanos() / 1e6);
            row.put("method", entry.method());
            row.put("path", entry.path());
            row.put("status", entry.status());
            row.put("fault", entry.fault());
            row.put("headers", entry.headers());
            row.put("body", entry.bodyText());
            result.add(row);
        }
        return result;
    }

    private Map<String, Object> counts() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("requests", server.journal().counts());
        result.put("rateLimited", server.limits().refusals());
        result.put("limitsEnabled", server.limits().enabled());
        result.put("limitsScale", server.limits().scale());
        webhooks.get().ifPresent(sender -> result.put("deliveries", sender.countsAsMap()));
        return result;
    }

    private List<Map<String, Object>> deliveries() {
        List<Map<String, Object>> result = new ArrayList<>();
        for (DeliveryAttempt line : webhooks.get().map(WebhookSender::log).orElse(List.of())) {
            result.add(Map.of(
                    "at", line.at().toString(),
                    "ms", line.took().toNanos() / 1e6,
                    "target", line.target(),
                    "label", line.label(),
                    "attempt", line.attempt(),
                    "status", line.status(),
                    "failure", line.failure().name()));
        }
        return result;
    }

    private List<Map<String, Object>> faults() {
        List<Map<String, Object>> result = new ArrayList<>();
        for (Faults.Active active : server.faults().list()) {
            result.add(Map.of(
                    "id", active.id(),
                    "kind", active.fault().kind().name(),
                    "route", active.fault().route(),
                    "containing", active.fault().containing(),
                    "left", active.left(),
                    "struck", active.struck()));
        }
        return result;
    }

    private Reply addFault(EmulatorRequest request) throws IOException {
        JsonNode json = Json.MAPPER.readTree(request.body());
        Fault fault = new Fault(
                FaultKind.valueOf(json.path("kind").asText("").toUpperCase(Locale.ROOT)),
                json.path("route").asText("*"),
                json.path("containing").asText(""),
                json.path("times").asInt(Integer.MAX_VALUE),
                Duration.ofMillis(json.path("lastingMs").asLong(0)),
                json.path("status").asInt(500),
                json.path("performed").asBoolean(false),
                json.has("retryAfter") ? Optional.of(json.path("retryAfter").asText()) : Optional.empty(),
                Duration.ofMillis(json.path("delayMs").asLong(0)),
                json.path("bytes").asLong(0),
                json.path("location").asText(""));
        return Reply.json(201, Map.of("id", server.faults().add(fault)));
    }

    private Reply setLimits(EmulatorRequest request) throws IOException {
        JsonNode json = Json.MAPPER.readTree(request.body());
        if (json.has("scale")) {
            server.limits().scale(json.path("scale").asDouble());
        }
        if (json.has("enabled")) {
            server.limits().enabled(json.path("enabled").asBoolean());
        }
        return Reply.json(counts());
    }

    private Reply human(EmulatorRequest request) throws IOException {
        HumanClient client = human.get().orElseThrow(() -> new IllegalStateException("no client here"));
        JsonNode json = Json.MAPPER.readTree(request.body());
        String user = json.path("user").asText("");
        String channel = json.path("channel").asText("");
        String message = json.path("message").asText("");
        String verb = json.path("verb").asText("");
        String id = message;
        switch (verb) {
            case "post" ->
                id = client.post(
                        user,
                        channel,
                        json.path("text").asText(""),
                        Optional.of(json.path("replyTo").asText("")).filter(parent -> !parent.isEmpty()));
            case "edit" -> client.edit(user, channel, message, json.path("text").asText(""));
            case "delete" -> client.delete(user, channel, message);
            case "react" ->
                client.react(user, channel, message, json.path("emoji").asText(""));
            case "unreact" ->
                client.unreact(user, channel, message, json.path("emoji").asText(""));
            default -> throw new IllegalArgumentException("verb is one of post, edit, delete, react, unreact");
        }
        return Reply.json(Map.of("message", id));
    }
}
