package dev.footbridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.relay.RelayException;
import dev.footbridge.testkit.emulator.HumanClient;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.sse.SseClient;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The page with the clients side by side. Loopback only: whoever can open it may write as anybody in the sandbox. */
final class SandboxServer implements AutoCloseable {

    private static final int MESSAGES_SHOWN = 200;
    private static final int CROSSINGS_SHOWN = 50;
    private static final int PUSHES_WAITING = 10_000;

    private final Sandbox sandbox;
    private final ObjectMapper json;
    private final Set<SseClient> viewers = ConcurrentHashMap.newKeySet();
    private final List<HumanClient.Subscription> subscriptions;
    private final Deque<Crossings.Crossing> crossed = new ConcurrentLinkedDeque<>();
    private final ExecutorService pushes;
    private final Crossings crossings;
    private final Javalin server;

    SandboxServer(Sandbox sandbox, int port, LongSupplier nanoTime) {
        this.sandbox = sandbox;
        this.json = Pages.mapper();
        this.pushes = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(PUSHES_WAITING),
                new ThreadPoolExecutor.DiscardOldestPolicy());
        this.crossings = new Crossings(sandbox.platforms(), nanoTime, crossing -> {
            remember(crossing);
            push("crossed", () -> crossing);
            push("relay", this::relayState);
        });
        this.subscriptions = sandbox.platforms().stream()
                .map(side -> side.emulator().people().listen(change -> {
                    if (change.message().channelId().equals(side.channel())) {
                        push(
                                "change",
                                () -> Map.of(
                                        "platform",
                                        side.emulator().name(),
                                        "message",
                                        Pages.shown(json, side, change.message())));
                    }
                }))
                .toList();
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = port;
            config.staticFiles.add("/dev/footbridge/sandbox/page", Location.CLASSPATH);
            config.routes.before(Pages::guard);
            config.routes.get("/api/state", context -> answer(context, state()));
            config.routes.get("/api/relay", context -> answer(context, relayState()));
            config.routes.sse("/api/events", this::view);
            config.routes.post("/api/restart", this::restart);
            config.http.maxRequestSize = FilePages.MAX_BYTES;
            config.routes.get("/api/{platform}/file", context -> FilePages.show(context, side(context)));
            config.routes.post("/api/{platform}/{verb}", this::act);
        });
    }

    /** Starts listening and tells the port. */
    int start() {
        server.start();
        return server.port();
    }

    private Map<String, Object> state() {
        return Map.of(
                "platforms", sandbox.platforms().stream().map(this::platform).toList(),
                "relay", relayState(),
                "crossed", List.copyOf(crossed));
    }

    private void remember(Crossings.Crossing crossing) {
        crossed.addLast(crossing);
        while (crossed.size() > CROSSINGS_SHOWN) {
            crossed.pollFirst();
        }
    }

    private Map<String, Object> platform(SandboxPlatform side) {
        HumanClient people = side.emulator().people();
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("name", side.emulator().name());
        state.put("title", side.title());
        state.put("colour", side.colour());
        state.put("inspector", side.emulator().baseUrl() + "/_emulator");
        state.put("channelName", Pages.channelName(side));
        state.put("users", Pages.members(side));
        state.put(
                "messages",
                people.messages(side.channel(), MESSAGES_SHOWN).stream()
                        .map(message -> Pages.shown(json, side, message))
                        .toList());
        return state;
    }

    private Map<String, Object> relayState() {
        return Pages.relayState(sandbox);
    }

    private void view(SseClient viewer) {
        viewer.keepAlive();
        viewer.onClose(() -> viewers.remove(viewer));
        viewers.add(viewer);
        // From here on nothing is missed: the page asks for the state when it hears this.
        viewer.sendEvent("hello", "{}");
    }

    /** In order, and not on the caller's thread: changes are told under the emulator's lock, and a browser may be slow. */
    private void push(String event, Supplier<Object> data) {
        pushes.execute(() -> {
            String text = write(data.get());
            viewers.forEach(viewer -> viewer.sendEvent(event, text));
        });
    }

    private void restart(Context context) throws RelayException {
        push("relay", () -> Map.of("ready", false, "restarting", true, "counts", Map.of()));
        sandbox.restartRelay();
        push("relay", this::relayState);
        context.status(204);
    }

    private SandboxPlatform side(Context context) {
        return sandbox.platforms().stream()
                .filter(one -> one.emulator().name().equals(context.pathParam("platform")))
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse("no such platform"));
    }

    private void act(Context context) throws IOException {
        SandboxPlatform side = side(context);
        try {
            if (context.pathParam("verb").equals("file")) {
                FilePages.post(context, side);
            } else {
                act(side, context.pathParam("verb"), json.readTree(context.body()));
            }
            context.status(204);
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            context.status(409).result(String.valueOf(e.getMessage()));
        }
    }

    private static void act(SandboxPlatform side, String verb, JsonNode body) {
        String user = body.path("user").asText();
        String message = body.path("message").asText();
        HumanClient people = side.emulator().people();
        switch (verb) {
            case "post" -> {
                Optional<String> thread =
                        Optional.ofNullable(body.path("replyTo").textValue());
                people.post(user, side.channel(), body.path("text").asText(), thread);
            }
            case "edit" ->
                people.edit(user, side.channel(), message, body.path("text").asText());
            case "delete" -> people.delete(user, side.channel(), message);
            case "react" ->
                people.react(user, side.channel(), message, body.path("emoji").asText());
            case "unreact" ->
                people.unreact(user, side.channel(), message, body.path("emoji").asText());
            default -> throw new NotFoundResponse("no such verb");
        }
    }

    private void answer(Context context, Object body) {
        context.contentType("application/json").result(write(body));
    }

    private String write(Object data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a page's data is always writable", e);
        }
    }

    @Override
    public void close() {
        crossings.close();
        subscriptions.forEach(HumanClient.Subscription::close);
        pushes.shutdownNow();
        server.stop();
    }
}
