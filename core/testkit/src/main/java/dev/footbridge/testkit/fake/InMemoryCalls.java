package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** The platform's door: counts every call, checks credentials and scopes, lets faults strike. */
final class InMemoryCalls {

    /** The work of a call. */
    interface Work<T> {
        T run() throws ConnectorException, InterruptedException;
    }

    private static final class Armed {
        private final InMemoryFault fault;
        private int left;

        private Armed(InMemoryFault fault) {
            this.fault = fault;
            this.left = fault.times();
        }
    }

    private final ScopeGuard guard = new ScopeGuard(ScopeCatalogue.of(Arrays.stream(Verb.values())
            .map(verb -> new Operation(verb.name(), List.of(Set.of(scope(verb)))))
            .toList()));
    private final Map<Verb, LongAdder> counts = new ConcurrentHashMap<>();
    private final List<Armed> faults = new ArrayList<>();
    private final Set<Scope> withheld = new LinkedHashSet<>();
    private boolean revoked;

    /** A call that the scope of its verb opens. */
    <T> T call(Verb verb, Optional<ChannelId> channel, Work<T> work) throws ConnectorException, InterruptedException {
        return pass(verb, channel, () -> {
            synchronized (this) {
                guard.require(verb.name());
            }
            return work.run();
        });
    }

    /** The call that asks who the credentials are: it needs no scope. */
    <T> T identify(Work<T> work) throws ConnectorException, InterruptedException {
        return pass(Verb.LOOK_UP, Optional.empty(), work);
    }

    private <T> T pass(Verb verb, Optional<ChannelId> channel, Work<T> work)
            throws ConnectorException, InterruptedException {
        counts.computeIfAbsent(verb, unused -> new LongAdder()).increment();
        Optional<InMemoryFault> fault = strike(verb, channel);
        Optional<CountDownLatch> held = fault.flatMap(InMemoryFault::heldUntil);
        if (held.isPresent()) {
            held.get().await();
        }
        admit();
        Optional<ConnectorException> failure = fault.flatMap(InMemoryFault::failure);
        if (failure.isPresent()) {
            if (fault.get().performed()) {
                work.run();
            }
            throw failure.get();
        }
        return work.run();
    }

    private synchronized void admit() throws ConnectorException {
        if (revoked) {
            throw ConnectorException.of(
                    ConnectorException.Kind.UNAUTHORIZED,
                    "revoked",
                    "the credentials are revoked: install the app again");
        }
    }

    private synchronized Optional<InMemoryFault> strike(Verb verb, Optional<ChannelId> channel) {
        for (Iterator<Armed> all = faults.iterator(); all.hasNext(); ) {
            Armed armed = all.next();
            InMemoryFault fault = armed.fault;
            boolean matches = fault.verb().filter(only -> only != verb).isEmpty()
                    && (fault.channel().isEmpty() || fault.channel().equals(channel));
            if (matches) {
                if (armed.left != Integer.MAX_VALUE && --armed.left == 0) {
                    all.remove();
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    synchronized void add(InMemoryFault fault) {
        faults.add(new Armed(fault));
    }

    synchronized void heal() {
        faults.clear();
        withheld.clear();
        revoked = false;
        guard.granted(grant());
    }

    synchronized void revoke() {
        revoked = true;
    }

    synchronized String withhold(Verb verb) {
        Scope scope = scope(verb);
        withheld.add(scope);
        guard.granted(grant());
        return scope.name();
    }

    synchronized Grant grant() {
        Set<Scope> held = new LinkedHashSet<>();
        for (Verb verb : Verb.values()) {
            held.add(scope(verb));
        }
        held.removeAll(withheld);
        return Grant.of(held);
    }

    long count(Verb verb) {
        LongAdder count = counts.get(verb);
        return count == null ? 0 : count.sum();
    }

    long count() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    private static Scope scope(Verb verb) {
        String name = switch (verb) {
            case POST, EDIT, REMOVE -> "messages:write";
            case UPLOAD -> "files:write";
            case DOWNLOAD -> "files:read";
            case REACT, UNREACT -> "reactions:write";
            case READ -> "messages:read";
            case LOOK_UP -> "directory:read";
        };
        return new Scope(name, GrantType.BOT);
    }
}
