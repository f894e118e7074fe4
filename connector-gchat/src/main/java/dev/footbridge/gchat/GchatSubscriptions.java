package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.http.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One subscription of Google Workspace Events per space. Google allows no second one of the same app and account, ends
 * each after hours or days, and writes to a Pub/Sub topic; the address of webhooks is the affair of whoever set up the
 * topic. Renewed by the clock: the reminder an hour before the end may get lost. See
 * <a href="https://developers.google.com/workspace/events/guides/create-subscription">Create a subscription</a>.
 */
final class GchatSubscriptions implements Subscriptions {

    private static final String CHAT = "google.workspace.chat.";
    static final List<String> MESSAGES =
            List.of(CHAT + "message.v1.created", CHAT + "message.v1.updated", CHAT + "message.v1.deleted");
    static final List<String> REACTIONS = List.of(CHAT + "reaction.v1.created", CHAT + "reaction.v1.deleted");
    private static final List<String> MEMBERSHIPS =
            List.of(CHAT + "membership.v1.created", CHAT + "membership.v1.deleted");
    private static final List<String> SPACES = List.of(CHAT + "space.v1.updated");

    private static final String TARGET = "//chat.googleapis.com/";
    private static final Pattern NAME = Pattern.compile("subscriptions/[A-Za-z0-9._~%+=-]{1,400}");
    private static final Pattern OPERATION = Pattern.compile("operations/[A-Za-z0-9._~%+=/-]{1,400}");

    /** Looking after what Google told in the meantime costs no call when there is nothing to do. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

    /** What a lease without an end is taken for; the shortest that Google gives is four hours. */
    private static final Duration LEAST_LEASE = Duration.ofHours(1);

    private static final int MAX_PAGES = 100;
    private static final int MOST_LOOKS = 5;

    /** What an administrator may not have approved of an app. */
    private static final List<Set<String>> LESS = List.of(
            Set.of("chat.app.memberships.readonly"),
            Set.of("chat.app.spaces.readonly"),
            Set.of("chat.app.memberships.readonly", "chat.app.spaces.readonly"));

    private final GchatApi api;
    private final GchatIds ids;
    private final GchatAuth auth;
    private final GchatLeases leases;
    private final GchatBearer bearer;
    private final String topic;
    private final boolean fullPayload;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean adopted;

    GchatSubscriptions(
            GchatApi api,
            GchatIds ids,
            GchatAuth auth,
            GchatLeases leases,
            GchatBearer bearer,
            String topic,
            boolean fullPayload,
            Clock clock) {
        this.api = api;
        this.ids = ids;
        this.auth = auth;
        this.leases = leases;
        this.bearer = bearer;
        this.topic = topic;
        this.fullPayload = fullPayload;
        this.clock = clock;
    }

    @Override
    public Instant ensure(Set<ChannelId> channels, URI address) throws ConnectorException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Map<ChannelId, String> wanted = new LinkedHashMap<>();
            for (ChannelId channel : new LinkedHashSet<>(channels)) {
                wanted.put(channel, ids.name(channel));
            }
            api.introduce();
            bearer.fetch();
            if (!adopted) {
                adopt(wanted);
            }
            for (GchatLeases.Lease lease : leases.all()) {
                if (!wanted.containsKey(lease.channel())) {
                    delete(lease.name());
                }
            }
            List<ConnectorException> failures = new ArrayList<>();
            for (Map.Entry<ChannelId, String> entry : wanted.entrySet()) {
                try {
                    ensure(entry.getKey(), entry.getValue());
                } catch (ConnectorException e) {
                    // One closed space must not keep the others from their events.
                    failures.add(e);
                }
            }
            if (!failures.isEmpty()) {
                throw failures.get(0);
            }
            return next();
        } finally {
            lock.unlock();
        }
    }

    private Instant next() {
        Instant latest = clock.instant().plus(LOOK_AGAIN);
        return leases.all().stream()
                .map(GchatLeases.Lease::renewAt)
                .filter(latest::isAfter)
                .min(Instant::compareTo)
                .orElse(latest);
    }

    private void ensure(ChannelId channel, String space) throws ConnectorException, InterruptedException {
        Optional<GchatLeases.Lease> found = leases.of(channel);
        if (found.isEmpty()) {
            create(channel, space);
            return;
        }
        String name = found.get().name();
        boolean doubtful = leases.isDoubtful(name);
        if (!doubtful && clock.instant().isBefore(found.get().renewAt())) {
            return;
        }
        try {
            if (doubtful) {
                reactivate(channel, name);
            }
            renew(channel, name);
            leases.trust(name);
        } catch (ConnectorException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            leases.remove(name);
            create(channel, space);
        }
    }

    /** A suspended subscription goes on only when asked to; one that is active refuses that, which is as good. */
    private void reactivate(ChannelId channel, String name) throws ConnectorException, InterruptedException {
        try {
            keep(
                    channel,
                    done(api.call(
                            GchatCall.REACTIVATE_SUBSCRIPTION, Map.of("subscription", name), Map.of(), Json.object())));
        } catch (ConnectorException e) {
            if (e.kind() != Kind.REJECTED) {
                throw e;
            }
        }
    }

    private void renew(ChannelId channel, String name) throws ConnectorException, InterruptedException {
        // No duration stands for the longest that Google gives.
        ObjectNode change = Json.object().put("ttl", "0s");
        keep(
                channel,
                done(api.call(
                        GchatCall.RENEW_SUBSCRIPTION,
                        Map.of("subscription", name),
                        Map.of("updateMask", "ttl"),
                        change)));
    }

    private void create(ChannelId channel, String space) throws ConnectorException, InterruptedException {
        try {
            createOnce(channel, space);
        } catch (ConnectorException e) {
            if (!e.code().equals(GchatErrors.ALREADY_EXISTS)) {
                throw e;
            }
            // Only one per space: what is in the way is of an earlier life, with other types or another topic.
            for (JsonNode other : list(Optional.of(space))) {
                Optional<String> name = name(other);
                if (name.isPresent()) {
                    delete(name.get());
                }
            }
            createOnce(channel, space);
        }
    }

    /**
     * What an administrator approved of an app shows only here: what is refused as a whole is asked for again without what
     * messages do not need.
     */
    private void createOnce(ChannelId channel, String space) throws ConnectorException, InterruptedException {
        try {
            createWith(channel, space, types());
        } catch (ConnectorException e) {
            if (auth.isDelegated() || e.kind() != Kind.FORBIDDEN || !createdWithout(channel, space)) {
                throw e;
            }
        }
    }

    private boolean createdWithout(ChannelId channel, String space) throws ConnectorException, InterruptedException {
        for (Set<String> less : LESS) {
            Set<String> names = less.stream()
                    .map(GchatScopes::full)
                    .filter(api.scopes()::holds)
                    .collect(Collectors.toSet());
            try {
                if (!names.isEmpty()) {
                    createWith(channel, space, types(names));
                    api.scopes().refused(names);
                    return true;
                }
            } catch (ConnectorException e) {
                if (e.kind() != Kind.FORBIDDEN) {
                    throw e;
                }
            }
        }
        return false;
    }

    private void createWith(ChannelId channel, String space, List<String> types)
            throws ConnectorException, InterruptedException {
        ObjectNode wanted = Json.object().put("targetResource", TARGET + space);
        types.forEach(wanted.putArray("eventTypes")::add);
        wanted.putObject("notificationEndpoint").put("pubsubTopic", topic);
        wanted.putObject("payloadOptions").put("includeResource", fullPayload);
        wanted.put("ttl", "0s");
        keep(channel, done(api.call(GchatCall.CREATE_SUBSCRIPTION, Map.of(), Map.of(), wanted)));
    }

    private List<String> types() {
        return types(Set.of());
    }

    /** What the scopes open, but for some; Google refuses a subscription with one type too many as a whole. */
    private List<String> types(Set<String> without) {
        List<String> types = new ArrayList<>(MESSAGES);
        if (auth.isDelegated()) {
            types.addAll(REACTIONS);
        }
        String prefix = auth.isDelegated() ? "chat." : "chat.app.";
        String memberships = GchatScopes.full(prefix + "memberships.readonly");
        if (api.scopes().holds(memberships) && !without.contains(memberships)) {
            types.addAll(MEMBERSHIPS);
        }
        String spaces = GchatScopes.full(prefix + "spaces.readonly");
        if (api.scopes().holds(spaces) && !without.contains(spaces)) {
            types.addAll(SPACES);
        }
        return types;
    }

    /** Waits for a long-running operation to end, a few looks long; Google says that it ends at once. */
    private JsonNode done(JsonNode operation) throws ConnectorException, InterruptedException {
        JsonNode now = operation;
        for (int i = 0; i < MOST_LOOKS && !Json.flag(now, "done"); i++) {
            String name = Json.text(now, "name")
                    .filter(raw -> OPERATION.matcher(raw).matches())
                    .orElseThrow(() -> GchatErrors.odd(GchatCall.GET_OPERATION, 200, "no_operation"));
            now = api.call(GchatCall.GET_OPERATION, Map.of("operation", name), Map.of());
        }
        if (!Json.flag(now, "done")) {
            throw ConnectorException.unavailable(
                    Effect.UNKNOWN, "operation_pending", "Subscribing takes longer than expected", null);
        }
        if (now.path("error").isObject()) {
            throw ConnectorException.of(
                    Kind.REJECTED,
                    "operation_failed",
                    "Subscribing failed; look at the topic and at who may publish to it");
        }
        return now.path("response");
    }

    private void keep(ChannelId channel, JsonNode subscription) throws ConnectorException {
        String name = name(subscription)
                .orElseThrow(() -> GchatErrors.odd(GchatCall.CREATE_SUBSCRIPTION, 200, "no_subscription"));
        Instant now = clock.instant();
        Instant end = GchatMessages.time(subscription, "expireTime").orElse(now.plus(LEAST_LEASE));
        Duration left = Duration.between(now, end);
        leases.put(new GchatLeases.Lease(name, channel, now.plus(left.dividedBy(2))));
    }

    private static Optional<String> name(JsonNode subscription) {
        return Json.text(subscription, "name").filter(name -> NAME.matcher(name).matches());
    }

    /** Finds what an earlier life of this connector left behind. */
    private void adopt(Map<ChannelId, String> wanted) throws ConnectorException, InterruptedException {
        leases.clear();
        for (JsonNode one : list(Optional.empty())) {
            boolean ours = Json.text(one, "notificationEndpoint", "pubsubTopic")
                    .filter(topic::equals)
                    .isPresent();
            Optional<String> name = name(one);
            Optional<ChannelId> channel = Json.text(one, "targetResource")
                    .filter(target -> target.startsWith(TARGET))
                    .flatMap(target -> ids.channel(Optional.of(target.substring(TARGET.length()))));
            if (!ours || name.isEmpty() || channel.isEmpty() || !wanted.containsKey(channel.get())) {
                continue;
            }
            boolean fits = new HashSet<>(Json.texts(one, "eventTypes")).equals(new HashSet<>(types()))
                    && Json.flag(one, "payloadOptions", "includeResource") == fullPayload;
            if (!fits) {
                delete(name.get());
                continue;
            }
            keep(channel.get(), one);
            if (!Json.text(one, "state").filter("ACTIVE"::equals).isPresent()) {
                leases.doubt(name.get());
            }
        }
        adopted = true;
    }

    private List<JsonNode> list(Optional<String> space) throws ConnectorException, InterruptedException {
        String filter = "event_types:\"" + MESSAGES.get(0) + "\""
                + space.map(name -> " AND target_resource=\"" + TARGET + name + "\"")
                        .orElse("");
        List<JsonNode> found = new ArrayList<>();
        Map<String, Object> query = new LinkedHashMap<>(Map.of("filter", filter, "pageSize", 100));
        for (int i = 0; i < MAX_PAGES; i++) {
            JsonNode page = api.call(GchatCall.LIST_SUBSCRIPTIONS, Map.of(), new LinkedHashMap<>(query));
            found.addAll(Json.items(page, "subscriptions"));
            Optional<String> next = Json.nonBlank(page, "nextPageToken");
            if (next.isEmpty()) {
                break;
            }
            query.put("pageToken", next.get());
        }
        return found;
    }

    private void delete(String name) throws ConnectorException, InterruptedException {
        try {
            api.call(GchatCall.DELETE_SUBSCRIPTION, Map.of("subscription", name), Map.of());
        } catch (ConnectorException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
        }
        leases.remove(name);
    }
}
