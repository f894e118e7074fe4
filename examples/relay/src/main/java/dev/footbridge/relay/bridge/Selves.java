package dev.footbridge.relay.bridge;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The relay's own accounts; their reactions come from other channels already. */
final class Selves {

    private record Account(long workspace, String user) {}

    private final Set<Account> accounts = ConcurrentHashMap.newKeySet();

    void add(long workspace, String user) {
        accounts.add(new Account(workspace, user));
    }

    /** Whether the relay's own reactions can be told from people's. */
    boolean isKnown(long workspace) {
        return accounts.stream().anyMatch(account -> account.workspace() == workspace);
    }

    boolean contains(long workspace, String user) {
        return accounts.contains(new Account(workspace, user));
    }
}
