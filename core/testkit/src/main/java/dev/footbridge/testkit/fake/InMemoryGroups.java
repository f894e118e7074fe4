package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.SignInGroups;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The directory's groups; only an administrator makes one. Listing is a look-up, each change an edit. */
final class InMemoryGroups implements SignInGroups {

    private final InMemoryWorkspace workspace;
    private final Map<String, Set<UserId>> groups = new HashMap<>();

    InMemoryGroups(InMemoryWorkspace workspace) {
        this.workspace = workspace;
    }

    synchronized void make(String group, Collection<UserId> people) {
        groups.put(group, new LinkedHashSet<>(people));
    }

    synchronized Set<UserId> of(String group) {
        return Set.copyOf(groups.getOrDefault(group, Set.of()));
    }

    @Override
    public Page<UserId> members(String group, Optional<String> cursor) throws ConnectorException, InterruptedException {
        return workspace.gate().call(Verb.LOOK_UP, Optional.empty(), () -> {
            synchronized (this) {
                return new Page<>(List.copyOf(existing(group)), Optional.empty());
            }
        });
    }

    @Override
    public boolean add(String group, UserId user) throws ConnectorException, InterruptedException {
        return workspace.gate().call(Verb.EDIT, Optional.empty(), () -> {
            synchronized (this) {
                if (workspace.user(user).isEmpty()) {
                    throw ConnectorException.of(Kind.NOT_FOUND, "no_user", "no such account");
                }
                return existing(group).add(user);
            }
        });
    }

    @Override
    public boolean remove(String group, UserId user) throws ConnectorException, InterruptedException {
        return workspace.gate().call(Verb.EDIT, Optional.empty(), () -> {
            synchronized (this) {
                return groups.getOrDefault(group, new LinkedHashSet<>()).remove(user);
            }
        });
    }

    private Set<UserId> existing(String group) throws ConnectorException {
        Set<UserId> known = groups.get(group);
        if (known == null) {
            throw ConnectorException.of(Kind.NOT_FOUND, "no_group", "no such group");
        }
        return known;
    }
}
