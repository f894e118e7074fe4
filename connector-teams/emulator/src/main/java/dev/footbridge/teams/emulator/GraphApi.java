package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.Reply;
import java.util.HashMap;
import java.util.Map;

/** The API below {@code /v1.0}: authentication, permissions, throttling, then the operation. */
final class GraphApi {
    private static final String REQUEST_ID = "request-id";
    static final String CLIENT_REQUEST_ID = "client-request-id";

    private final GraphRouter router;
    private final Operations operations;
    private final AccessTokens tokens;
    private final Throttle throttle;
    private final Tenant tenant;
    private final GraphErrors errors;
    private final String scheme;

    GraphApi(
            GraphRouter router,
            Operations operations,
            AccessTokens tokens,
            Throttle throttle,
            Tenant tenant,
            GraphErrors errors,
            String scheme) {
        this.router = router;
        this.operations = operations;
        this.tokens = tokens;
        this.throttle = throttle;
        this.tenant = tenant;
        this.errors = errors;
        this.scheme = scheme;
    }

    Reply answer(EmulatorRequest request) {
        var requestId = tenant.guid();
        try {
            return identified(perform(request), request, requestId);
        } catch (GraphFault fault) {
            return identified(errors.render(fault, request, requestId), request, requestId);
        }
    }

    private Reply perform(EmulatorRequest request) {
        var caller = tokens.authenticate(request.bearerToken());
        var match = router.find(request.method(), request.pathParameter("path"));
        var graphRequest = new GraphRequest(
                match.operation(),
                match.parameters(),
                firstValues(request),
                request::header,
                request.body(),
                caller,
                apiUrl(request));
        operations.find(match.operation()).ifPresent(facts -> {
            throttle.check(facts.limit(), graphRequest);
            Permissions.check(facts, caller);
        });
        return match.handler().handle(graphRequest);
    }

    /** Links lead back the way the request came, also through a proxy or under another host name. */
    private String apiUrl(EmulatorRequest request) {
        return scheme + "://" + request.header("host").orElse("localhost") + "/v1.0";
    }

    private static Map<String, String> firstValues(EmulatorRequest request) {
        if (request.query().isEmpty()) {
            return Map.of();
        }
        var values = new HashMap<String, String>();
        request.queryParameters().forEach((name, all) -> values.put(name, all.get(0)));
        return values;
    }

    private static Reply identified(Reply reply, EmulatorRequest request, String requestId) {
        var headers = new HashMap<>(reply.headers());
        headers.put(REQUEST_ID, requestId);
        headers.put(CLIENT_REQUEST_ID, request.header(CLIENT_REQUEST_ID).orElse(requestId));
        return new Reply(reply.status(), headers, reply.body(), reply.file());
    }
}
