package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Google Workspace Events: {@code subscriptions} and their long-running operations. */
final class EventSubscriptionMethods {
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})(?:\\.\\d{1,9})?s");
    private static final int MAX_OPERATIONS = 1_000;

    private final Domain domain;
    private final Tokens tokens;
    private final EventSubscriptions subscriptions;
    private final Map<String, ObjectNode> operations = new LinkedHashMap<>();
    private volatile boolean slow;

    EventSubscriptionMethods(Domain domain, Tokens tokens, EventSubscriptions subscriptions) {
        this.domain = domain;
        this.tokens = tokens;
        this.subscriptions = subscriptions;
    }

    void register(ChatApi api) {
        api.add("workspaceevents.subscriptions.create", this::create);
        api.add("workspaceevents.subscriptions.get", call -> Reply.json(json(own(call))));
        api.add("workspaceevents.subscriptions.list", this::list);
        api.add("workspaceevents.subscriptions.patch", this::patch);
        api.add("workspaceevents.subscriptions.delete", this::delete);
        api.add("workspaceevents.subscriptions.reactivate", this::reactivate);
        api.add("workspaceevents.operations.get", this::operation);
    }

    /** Whether operations are not done in their first answer. */
    void slow(boolean on) {
        slow = on;
    }

    private ObjectNode json(EventSubscription subscription) {
        return subscription.json(domain.identity());
    }

    private Reply create(Call call) {
        ObjectNode body = call.body();
        Caller caller = call.caller();
        String target = Json.text(body, "targetResource");
        List<String> types = types(body, target);
        EventTypes.check(caller, types, tokens.approved(), call.method().id());
        checkTarget(caller, target);
        String topic = Json.text(body.path("notificationEndpoint"), "pubsubTopic");
        checkTopic(topic);
        boolean taken = subscriptions.all().stream()
                .anyMatch(one -> one.target().equals(target)
                        && one.owner().self().equals(caller.self())
                        && one.owner().app() == caller.app());
        if (taken) {
            throw ChatFault.exists("A subscription for this target resource and authority already exists.");
        }
        JsonNode options = body.path("payloadOptions");
        boolean whole = options.path("includeResource").asBoolean();
        Instant now = domain.now();
        EventSubscription made = new EventSubscription(
                "chat-spaces-" + domain.ids().letters(16).toLowerCase(Locale.ROOT),
                domain.ids().letters(22),
                caller,
                target,
                types,
                topic,
                new EventSubscription.Payload(whole, whole ? Json.text(options, "fieldMask") : ""),
                now,
                now,
                expiry(body, whole, caller, now),
                "",
                0);
        if (!call.flag("validateOnly")) {
            subscriptions.put(made);
        }
        return done("Subscription", json(made));
    }

    private static List<String> types(JsonNode body, String target) {
        List<String> types = new ArrayList<>();
        body.path("eventTypes").forEach(type -> types.add(type.asText()));
        boolean user = target.startsWith(EventSubscription.USERS);
        boolean sound = !types.isEmpty()
                && types.stream().allMatch(EventTypes::known)
                && (!user || types.stream().allMatch(type -> type.contains(".membership.")));
        if (!sound) {
            throw ChatFault.invalid("Invalid event types for this target resource.");
        }
        return types;
    }

    private void checkTarget(Caller caller, String target) {
        if (target.equals(EventSubscription.ALL_SPACES)) {
            require(!caller.app(), "All spaces are for user authentication only.");
        } else if (target.startsWith(EventSubscription.SPACES)) {
            boolean member = domain.spaceById(target.substring(EventSubscription.SPACES.length()))
                    .filter(space -> space.has(caller.self()))
                    .isPresent();
            if (!member) {
                throw ChatFault.forbidden("The caller is not a member of the target resource, or it does not exist.");
            }
        } else if (target.startsWith(EventSubscription.USERS)) {
            String id = target.substring(EventSubscription.USERS.length());
            require(!caller.app() && caller.self().id().equals(id), "A user subscribes to nobody else.");
        } else {
            throw ChatFault.invalid("Invalid target resource.");
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw ChatFault.forbidden(message);
        }
    }

    private void checkTopic(String topic) {
        if (!topic.startsWith("projects/" + domain.identity().projectId() + "/topics/")) {
            throw ChatFault.invalid("The topic has to be of the same project.");
        }
        subscriptions.obstacle(topic).ifPresent(obstacle -> {
            throw obstacle.equals("ENDPOINT_NOT_FOUND")
                    ? ChatFault.notFound()
                    : ChatFault.forbidden(
                            "The service account " + Pubsub.CHAT_PUBLISHER + " may not publish to the topic.");
        });
    }

    private static Instant expiry(JsonNode body, boolean whole, Caller owner, Instant now) {
        Duration longest = EventSubscription.longest(whole, owner);
        if (body.has("expireTime")) {
            Instant wanted = Json.time(Json.text(body, "expireTime"))
                    .orElseThrow(() -> ChatFault.invalid("Invalid expire_time."));
            return limited(wanted, now, longest);
        }
        String ttl = Json.text(body, "ttl");
        if (ttl.isEmpty()) {
            return now.plus(longest);
        }
        Matcher seconds = SECONDS.matcher(ttl);
        if (!seconds.matches()) {
            throw ChatFault.invalid("Invalid ttl.");
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(seconds.group(1)));
        return wanted.isZero() ? now.plus(longest) : limited(now.plus(wanted), now, longest);
    }

    private static Instant limited(Instant wanted, Instant now, Duration longest) {
        if (!wanted.isAfter(now) || wanted.isAfter(now.plus(longest))) {
            throw ChatFault.invalid("The expiration time has to be within " + longest.toHours() + " hours.");
        }
        return wanted;
    }

    /** Others' subscriptions are hidden from whoever did not authorise them. */
    private EventSubscription own(Call call) {
        EventSubscription found =
                subscriptions.find(call.param("subscriptionsId")).orElseThrow(ChatFault::notFound);
        require(owns(call.caller(), found), "The caller does not have permission.");
        return found;
    }

    private static boolean owns(Caller caller, EventSubscription subscription) {
        return subscription.owner().app() == caller.app()
                && subscription.owner().self().equals(caller.self());
    }

    private Reply list(Call call) {
        Filter.Expression filter =
                Filter.parse(call.option("filter").orElseThrow(() -> ChatFault.invalid("The filter is required.")));
        boolean sound = filter.clauses().stream()
                        .allMatch(clause -> Set.of("event_types:", "eventTypes:", "target_resource=", "targetResource=")
                                .contains(clause.field() + clause.operator()))
                && filter.clauses().stream()
                        .anyMatch(clause -> clause.operator().equals(":"));
        if (!sound) {
            throw Filter.invalid();
        }
        List<EventSubscription> found = subscriptions.all().stream()
                .filter(one -> owns(call.caller(), one))
                .filter(one -> filter.matches(clause -> clause.operator().equals(":")
                        ? one.types().contains(clause.value())
                        : one.target().equals(clause.value())))
                .toList();
        return Pages.reply(call, "subscriptions", found, call.pageSize("pageSize", 50, 100), this::json);
    }

    private Reply patch(Call call) {
        EventSubscription subscription = own(call);
        ObjectNode body = call.body();
        List<String> mask =
                List.of(call.option("updateMask", "update_mask").orElse("*").split(","));
        Instant now = domain.now();
        EventSubscription changed = subscription;
        for (String path : mask) {
            switch (path.strip()) {
                case "ttl", "expire_time", "expireTime" ->
                    changed =
                            changed.renewed(now, expiry(body, changed.payload().whole(), changed.owner(), now));
                case "event_types", "eventTypes" -> {
                    List<String> types = types(body, changed.target());
                    EventTypes.check(
                            call.caller(),
                            types,
                            tokens.approved(),
                            call.method().id());
                    changed = changed.withTypes(now, types);
                }
                case "*" -> {
                    changed =
                            changed.renewed(now, expiry(body, changed.payload().whole(), changed.owner(), now));
                    if (body.has("eventTypes")) {
                        changed = changed.withTypes(now, types(body, changed.target()));
                    }
                }
                default -> throw ChatFault.invalid("The update mask has a path that cannot be updated.");
            }
        }
        if (!call.flag("validateOnly")) {
            subscriptions.put(changed);
        }
        return done("Subscription", json(changed));
    }

    private Reply delete(Call call) {
        if (subscriptions.find(call.param("subscriptionsId")).isEmpty() && call.flag("allowMissing")) {
            return done("Empty", Json.object());
        }
        EventSubscription subscription = own(call);
        call.option("etag").ifPresent(etag -> {
            if (!etag.equals(Json.text(json(subscription), "etag"))) {
                throw ChatFault.of(409, "ABORTED", "The etag does not match.");
            }
        });
        if (!call.flag("validateOnly")) {
            subscriptions.remove(subscription.id());
        }
        return done("Empty", Json.object());
    }

    private Reply reactivate(Call call) {
        EventSubscription subscription = own(call);
        if (subscription.active()) {
            throw ChatFault.precondition("The subscription is not suspended.");
        }
        EventTypes.check(
                call.caller(),
                subscription.types(),
                tokens.approved(),
                call.method().id());
        checkTarget(call.caller(), subscription.target());
        checkTopic(subscription.topic());
        EventSubscription active = subscription.suspended(domain.now(), "");
        subscriptions.put(active);
        return done("Subscription", json(active));
    }

    private Reply done(String type, ObjectNode response) {
        ObjectNode typed = Json.object();
        typed.put(
                "@type",
                type.equals("Empty")
                        ? "type.googleapis.com/google.protobuf.Empty"
                        : "type.googleapis.com/google.apps.events.subscriptions.v1." + type);
        typed.setAll(response);
        String id = domain.ids().letters(32);
        ObjectNode operation = Json.object().put("name", "operations/" + id).put("done", true);
        operation.set("response", typed);
        operations.put(id, operation);
        if (operations.size() > MAX_OPERATIONS) {
            operations.remove(operations.keySet().iterator().next());
        }
        return Reply.json(slow ? Json.object().put("name", "operations/" + id) : operation);
    }

    private Reply operation(Call call) {
        ObjectNode operation = operations.get(call.param("operationsId"));
        if (operation == null) {
            throw ChatFault.notFound();
        }
        return Reply.json(operation);
    }
}
