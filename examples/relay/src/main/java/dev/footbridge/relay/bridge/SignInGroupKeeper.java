package dev.footbridge.relay.bridge;

import dev.failsafe.RetryPolicy;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all groups for single sign-on, at the start and every {@link #INTERVAL}, and tells what stands in the way; what is
 * done with one is {@link KeptGroup}'s. One pass at a time.
 */
final class SignInGroupKeeper {

    static final Duration INTERVAL = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(SignInGroupKeeper.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);

    private record Place(WorkspaceId workspace, String group) {}

    private final List<SignInGroup> wanted;
    private final Map<String, Connector> connectors;
    private final Routes routes;
    private final Ledger ledger;
    private final BackgroundCalls calls;
    private final EngineObserver observer;
    private final Failpoints failpoints;
    private final List<KeptGroup> groups;
    private volatile Map<String, String> failing = Map.of();

    /** @throws IllegalArgumentException when a connector cannot do what a group needs */
    SignInGroupKeeper(
            List<SignInGroup> wanted,
            Map<String, Connector> connectors,
            Routes routes,
            Ledger ledger,
            BackgroundCalls calls,
            EngineObserver observer,
            Failpoints failpoints)
            throws LedgerException {
        this.wanted = wanted;
        this.connectors = connectors;
        this.routes = routes;
        this.ledger = ledger;
        this.calls = calls;
        this.observer = observer;
        this.failpoints = failpoints;
        this.groups = groups();
    }

    /** Those of the configuration, and those that were in it when the relay put somebody in: those are emptied again. */
    private List<KeptGroup> groups() throws LedgerException {
        List<KeptGroup> all = new ArrayList<>();
        Set<Place> taken = new HashSet<>();
        for (SignInGroup group : wanted) {
            Connector connector = able(group);
            if (!taken.add(new Place(connector.workspace(), group.group()))) {
                throw new IllegalArgumentException("sign-in-groups: group " + group.group() + " comes twice");
            }
            all.add(kept(group, connector));
        }
        for (Map.Entry<String, Connector> entry : connectors.entrySet()) {
            Connector connector = entry.getValue();
            for (String name : ledger.read(tx -> tx.groupMembers().groups(connector.workspace()))) {
                if (connector.signInGroups().isPresent() && taken.add(new Place(connector.workspace(), name))) {
                    all.add(kept(new SignInGroup(entry.getKey(), name, Map.of()), connector));
                }
            }
        }
        return all;
    }

    private Connector able(SignInGroup group) {
        Connector connector = connectors.get(group.connector());
        if (connector == null || connector.signInGroups().isEmpty()) {
            throw new IllegalArgumentException("sign-in-groups: connector " + group.connector()
                    + " changes no groups, on its platform or with its kind of credentials");
        }
        for (BridgedChannel channel : routes.all()) {
            boolean home = group.people().keySet().stream()
                    .anyMatch(account -> account.workspace().equals(channel.id().workspace()));
            if (home && channel.connector().memberships().isEmpty()) {
                throw new IllegalArgumentException("sign-in-groups: connector " + channel.connectorName()
                        + " does not tell who is in a conversation");
            }
        }
        return connector;
    }

    private KeptGroup kept(SignInGroup group, Connector connector) {
        PacedLookUps paced = new PacedLookUps(routes.all().stream()
                .filter(channel -> channel.connectorName().equals(group.connector()))
                .findFirst());
        return new KeptGroup(
                group,
                connector.workspace(),
                connector.signInGroups().orElseThrow(),
                paced,
                ledger,
                observer,
                failpoints);
    }

    /** Goes on until the calls are stopped. Without groups, now and before, there is nothing to do. */
    void start() {
        if (!groups.isEmpty()) {
            keep();
        }
    }

    private void keep() {
        RetryPolicy<Boolean> policy = BackgroundCalls.<Boolean>policy(
                        failure -> LOG.debug("sign-in groups: {}", BackgroundCalls.code(failure)))
                .withBackoff(FIRST_RETRY, INTERVAL)
                .withDelayFnOn(
                        attempt -> ((ConnectorException) attempt.getLastException())
                                .retryAfter()
                                .orElse(Duration.ofNanos(-1)),
                        ConnectorException.class)
                .build();
        calls.untilItWorks(policy, this::pass).thenAccept(done -> calls.after(INTERVAL, this::keep));
    }

    /** What goes wrong with one group is no obstacle to the others, and is tried again. */
    private boolean pass() throws ConnectorException, LedgerException, ExecutionException, InterruptedException {
        Rosters rosters = new Rosters(routes);
        Map<String, ConnectorException> failures = new LinkedHashMap<>();
        for (KeptGroup group : groups) {
            try {
                group.keep(rosters);
            } catch (ConnectorException e) {
                failures.put(group + " is not in step", e);
                observer.groupChanged(group.connector(), "failed");
            }
        }
        rosters.failures()
                .forEach((channel, e) -> failures.put("channel " + channel + " does not tell who is in it", e));
        report(failures);
        if (!failures.isEmpty()) {
            throw failures.values().iterator().next();
        }
        return true;
    }

    /** Each once until it is something else. */
    private void report(Map<String, ConnectorException> failures) {
        Map<String, String> now = new LinkedHashMap<>();
        failures.forEach((what, failure) -> {
            now.put(what, failure.code());
            if (!failure.code().equals(failing.get(what))) {
                LOG.atWarn()
                        .addKeyValue("event", "sign_in_group_failed")
                        .addKeyValue("code", failure.code())
                        .log("sign-in-groups: {}: {}", what, failure.getMessage());
            }
        });
        failing = now;
    }

    /** What stands in the way, a line each. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        failing.forEach((what, code) -> problems.add("sign-in-groups: " + what + " (" + code + ")"));
        return problems;
    }
}
