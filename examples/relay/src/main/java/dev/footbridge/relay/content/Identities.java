package dev.footbridge.relay.content;

import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Accounts that belong to the same person, as the operator says; nothing is guessed. */
public final class Identities {

    private final Map<UserId, Map<WorkspaceId, UserId>> counterparts = new HashMap<>();

    /** @param people the accounts of each person */
    public Identities(Collection<Set<UserId>> people) {
        for (Set<UserId> accounts : people) {
            Map<WorkspaceId, UserId> byWorkspace = new HashMap<>();
            accounts.forEach(account -> byWorkspace.putIfAbsent(account.workspace(), account));
            accounts.forEach(account -> counterparts.put(account, byWorkspace));
        }
    }

    /** The same person's account elsewhere; empty also for an account of that workspace itself. */
    public Optional<UserId> counterpart(UserId user, WorkspaceId workspace) {
        return user.workspace().equals(workspace)
                ? Optional.empty()
                : Optional.ofNullable(counterparts.getOrDefault(user, Map.of()).get(workspace));
    }
}
