package dev.footbridge.gchat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.GrantWarnings;
import dev.footbridge.core.scope.MissingScopes;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.PlanRequest;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.core.scope.ScopePlanner;
import dev.footbridge.http.ScopeFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The scopes of every call as one way to authenticate sees them, from {@code scopes.json} beside this class. */
final class GchatScopes {

    /** What all scopes begin with. */
    static final String PREFIX = "https://www.googleapis.com/auth/";

    /** What fetching from Pub/Sub needs; the service account asks for it in its own name. */
    static final String PUBSUB = PREFIX + "pubsub";

    /** What the members of groups need, in a token of its own. */
    static final String GROUPS = PREFIX + "admin.directory.group.member";

    private static final String DRIVE = PREFIX + "drive";

    private static final ScopeCatalogue CATALOGUE =
            ScopeFile.read(GchatScopes.class.getResourceAsStream("scopes.json"));

    private final GrantMode mode;
    private final ScopeCatalogue catalogue;
    private final ScopeGuard guard;
    private volatile Grant held = Grant.unknown();
    private volatile List<String> besides = List.of();
    private volatile Set<String> refused = Set.of();

    GchatScopes(GchatAuth auth) {
        this.mode = CATALOGUE.mode(auth.setting());
        this.catalogue = CATALOGUE.in(mode);
        this.guard = new ScopeGuard(CATALOGUE, mode);
    }

    /** All ways to authenticate. */
    static ScopeCatalogue all() {
        return CATALOGUE;
    }

    /** As this way to authenticate sees it. */
    ScopeCatalogue catalogue() {
        return catalogue;
    }

    Grant grant() {
        return held;
    }

    /** Takes over what the credentials are known to hold. */
    void granted(List<String> names) {
        List<Scope> scopes = new ArrayList<>();
        names.stream().filter(name -> !refused.contains(name)).forEach(name -> scopes.add(scope(name)));
        besides.forEach(name -> scopes.add(scope(name)));
        // Pub/Sub is the service account's own affair, and only Google can judge it.
        scopes.add(scope(PUBSUB));
        held = Grant.of(scopes);
        guard.granted(held);
    }

    /** Takes over what an administrator did not approve, as a call showed; known until a restart. */
    void refused(Set<String> names) {
        refused = Set.copyOf(names);
        granted(needed(GchatAuth.of(mode.name())));
    }

    /** Takes over what another token of the same credentials holds. */
    synchronized void grantedBesides(List<String> names) {
        Set<String> all = new LinkedHashSet<>(besides);
        all.addAll(names);
        besides = List.copyOf(all);
        if (held.known()) {
            List<Scope> scopes = new ArrayList<>(held.scopes());
            names.forEach(name -> scopes.add(scope(name)));
            held = Grant.of(scopes);
            guard.granted(held);
        }
    }

    /** Each name comes in one type only; an unknown one counts as the account's. */
    private static Scope scope(String name) {
        return CATALOGUE.named(name).stream()
                .map(ScopeInfo::scope)
                .findFirst()
                .orElseGet(() -> new Scope(name, GrantType.DOMAIN_WIDE));
    }

    /** Lets the call pass, or names the scope that is missing. */
    void require(GchatCall call) throws ConnectorException {
        guard.require(call.operation());
    }

    boolean allows(GchatCall call) {
        return catalogue.allows(catalogue.operation(call.operation()), held);
    }

    boolean holds(String name) {
        return !held.known() || catalogue.closure(held.scopes()).contains(scope(name));
    }

    /** What Google misses when it says only that something is missing; empty when the call needs no scope. */
    Optional<MissingScopes> missing(GchatCall call) {
        Operation operation = catalogue.operation(call.operation());
        return operation.least().isEmpty()
                ? Optional.empty()
                : Optional.of(catalogue.missing(operation, Grant.unknown()));
    }

    /** What will not work, a sentence per missing scope. */
    List<String> warnings() {
        return GrantWarnings.of(catalogue, held);
    }

    /** What a token is asked for with: the least set for all standard capabilities. */
    static List<String> needed(GchatAuth auth) {
        GrantMode mode = CATALOGUE.mode(auth.setting());
        List<String> standard = CATALOGUE.capabilities().stream()
                .filter(capability -> capability.standard() && !capability.planOnly())
                .map(Capability::name)
                .toList();
        return new ScopePlanner(CATALOGUE)
                .plan(PlanRequest.of(mode, standard)).scopes().stream()
                        .map(Scope::name)
                        .filter(name -> !name.equals(PUBSUB))
                        .toList();
    }

    /** All that a token could be asked for with, for finding out what an administrator allowed. */
    static List<String> all(GchatAuth auth) {
        ScopeCatalogue seen = CATALOGUE.in(CATALOGUE.mode(auth.setting()));
        Set<String> used = new LinkedHashSet<>();
        seen.capabilities().stream()
                .filter(capability -> !capability.planOnly())
                .flatMap(capability -> capability.operations().stream())
                .flatMap(name -> seen.operation(name).alternatives().stream())
                .flatMap(Set::stream)
                .filter(scope -> scope.grantType() != GrantType.APPLICATION)
                // Drive and groups have tokens of their own.
                .filter(scope ->
                        !scope.name().startsWith(DRIVE) && !scope.name().equals(GROUPS))
                .forEach(scope -> used.add(scope.name()));
        return List.copyOf(used);
    }

    /** All that credentials of this kind can hold, of use or not. */
    static List<String> known(GchatAuth auth) {
        GrantMode mode = CATALOGUE.mode(auth.setting());
        return CATALOGUE.scopes().stream()
                .filter(info -> mode.canHold(Set.of(info.scope())))
                .map(ScopeInfo::name)
                .toList();
    }

    static String full(String name) {
        return PREFIX + name;
    }
}
