package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.RateLimits;
import dev.footbridge.testkit.emulator.Reply;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** All of Google's APIs at one address: authentication, limits, scopes, then the method. */
final class ChatApi {
    /** Answers one method. */
    @FunctionalInterface
    interface Handler {
        Reply handle(Call call) throws InterruptedException;
    }

    private final Domain domain;
    private final MethodTable table;
    private final Tokens tokens;
    private final Throttle throttle;
    private final ChatErrors errors;
    private final Map<String, Handler> handlers = new HashMap<>();
    private final Set<String> waiting = new HashSet<>();

    ChatApi(Domain domain, MethodTable table, Tokens tokens, RateLimits limits, ChatErrors errors) {
        this.domain = domain;
        this.table = table;
        this.tokens = tokens;
        this.throttle = new Throttle(limits);
        this.errors = errors;
    }

    /** A method that is handled with the domain locked. */
    void add(String method, Handler handler) {
        handlers.put(table.get(method).id(), handler);
    }

    /** A method that may wait and locks for itself. */
    void addWaiting(String method, Handler handler) {
        add(method, handler);
        waiting.add(method);
    }

    Reply answer(EmulatorRequest request) throws InterruptedException {
        try {
            return perform(request, request.path());
        } catch (ReasonFault fault) {
            return errors.render(fault);
        } catch (ChatFault fault) {
            return refusal(fault);
        }
    }

    /** Uploads come by another path: {@code /upload} or {@code /resumable/upload} before that of the method. */
    Reply upload(EmulatorRequest request) throws InterruptedException {
        try {
            return perform(request, request.path().substring(request.path().indexOf("/upload/") + "/upload".length()));
        } catch (ChatFault fault) {
            return refusal(fault);
        }
    }

    private Reply refusal(ChatFault fault) {
        Reply reply = errors.render(fault);
        return switch (fault.status()) {
            case 401 -> reply.withHeader("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\"");
            case 403 -> {
                boolean scope = fault.reason().equals("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
                yield scope
                        ? reply.withHeader(
                                "WWW-Authenticate",
                                "Bearer realm=\"https://accounts.google.com/\", error=\"insufficient_scope\", scope=\""
                                        + scopes(fault.metadata().getOrDefault("method", ""))
                                        + '"')
                        : reply;
            }
            default -> reply;
        };
    }

    private String scopes(String method) {
        if (!table.names().contains(method)) {
            return "";
        }
        Set<String> all = new java.util.TreeSet<>();
        MethodTable.Entry entry = table.get(method);
        for (Set<String> some : java.util.List.of(entry.app(), entry.approved(), entry.user())) {
            some.forEach(scope -> all.add(Scopes.full(scope)));
        }
        return String.join(" ", all);
    }

    private Reply perform(EmulatorRequest request, String path) throws InterruptedException {
        Caller caller = tokens.authenticate(request);
        MethodTable.Match match = table.find(request.method(), path).orElseThrow(ChatFault::notFound);
        Handler handler = handlers.get(match.entry().id());
        if (handler == null) {
            throw ChatFault.of(501, "UNIMPLEMENTED", "The emulator does not have this method.");
        }
        Call call = new Call(match.entry(), match.parameters(), request, caller);
        Scopes.check(call, tokens.approved());
        java.util.Optional<String> limited = throttle.check(call);
        if (limited.isPresent()) {
            return errors.limited(limited.get());
        }
        if (waiting.contains(match.entry().id())) {
            return handler.handle(call);
        }
        synchronized (domain) {
            return handler.handle(call);
        }
    }
}
