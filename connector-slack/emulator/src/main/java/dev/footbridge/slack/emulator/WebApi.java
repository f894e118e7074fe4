package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.ErrorRenderer;
import dev.footbridge.testkit.emulator.Limit;
import dev.footbridge.testkit.emulator.Principal;
import dev.footbridge.testkit.emulator.RateLimits;
import dev.footbridge.testkit.emulator.Reply;
import dev.footbridge.testkit.emulator.TokenTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** {@code /api/METHOD}: arguments, token, scopes and rate limit, in the vendor's order; then the method itself. */
final class WebApi implements ErrorRenderer {
    /** These identify themselves by other means than a token. */
    private static final Set<String> WITHOUT_TOKEN = Set.of("api.test", "oauth.v2.access");

    private static final Principal NOBODY = new Principal("", "", "", Set.of());

    private final Workspace workspace;
    private final Tokens tokens;
    private final MethodTable table;
    private final Map<String, MethodHandler> methods = new HashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private volatile ScopeHeader lastScopes = new ScopeHeader(Set.of(), "");

    WebApi(Workspace workspace, Tokens tokens, MethodTable table) {
        this.workspace = workspace;
        this.tokens = tokens;
        this.table = table;
    }

    void register(String method, MethodHandler handler) {
        if (table.find(method).isEmpty()) {
            throw new IllegalArgumentException("methods.json lacks " + method);
        }
        methods.put(method, handler);
    }

    Set<String> registered() {
        return methods.keySet();
    }

    Reply answer(EmulatorRequest request, RateLimits limits) {
        String method = request.pathParameter("method");
        Optional<MethodTable.Entry> entry = table.find(method);
        MethodHandler handler = methods.get(method);
        if (entry.isEmpty() || handler == null) {
            return reply(error("unknown_method"), Optional.empty(), Set.of());
        }
        Optional<Principal> caller = Optional.empty();
        Set<String> accepted = Set.of();
        try {
            Arguments arguments = Arguments.read(request);
            Principal principal = WITHOUT_TOKEN.contains(method) ? NOBODY : authenticate(request, arguments);
            caller = Optional.of(principal);
            accepted = entry.get().scopes().getOrDefault(principal.kind(), Set.of());
            authorize(principal, entry.get());
            Optional<Duration> wait = overLimit(method, arguments, principal, entry.get(), limits);
            if (wait.isPresent()) {
                return rateLimited(
                        request,
                        Optional.of(Long.toString(wait.get().plusMillis(999).toSeconds())));
            }
            ObjectNode result;
            synchronized (workspace) {
                result = handler.handle(new Call(method, arguments, principal, request));
            }
            return reply(withWarnings(result, arguments.warnings()), caller, accepted);
        } catch (SlackError e) {
            return reply(e.answer(), caller, accepted);
        }
    }

    private Principal authenticate(EmulatorRequest request, Arguments arguments) throws SlackError {
        Optional<String> token = request.bearerToken().or(() -> arguments.text("token"));
        if (token.isEmpty()) {
            throw new SlackError("not_authed");
        }
        TokenTable.Entry entry = tokens.table.find(token.get()).orElseThrow(() -> new SlackError("invalid_auth"));
        return switch (entry.state()) {
            case ACTIVE -> entry.principal();
            case REVOKED -> throw new SlackError("token_revoked");
            case EXPIRED -> throw new SlackError("token_expired");
        };
    }

    private static void authorize(Principal caller, MethodTable.Entry entry) throws SlackError {
        if (caller.kind().isEmpty()) {
            return;
        }
        Set<String> any = entry.scopes().get(caller.kind());
        if (any == null) {
            throw new SlackError("not_allowed_token_type");
        }
        if (!any.isEmpty() && any.stream().noneMatch(caller::has)) {
            throw SlackError.missingScope(String.join(",", any), Tokens.scopeList(caller));
        }
    }

    private Optional<Duration> overLimit(
            String method, Arguments arguments, Principal caller, MethodTable.Entry entry, RateLimits limits) {
        Limit limit = entry.limit();
        String app = workspace.app.appId() + '/' + caller.tenant();
        Optional<Duration> wait = limits.acquire(app, limit);
        if (wait.isPresent() || !method.equals("chat.postMessage")) {
            return wait;
        }
        return limits.acquire(app + '/' + arguments.text("channel").orElse(""), MethodTable.POST_CHANNEL);
    }

    private static ObjectNode withWarnings(ObjectNode result, List<String> warnings) {
        ObjectNode answer = Nodes.object().put("ok", true);
        answer.setAll(result);
        if (!warnings.isEmpty()) {
            answer.put("warning", String.join(",", warnings));
            answer.withObject("/response_metadata").set("warnings", Nodes.strings(warnings));
        }
        return answer;
    }

    private Reply reply(ObjectNode answer, Optional<Principal> caller, Set<String> accepted) {
        Reply reply = Reply.of(200, "application/json; charset=utf-8", Nodes.bytes(answer))
                .withHeader("x-slack-req-id", Long.toHexString(requests.incrementAndGet()));
        if (caller.isEmpty() || caller.get().kind().isEmpty()) {
            return reply;
        }
        return reply.withHeader("x-oauth-scopes", scopeHeader(caller.get()))
                .withHeader("x-accepted-oauth-scopes", String.join(",", accepted));
    }

    /** The list is long and nearly always that of the request before. */
    private String scopeHeader(Principal caller) {
        ScopeHeader last = lastScopes;
        if (!last.scopes().equals(caller.scopes())) {
            last = new ScopeHeader(caller.scopes(), Tokens.scopeList(caller));
            lastScopes = last;
        }
        return last.text();
    }

    private record ScopeHeader(Set<String> scopes, String text) {}

    private static ObjectNode error(String code) {
        return Nodes.object().put("ok", false).put("error", code);
    }

    @Override
    public Reply rateLimited(EmulatorRequest request, Optional<String> retryAfter) {
        Reply reply = Reply.json(429, error("ratelimited"));
        return retryAfter
                .map(seconds -> reply.withHeader("Retry-After", seconds))
                .orElse(reply);
    }

    @Override
    public Reply failure(EmulatorRequest request, int status) {
        if (status == 503) {
            return Reply.json(503, error("service_unavailable"));
        }
        return status >= 500 ? Reply.json(status, error("internal_error")) : Reply.text(status, "");
    }
}
