package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.Principal;
import dev.footbridge.testkit.emulator.TokenTable;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens, and what an administrator has approved. */
final class Tokens {
    static final Duration LIFE = Duration.ofHours(1);

    private final Domain domain;
    private final TokenTable table;
    private final Set<String> issued = ConcurrentHashMap.newKeySet();
    private volatile Set<String> approved;
    private volatile Set<String> delegated;
    private volatile Set<String> withheld = Set.of();

    Tokens(Domain domain, TokenTable table, Set<String> approved, Set<String> delegated) {
        this.domain = domain;
        this.table = table;
        this.approved = Set.copyOf(approved);
        this.delegated = Set.copyOf(delegated);
    }

    /** Scopes that need an administrator's approval and have it. */
    Set<String> approved() {
        return approved;
    }

    void approve(Set<String> scopes) {
        approved = Set.copyOf(scopes);
    }

    /** Scopes that the service account may ask for in a person's name. */
    Set<String> delegated() {
        return delegated;
    }

    void delegate(Set<String> scopes) {
        delegated = Set.copyOf(scopes);
    }

    /** From now on no new token has this scope, and asking for it is no error. */
    void withhold(Set<String> scopes) {
        withheld = Set.copyOf(scopes);
    }

    String issue(Caller.Kind kind, ChatUser holder, Set<String> scopes) {
        String token = "ya29." + domain.ids().token();
        Set<String> granted = new java.util.HashSet<>(scopes);
        granted.removeAll(withheld);
        table.grant(
                token,
                new Principal(holder.id(), kind.name(), domain.identity().customerId(), granted),
                domain.clock().plus(LIFE));
        issued.add(token);
        return token;
    }

    void revoke(String token) {
        table.revoke(token);
    }

    void revokeAll() {
        issued.forEach(table::revoke);
    }

    Optional<Principal> find(String token) {
        return table.active(token);
    }

    Caller authenticate(EmulatorRequest request) {
        String token = request.bearerToken()
                .or(() -> request.queryParameter("access_token"))
                .orElseThrow(() -> ChatFault.unauthenticated("CREDENTIALS_MISSING"));
        TokenTable.Entry entry =
                table.find(token).orElseThrow(() -> ChatFault.unauthenticated("ACCESS_TOKEN_TYPE_UNSUPPORTED"));
        switch (entry.state()) {
            case ACTIVE -> {
                // Goes on below.
            }
            case EXPIRED -> throw ChatFault.unauthenticated("ACCESS_TOKEN_EXPIRED");
            case REVOKED -> throw ChatFault.unauthenticated("ACCOUNT_STATE_INVALID");
        }
        Principal principal = entry.principal();
        synchronized (domain) {
            ChatUser self =
                    domain.user(principal.id()).orElseThrow(() -> ChatFault.unauthenticated("ACCOUNT_STATE_INVALID"));
            return new Caller(Caller.Kind.valueOf(principal.kind()), self, principal.scopes());
        }
    }
}
