package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.relay.bridge.BridgePolicy.Edits;
import dev.footbridge.relay.bridge.BridgePolicy.Reactions;
import dev.footbridge.relay.documents.DocumentPolicy;
import dev.footbridge.relay.ledger.ChannelRow;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import dev.footbridge.relay.transfer.FileRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
import java.util.stream.Collectors;

/**
 * Which channels get what happens in a channel. Bridges that share a channel are one graph; a channel's targets are
 * all that can be reached from it, each once, whatever rings there are.
 */
final class Routes {

    /** Where things go from one channel. */
    private record Targets(
            List<BridgedChannel> posts,
            List<BridgedChannel> removals,
            List<BridgedChannel> reactions,
            Map<Long, Terms> terms) {}

    private record Edge(BridgedChannel from, BridgedChannel to, BridgePolicy policy) {}

    private static final Targets NOWHERE = new Targets(List.of(), List.of(), List.of(), Map.of());

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
        Map<Long, List<Edge>> from =
                edges.stream().collect(Collectors.groupingBy(edge -> edge.from().number()));
        for (BridgedChannel channel : routes.byNumber.values()) {
            routes.targets.put(channel.number(), targets(channel, from));
        }
        routes.shareEmoji(bridges);
        return routes;
    }

    /** A permission holds where a way leads there over bridges that all give it. */
    private static Targets targets(BridgedChannel channel, Map<Long, List<Edge>> edges) {
        List<BridgedChannel> posts = reachable(channel, edges, policy -> true);
        List<BridgedChannel> reactions = reachable(channel, edges, policy -> policy.reactions() != Reactions.OFF);
        List<BridgedChannel> replies = reachable(channel, edges, policy -> policy.reactions() == Reactions.REPLY);
        List<BridgedChannel> edits = reachable(channel, edges, policy -> policy.edits() == Edits.REPLY);
        List<BridgedChannel> broadcast = reachable(channel, edges, BridgePolicy::broadcast);
        List<BridgedChannel> previews = reachable(channel, edges, BridgePolicy::previews);
        Map<BridgedChannel, FileRules> files = files(channel, edges);
        List<BridgedChannel> checked = reachable(channel, edges, policy -> policy.documents() != DocumentPolicy.OFF);
        List<BridgedChannel> shared = reachable(channel, edges, policy -> policy.documents() == DocumentPolicy.SHARE);
        Map<Long, Terms> terms = new HashMap<>();
        for (BridgedChannel target : posts) {
            terms.put(
                    target.number(),
                    new Terms(
                            reactions.contains(target),
                            replies.contains(target),
                            edits.contains(target),
                            broadcast.contains(target),
                            previews.contains(target),
                            files.getOrDefault(target, FileRules.NOTHING),
                            documents(target, checked, shared)));
        }
        return new Targets(posts, reachable(channel, edges, BridgePolicy::removals), reactions, terms);
    }

    /** What the shortest way allows over whose bridges files may go. */
    private static Map<BridgedChannel, FileRules> files(BridgedChannel start, Map<Long, List<Edge>> edges) {
        Map<BridgedChannel, FileRules> rules = new LinkedHashMap<>(Map.of(start, FileRules.EVERYTHING));
        Deque<BridgedChannel> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            BridgedChannel from = open.remove();
            for (Edge edge : edges.getOrDefault(from.number(), List.of())) {
                FileRules both = rules.getOrDefault(from, FileRules.NOTHING)
                        .and(edge.policy().files());
                if (both.on() && rules.putIfAbsent(edge.to(), both) == null) {
                    open.add(edge.to());
                }
            }
        }
        return rules;
    }

    private static DocumentPolicy documents(
            BridgedChannel target, List<BridgedChannel> checked, List<BridgedChannel> shared) {
        if (shared.contains(target)) {
            return DocumentPolicy.SHARE;
        }
        return checked.contains(target) ? DocumentPolicy.CHECK : DocumentPolicy.OFF;
    }

    /** Bridges that join share their tables: a reaction is one on all channels that it reaches. */
    private void shareEmoji(List<BridgeSpec> bridges) {
        Map<BridgedChannel, Set<BridgeSpec>> joined = new HashMap<>();
        for (BridgeSpec bridge : bridges) {
            Set<BridgeSpec> together = new LinkedHashSet<>(List.of(bridge));
            Set<BridgedChannel> channels = new LinkedHashSet<>();
            bridge.endpoints().forEach(endpoint -> find(endpoint.channel()).ifPresent(channels::add));
            for (BridgedChannel channel : List.copyOf(channels)) {
                Set<BridgeSpec> known = joined.getOrDefault(channel, Set.of());
                together.addAll(known);
            }
            joined.forEach((channel, known) -> {
                if (!Collections.disjoint(known, together)) {
                    channels.add(channel);
                }
            });
            channels.forEach(channel -> joined.put(channel, together));
        }
        joined.forEach((channel, together) -> channel.emoji(new EmojiTable(together.stream()
                .flatMap(bridge -> bridge.policy().emoji().stream())
                .toList())));
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

    private static List<BridgedChannel> reachable(
            BridgedChannel start, Map<Long, List<Edge>> edges, Predicate<BridgePolicy> allowed) {
        Set<BridgedChannel> seen = new LinkedHashSet<>();
        Deque<BridgedChannel> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            for (Edge edge : edges.getOrDefault(open.remove().number(), List.of())) {
                if (edge.to() != start && allowed.test(edge.policy()) && seen.add(edge.to())) {
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

    /** Whether the relay writes in a channel. */
    boolean isWritten(BridgedChannel channel) {
        return byNumber.values().stream().anyMatch(other -> posts(other).contains(channel));
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

    /** What may go from one channel to another, and how. */
    Terms terms(BridgedChannel from, BridgedChannel to) {
        return targets.getOrDefault(from.number(), NOWHERE).terms().getOrDefault(to.number(), Terms.NONE);
    }

    void moved(BridgedChannel channel, ChannelId to) {
        byId.put(to, channel);
        channel.movedTo(to);
    }
}
