package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.miro.emulator.Operations.Operation;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.EmulatorServer;
import dev.footbridge.testkit.emulator.Principal;
import dev.footbridge.testkit.emulator.Reply;
import dev.footbridge.testkit.emulator.TokenTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Token, credits, scopes, then the operation. */
final class MiroApi {
    private final World world;
    private final TokenTable tokens;
    private final Credits credits;
    private final Operations operations;
    private final Supplier<String> base;
    private final List<Route> routes = new ArrayList<>();

    private record Route(Operation operation, Handler handler, boolean locked) {}

    /** Answers one operation. */
    @FunctionalInterface
    interface Handler {
        Reply handle(Call call);
    }

    MiroApi(World world, TokenTable tokens, Credits credits, Operations operations, Supplier<String> base) {
        this.world = world;
        this.tokens = tokens;
        this.credits = credits;
        this.operations = operations;
        this.base = base;
    }

    /** An operation that is answered with the world locked. */
    void on(String operation, Handler handler) {
        routes.add(new Route(operations.get(operation), handler, true));
    }

    /** An operation that locks the world itself, as it also waits for others. */
    void onUnlocked(String operation, Handler handler) {
        routes.add(new Route(operations.get(operation), handler, false));
    }

    void bind(EmulatorServer.Builder server) {
        for (Route route : routes) {
            server.route(route.operation().method(), route.operation().path(), request -> answer(route, request));
        }
    }

    /** Ids of the operations that are answered. */
    List<String> answered() {
        return routes.stream().map(route -> route.operation().id()).toList();
    }

    private Reply answer(Route route, EmulatorRequest request) {
        MiroUser user;
        Principal principal;
        try {
            principal = authenticate(request);
            user = world.user(principal.id()).orElseThrow(MiroApi::tokenNotFound);
        } catch (MiroFault fault) {
            return fault.reply();
        }
        Credits.Balance balance = credits.charge(user.id(), cost(route.operation(), request));
        if (!balance.covered()) {
            return balance.on(MiroErrors.tooManyRequests().reply());
        }
        try {
            if (!route.operation().allows(principal.scopes())) {
                throw MiroFault.missingScopes(route.operation().needed());
            }
            return balance.on(perform(route, new Call(request, user, principal.scopes(), base.get())));
        } catch (MiroFault fault) {
            return balance.on(fault.reply());
        }
    }

    private Reply perform(Route route, Call call) {
        if (!route.locked()) {
            return route.handler().handle(call);
        }
        synchronized (world) {
            return route.handler().handle(call);
        }
    }

    private Principal authenticate(EmulatorRequest request) {
        String token = request.bearerToken()
                .orElseThrow(() -> MiroFault.of(401, "tokenNotProvided", "No authorization token provided"));
        return tokens.active(token).orElseThrow(MiroApi::tokenNotFound);
    }

    private static MiroFault tokenNotFound() {
        return MiroFault.of(401, "tokenNotFound", "The access token does not exist or has expired");
    }

    private static long cost(Operation operation, EmulatorRequest request) {
        if (!operation.perItem()) {
            return operation.credits();
        }
        int items = Nodes.parse(request.body()).map(MiroApi::items).orElse(1);
        return (long) operation.credits() * Math.max(1, items);
    }

    /** The elements of an array, or of the arrays in an object. */
    private static int items(JsonNode body) {
        int items = 0;
        for (JsonNode element : body) {
            items += body.isArray() ? 1 : element.size();
        }
        return items;
    }
}
