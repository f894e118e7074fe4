package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.EmulatorServer;
import dev.footbridge.testkit.emulator.ErrorRenderer;
import dev.footbridge.testkit.emulator.Principal;
import dev.footbridge.testkit.emulator.RateLimits;
import dev.footbridge.testkit.emulator.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What all operations have in common: token, scopes, limits, errors, tracking ids, and the lock. */
final class WebexApi implements ErrorRenderer {
    /** One operation. */
    interface Handler {
        Reply handle(Call call);
    }

    private record Route(String operation, Handler handler, boolean streaming) {}

    private static final String PREFIX = "/v1";
    private static final String ROUTER = "ROUTER_";

    private final Organization organization;
    private final Tokens tokens;
    private final Operations operations;
    private final Supplier<URI> baseUrl;
    private final Map<String, Route> routes = new LinkedHashMap<>();

    WebexApi(Organization organization, Tokens tokens, Supplier<URI> baseUrl) {
        this.organization = organization;
        this.tokens = tokens;
        this.operations = new Operations();
        this.baseUrl = baseUrl;
    }

    /** Adds an operation such as {@code GET /rooms/{roomId}}; it runs with the organization locked. */
    void add(String operation, Handler handler) {
        routes.put(operation, new Route(operation, handler, false));
    }

    /** Adds an operation that locks by itself, because it waits for files that are sent or fetched. */
    void addStreaming(String operation, Handler handler) {
        routes.put(operation, new Route(operation, handler, true));
    }

    /** Adds another method for the path of an operation, with its scopes and limits. */
    void alias(String methodAndPath, String operation, Handler handler) {
        routes.put(methodAndPath, new Route(operation, handler, false));
    }

    void register(EmulatorServer.Builder stage) {
        RateLimits limits = stage.limits();
        routes.forEach((methodAndPath, route) -> {
            int space = methodAndPath.indexOf(' ');
            String method = methodAndPath.substring(0, space);
            String path = PREFIX + methodAndPath.substring(space + 1);
            if (route.streaming()) {
                stage.streamingRoute(method, path, request -> answer(request, route, limits));
            } else {
                stage.route(method, path, request -> answer(request, route, limits));
            }
        });
    }

    String baseUrl() {
        return baseUrl.get() + PREFIX;
    }

    private Reply answer(EmulatorRequest request, Route route, RateLimits limits) {
        try {
            Call call = authorize(request, operations.of(route.operation()));
            Optional<Duration> wait = limits.acquire(
                    call.caller().id(), operations.of(route.operation()).limit());
            if (wait.isPresent()) {
                long seconds = Math.max(1, (wait.get().toMillis() + 999) / 1_000);
                return rateLimited(request, Optional.of(String.valueOf(seconds)));
            }
            return tracked(perform(route, call), trackingId());
        } catch (WebexFault fault) {
            return error(fault);
        }
    }

    private Reply perform(Route route, Call call) {
        if (route.streaming()) {
            return route.handler().handle(call);
        }
        synchronized (organization) {
            return route.handler().handle(call);
        }
    }

    private Call authorize(EmulatorRequest request, Operations.Needs needs) {
        Principal principal = request.bearerToken().flatMap(tokens::holder).orElseThrow(WebexFault::unauthorized);
        Person caller;
        synchronized (organization) {
            caller = organization.person(principal.id()).orElseThrow(WebexFault::unauthorized);
        }
        boolean officer = needs.officerScopes().stream().anyMatch(principal::has);
        Call call = new Call(request, principal, caller, officer, baseUrl());
        if (!officer && !call.has(needs.userScopes())) {
            throw WebexFault.missingScope();
        }
        return call;
    }

    /** A reply outside the table of operations, with the errors of the API. */
    Reply guarded(Supplier<Reply> handler) {
        try {
            return tracked(handler.get(), trackingId());
        } catch (WebexFault fault) {
            return error(fault);
        }
    }

    private Reply error(WebexFault fault) {
        Reply reply = error(fault.status(), fault.text());
        for (Map.Entry<String, String> header : fault.headers().entrySet()) {
            reply = reply.withHeader(header.getKey(), header.getValue());
        }
        return reply;
    }

    private Reply error(int status, String message) {
        String trackingId = trackingId();
        ObjectNode body = Json.object().put("message", message);
        body.putArray("errors").addObject().put("description", message);
        body.put("trackingId", trackingId);
        return tracked(Reply.json(status, body), trackingId);
    }

    private static Reply tracked(Reply reply, String trackingId) {
        return reply.withHeader("trackingid", trackingId);
    }

    private String trackingId() {
        return ROUTER + organization.ids.uuid();
    }

    @Override
    public Reply rateLimited(EmulatorRequest request, Optional<String> retryAfter) {
        Reply reply = tracked(Reply.of(429, "text/html", new byte[0]), trackingId());
        return retryAfter.map(value -> reply.withHeader("Retry-After", value)).orElse(reply);
    }

    @Override
    public Reply failure(EmulatorRequest request, int status) {
        return error(
                status,
                switch (status) {
                    case 404 -> "The requested resource could not be found.";
                    case 500 -> "Something went wrong on the server.";
                    case 503 -> "Server is overloaded with requests. Try again later.";
                    default -> "The request could not be served.";
                });
    }
}
