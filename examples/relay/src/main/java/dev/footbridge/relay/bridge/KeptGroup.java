package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.SignInGroups;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.relay.documents.LookUps;
import dev.footbridge.relay.ledger.GroupMemberTable;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One group for single sign-on: puts in who belongs in it and is not in, and takes out, of those that the relay put in, who
 * does not belong in it any more. The ledger knows of a member before the call is made, so that a crash leaves nobody
 * behind, and it knows of nobody whom somebody else put in.
 */
final class KeptGroup {

    /** Between a call and its record. */
    static final String CHANGED = "group-changed";

    private static final Logger LOG = LoggerFactory.getLogger(KeptGroup.class);

    private interface Change {
        void run(GroupMemberTable members) throws SQLException;
    }

    private final SignInGroup group;
    private final WorkspaceId workspace;
    private final SignInGroups directory;
    private final LookUps calls;
    private final Ledger ledger;
    private final EngineObserver observer;
    private final Failpoints failpoints;

    KeptGroup(
            SignInGroup group,
            WorkspaceId workspace,
            SignInGroups directory,
            LookUps calls,
            Ledger ledger,
            EngineObserver observer,
            Failpoints failpoints) {
        this.group = group;
        this.workspace = workspace;
        this.directory = directory;
        this.calls = calls;
        this.ledger = ledger;
        this.observer = observer;
        this.failpoints = failpoints;
    }

    String connector() {
        return group.connector();
    }

    @Override
    public String toString() {
        return "group " + group.group() + " of connector " + group.connector();
    }

    /** Brings the group into step; what could not be done is left to the next time. */
    void keep(Rosters rosters) throws ConnectorException, LedgerException, ExecutionException, InterruptedException {
        Set<UserId> belonging = new HashSet<>();
        Set<UserId> unsure = new HashSet<>();
        for (Map.Entry<UserId, UserId> person : group.people().entrySet()) {
            switch (rosters.presence(person.getKey(), group.connector())) {
                case PRESENT -> belonging.add(person.getValue());
                case UNKNOWN -> unsure.add(person.getValue());
                case ABSENT -> {
                    // Who is in no bridged conversation belongs in no group.
                }
            }
        }
        Map<String, Boolean> ours = ledger.read(tx -> tx.groupMembers().of(workspace, group.group()));
        for (String user : ours.keySet()) {
            UserId account = new UserId(workspace, user);
            if (!belonging.contains(account) && !unsure.contains(account)) {
                remove(account);
            }
        }
        belonging.removeIf(account -> ours.getOrDefault(account.value(), false));
        if (!belonging.isEmpty()) {
            add(belonging, ours.keySet());
        }
    }

    private void remove(UserId account) throws ConnectorException, ExecutionException, InterruptedException {
        calls.call(() -> directory.remove(group.group(), account));
        failpoints.reached(CHANGED);
        forget(account);
        tell(account, "removed");
    }

    /** @param begun whom the relay set about to put in before, without hearing whether it did */
    private void add(Set<UserId> accounts, Set<String> begun)
            throws ConnectorException, ExecutionException, InterruptedException {
        Set<UserId> there =
                new HashSet<>(Rosters.all(cursor -> calls.call(() -> directory.members(group.group(), cursor))));
        Optional<ConnectorException> failure = Optional.empty();
        for (UserId account : accounts) {
            boolean again = begun.contains(account.value());
            try {
                if (!there.contains(account)) {
                    add(account, again);
                } else if (again) {
                    made(account);
                }
            } catch (ConnectorException e) {
                if (e.kind() != Kind.NOT_FOUND && e.kind() != Kind.REJECTED) {
                    throw e;
                }
                // About this account alone; the others go on.
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private void add(UserId account, boolean again)
            throws ConnectorException, ExecutionException, InterruptedException {
        if (!again) {
            intend(account);
        }
        Optional<Boolean> added;
        try {
            added = calls.call(() -> added(account));
        } catch (ConnectorException e) {
            if (!again) {
                forget(account);
            }
            throw e;
        }
        failpoints.reached(CHANGED);
        if (added.isEmpty()) {
            throw ConnectorException.unavailable(
                    Effect.UNKNOWN, "answer_lost", "Whether an account is in is looked up again", null);
        }
        if (added.get() || again) {
            made(account);
        } else {
            // Somebody else was quicker, so it is theirs.
            forget(account);
        }
    }

    /** Empty when the answer was lost: tried again at once, nobody could tell who had put the account in. */
    private Optional<Boolean> added(UserId account) throws ConnectorException, InterruptedException {
        try {
            return Optional.of(directory.add(group.group(), account));
        } catch (ConnectorException e) {
            if (e.effect() == Effect.UNKNOWN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void intend(UserId account) throws ExecutionException, InterruptedException {
        ledger.write(tx -> {
                    tx.groupMembers().intend(tx.channels().workspace(workspace), group.group(), account.value());
                    return 0;
                })
                .get();
    }

    private void made(UserId account) throws ExecutionException, InterruptedException {
        record(members -> members.made(workspace, group.group(), account.value()));
        tell(account, "added");
    }

    private void forget(UserId account) throws ExecutionException, InterruptedException {
        record(members -> members.forget(workspace, group.group(), account.value()));
    }

    private void record(Change change) throws ExecutionException, InterruptedException {
        ledger.write(tx -> {
                    change.run(tx.groupMembers());
                    return 0;
                })
                .get();
    }

    private void tell(UserId account, String change) {
        observer.groupChanged(group.connector(), change);
        LOG.atInfo()
                .addKeyValue("event", "sign_in_group")
                .addKeyValue("connector", group.connector())
                .addKeyValue("group", group.group())
                .addKeyValue("account", account.value())
                .addKeyValue("change", change)
                .log("a member of a group for single sign-on was {}", change);
    }
}
