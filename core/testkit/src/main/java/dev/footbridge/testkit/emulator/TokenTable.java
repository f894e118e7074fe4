package dev.footbridge.testkit.emulator;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Bearer tokens and whom they stand for. Safe for concurrent use. */
public final class TokenTable {
    /** What became of a token. */
    public enum State {
        ACTIVE,
        REVOKED,
        EXPIRED
    }

    /** A token's holder and state; a revoked token keeps its holder so that the answer can say "revoked", not "unknown". */
    public record Entry(Principal principal, State state) {}

    private record Row(Principal principal, Instant expires, boolean revoked) {}

    private final Map<String, Row> rows = new ConcurrentHashMap<>();
    private final Clock clock;

    public TokenTable(Clock clock) {
        this.clock = clock;
    }

    /** Adds or replaces a token that never expires. */
    public void grant(String token, Principal principal) {
        rows.put(token, new Row(principal, Instant.MAX, false));
    }

    public void grant(String token, Principal principal, Instant expires) {
        rows.put(token, new Row(principal, expires, false));
    }

    /** From now on the token is known but refused. Unknown tokens are ignored. */
    public void revoke(String token) {
        rows.computeIfPresent(token, (unused, row) -> new Row(row.principal(), row.expires(), true));
    }

    /** Replaces the scopes of a token, as a re-installation with other scopes does. */
    public void changeScopes(String token, Set<String> scopes) {
        rows.computeIfPresent(token, (unused, row) -> {
            Principal old = row.principal();
            return new Row(new Principal(old.id(), old.kind(), old.tenant(), scopes), row.expires(), row.revoked());
        });
    }

    public Optional<Entry> find(String token) {
        Row row = rows.get(token);
        if (row == null) {
            return Optional.empty();
        }
        return Optional.of(new Entry(row.principal(), state(row)));
    }

    /** The holder of a token that is valid now. */
    public Optional<Principal> active(String token) {
        return find(token).filter(entry -> entry.state() == State.ACTIVE).map(Entry::principal);
    }

    private State state(Row row) {
        if (row.revoked()) {
            return State.REVOKED;
        }
        return row.expires() != Instant.MAX && clock.instant().isAfter(row.expires()) ? State.EXPIRED : State.ACTIVE;
    }
}
