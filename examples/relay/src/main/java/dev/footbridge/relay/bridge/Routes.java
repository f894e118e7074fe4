package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.relay.ledger.ChannelRow;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Which channels get what happens in a channel. Bridges that share a channel are one graph; a channel's targets are
 * all that can be reached from it, each once, whatever rings there are.
 */
final class Routes {

    /** Where things go from one channel. */
    private record Targets(List<BridgedChannel> posts, List<BridgedChannel> removals, List<BridgedChannel> reactions) {}

    private record Edge(BridgedChannel from, BridgedChannel to, BridgePolicy policy) {}

    private static final Targets NOWHERE = new Targets(List.of(), List.of(), List.of());

    private final Map<ChannelId, BridgedChannel> byId = new ConcurrentHashMap<>();
    private final Map<Long, BridgedChannel> byNumber = new LinkedHashMap<>();
    private final Map<Long, Targets> targets = new HashMap<>();

    private Routes() {}

    /** Interns the channels; one that is new starts now. */
    static Routes of(List<BridgeSpec> bridges, Map<String, Connector> connectors, Ledger ledger, long now)
            throws LedgerException {
        Routes routes = new Routes();
        List<Edge> edges = new ArrayList<>();
        for (BridgeSpec bridge : bridges) {
            List<BridgedChannel> channels = new ArrayList<>();
            for (EndpointSpec endpoint : bridge.endpoints()) {
                channels.add(routes.intern(bridge, endpoint, connectors, ledger, now));
            }
            for (int from = 0; from < channels.size(); from++) {
                for (int to = 0; to < channels.size(); to++) {
                    if (from != to
                            && bridge.endpoints().get(from).direction().receives()
                            && bridge.endpoints().get(to).direction().sends()) {
                        edges.add(new Edge(channels.get(from), channels.get(to), bridge.policy()));
                    }
                }
            }
        }
        for (BridgedChannel channel : routes.byNumber.values()) {
            routes.targets.put(
                    channel.number(),
                    new Targets(
                            reachable(channel, edges, edge -> true),
                            reachable(channel, edges, edge -> edge.policy().removals()),
                            reachable(channel, edges, edge -> edge.policy().reactions())));
        }
        return routes;
    }

    private BridgedChannel intern(
            BridgeSpec bridge, EndpointSpec endpoint, Map<String, Connector> connectors, Ledger ledger, long now)
            throws LedgerException {
        Connector connector = connectors.get(endpoint.connector());
        if (connector == null) {
            throw new IllegalArgumentException(
                    "bridge " + bridge.name() + " names an unknown connector: " + endpoint.connector());
        }
        refuseSecondConnector(endpoint);
        BridgedChannel known = byId.get(endpoint.channel());
        if (known != null) {
            return known;
        }
        ChannelRow row = written(ledger, endpoint.channel(), now);
        BridgedChannel channel = new BridgedChannel(
                row.id(),
                row.workspace(),
                row.channel(),
                endpoint.connector(),
                connector,
                row.bridgedAt().orElse(now));
        byNumber.put(row.id(), channel);
        byId.put(endpoint.channel(), channel);
        byId.put(row.channel(), channel);
        return channel;
    }

    /** Two identities of the relay in one workspace would take each other for people. */
    private void refuseSecondConnector(EndpointSpec endpoint) {
        for (BridgedChannel other : byNumber.values()) {
            if (other.id().workspace().equals(endpoint.channel().workspace())
                    && !other.connectorName().equals(endpoint.connector())) {
                throw new IllegalArgumentException(
                        "the bridges reach " + endpoint.channel().workspace()
                                + " through two connectors, " + other.connectorName() + " and " + endpoint.connector()
                                + ": use one of them in all bridges");
            }
        }
    }

    private static ChannelRow written(Ledger ledger, ChannelId id, long now) throws LedgerException {
        try {
            return ledger.write(tx -> {
                        ChannelRow row = tx.channels().intern(id);
                        if (row.bridgedAt().isEmpty()) {
                            tx.channels().bridged(row.id(), now);
                        }
                        return row;
                    })
                    .join();
        } catch (CompletionException e) {
            throw new LedgerException("the ledger cannot be written", e.getCause());
        }
    }

    private static List<BridgedChannel> reachable(BridgedChannel start, List<Edge> edges, Predicate<Edge> allowed) {
        Set<BridgedChannel> seen = new LinkedHashSet<>();
        Deque<BridgedChannel> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            BridgedChannel here = open.remove();
            for (Edge edge : edges) {
                if (edge.from() == here && edge.to() != start && allowed.test(edge) && seen.add(edge.to())) {
                    open.add(edge.to());
                }
            }
        }
        return List.copyOf(seen);
    }

    Optional<BridgedChannel> find(ChannelId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Empty for a channel that is not bridged any more. */
    Optional<BridgedChannel> byNumber(long number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /** The connector of a workspace that has a bridged channel. */
    Connector connectorOf(WorkspaceId workspace) {
        return byNumber.values().stream()
                .filter(channel -> channel.id().workspace().equals(workspace))
                .map(BridgedChannel::connector)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no connector for " + workspace));
    }

    Collection<BridgedChannel> all() {
        return byNumber.values();
    }

    /** Channels that must be heard: something goes somewhere from them. */
    List<BridgedChannel> sources() {
        return byNumber.values().stream()
                .filter(channel -> !posts(channel).isEmpty())
                .toList();
    }

    List<BridgedChannel> posts(BridgedChannel from) {
        return targets.getOrDefault(from.number(), NOWHERE).posts();
    }

    List<BridgedChannel> removals(BridgedChannel from) {
        return targets.getOrDefault(from.number(), NOWHERE).removals();
    }

    List<BridgedChannel> reactions(BridgedChannel from) {
        return targets.getOrDefault(from.number(), NOWHERE).reactions();
    }

    void moved(BridgedChannel channel, ChannelId to) {
        byId.put(to, channel);
        channel.movedTo(to);
    }
}
