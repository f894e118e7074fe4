package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of Pub/Sub's REST API that a bridge uses. */
final class PubsubMethods {
    private static final int MAX_PULL = 1_000;

    private final Pubsub pubsub;
    private final Ids ids;

    PubsubMethods(Pubsub pubsub, Ids ids) {
        this.pubsub = pubsub;
        this.ids = ids;
    }

    void register(ChatApi api) {
        api.add("pubsub.projects.topics.create", this::createTopic);
        api.add("pubsub.projects.topics.get", call -> Reply.json(Map.of("name", topic(call))));
        api.add("pubsub.projects.topics.delete", this::deleteTopic);
        api.add("pubsub.projects.topics.publish", this::publish);
        api.add("pubsub.projects.topics.setIamPolicy", this::setPolicy);
        api.add("pubsub.projects.topics.getIamPolicy", call -> Reply.json(policy(topic(call))));
        api.add("pubsub.projects.subscriptions.create", this::create);
        api.add("pubsub.projects.subscriptions.get", call -> Reply.json(json(subscription(call))));
        api.add("pubsub.projects.subscriptions.list", this::list);
        api.add("pubsub.projects.subscriptions.delete", this::delete);
        api.add("pubsub.projects.subscriptions.modifyPushConfig", this::modifyPushConfig);
        api.addWaiting("pubsub.projects.subscriptions.pull", this::pull);
        api.addWaiting("pubsub.projects.subscriptions.acknowledge", this::acknowledge);
        api.addWaiting("pubsub.projects.subscriptions.modifyAckDeadline", this::modifyAckDeadline);
    }

    private static String topicName(Call call) {
        return "projects/" + call.param("projectsId") + "/topics/" + call.param("topicsId");
    }

    private static String subscriptionName(Call call) {
        return "projects/" + call.param("projectsId") + "/subscriptions/" + call.param("subscriptionsId");
    }

    private String topic(Call call) {
        String name = topicName(call);
        if (pubsub.publishers(name).isEmpty()) {
            throw ChatFault.of(404, "NOT_FOUND", "Resource not found (resource=" + call.param("topicsId") + ").");
        }
        return name;
    }

    private Pubsub.Subscription subscription(Call call) {
        return pubsub.find(subscriptionName(call))
                .orElseThrow(() -> ChatFault.of(
                        404, "NOT_FOUND", "Resource not found (resource=" + call.param("subscriptionsId") + ")."));
    }

    private Reply createTopic(Call call) {
        if (!pubsub.addTopic(topicName(call))) {
            throw ChatFault.exists("Resource already exists in the project.");
        }
        return Reply.json(Map.of("name", topicName(call)));
    }

    private Reply deleteTopic(Call call) {
        pubsub.removeTopic(topic(call));
        return Reply.json(Json.object());
    }

    private Reply publish(Call call) {
        String topic = topic(call);
        ArrayNode published = Json.array();
        for (JsonNode message : call.body().path("messages")) {
            Map<String, String> attributes = new LinkedHashMap<>();
            message.path("attributes")
                    .fields()
                    .forEachRemaining(entry ->
                            attributes.put(entry.getKey(), entry.getValue().asText()));
            PubsubMessage made =
                    pubsub.message(attributes, base64(Json.text(message, "data")), Json.text(message, "orderingKey"));
            pubsub.publish(topic, made);
            published.add(made.id());
        }
        ObjectNode body = Json.object();
        body.set("messageIds", published);
        return Reply.json(body);
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw ChatFault.invalid("Invalid base64 data.");
        }
    }

    private Reply setPolicy(Call call) {
        String topic = topic(call);
        Set<String> publishers = new HashSet<>();
        for (JsonNode binding : call.body().path("policy").path("bindings")) {
            if (Json.text(binding, "role").equals("roles/pubsub.publisher")) {
                binding.path("members").forEach(member -> publishers.add(member.asText()));
            }
        }
        pubsub.grant(topic, publishers);
        return Reply.json(policy(topic));
    }

    private ObjectNode policy(String topic) {
        ObjectNode policy = Json.object().put("version", 1).put("etag", "BwWKmjvelug=");
        Set<String> publishers = pubsub.publishers(topic).orElse(Set.of());
        if (!publishers.isEmpty()) {
            ObjectNode binding = policy.putArray("bindings").addObject().put("role", "roles/pubsub.publisher");
            ArrayNode members = binding.putArray("members");
            publishers.forEach(members::add);
        }
        return policy;
    }

    private Reply create(Call call) {
        ObjectNode body = call.body();
        String topic = Json.text(body, "topic");
        if (pubsub.publishers(topic).isEmpty()) {
            throw ChatFault.notFound();
        }
        boolean ordered = body.path("enableMessageOrdering").asBoolean();
        int deadline = body.path("ackDeadlineSeconds").asInt(10);
        Pubsub.Subscription made = new Pubsub.Subscription(
                subscriptionName(call),
                topic,
                Duration.ofSeconds(deadline == 0 ? 10 : deadline),
                ordered,
                Optional.empty(),
                "",
                "",
                new PubsubQueue(ids, ordered));
        if (!pubsub.add(configured(made, body.path("pushConfig")))) {
            throw ChatFault.exists("Resource already exists in the project.");
        }
        return Reply.json(json(subscription(call)));
    }

    private static Pubsub.Subscription configured(Pubsub.Subscription subscription, JsonNode config) {
        Optional<URI> endpoint = endpoint(config);
        String audience = Json.text(config.path("oidcToken"), "audience");
        return subscription.pushingTo(
                endpoint,
                audience.isEmpty() ? endpoint.map(URI::toString).orElse("") : audience,
                Json.text(config.path("oidcToken"), "serviceAccountEmail"));
    }

    private static Optional<URI> endpoint(JsonNode config) {
        try {
            String text = Json.text(config, "pushEndpoint");
            return text.isEmpty() ? Optional.empty() : Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            throw ChatFault.invalid("Invalid push endpoint.");
        }
    }

    private Reply modifyPushConfig(Call call) {
        Pubsub.Subscription changed = configured(subscription(call), call.body().path("pushConfig"));
        pubsub.pushTo(changed.name(), changed.push(), changed.audience(), changed.account());
        return Reply.json(Json.object());
    }

    private Reply list(Call call) {
        String prefix = "projects/" + call.param("projectsId") + "/";
        List<Pubsub.Subscription> all = pubsub.all().stream()
                .filter(one -> one.name().startsWith(prefix))
                .toList();
        return Pages.reply(call, "subscriptions", all, call.pageSize("pageSize", 100, MAX_PULL), PubsubMethods::json);
    }

    private Reply delete(Call call) {
        pubsub.remove(subscription(call).name());
        return Reply.json(Json.object());
    }

    private static ObjectNode json(Pubsub.Subscription subscription) {
        ObjectNode json = Json.object().put("name", subscription.name()).put("topic", subscription.topic());
        ObjectNode push = json.putObject("pushConfig");
        subscription.push().ifPresent(endpoint -> push.put("pushEndpoint", endpoint.toString()));
        if (!subscription.account().isEmpty()) {
            push.putObject("oidcToken")
                    .put("serviceAccountEmail", subscription.account())
                    .put("audience", subscription.audience());
        }
        json.put("ackDeadlineSeconds", (int) subscription.deadline().toSeconds());
        json.put("messageRetentionDuration", "604800s");
        if (subscription.ordered()) {
            json.put("enableMessageOrdering", true);
        }
        return json.put("state", "ACTIVE");
    }

    private Reply pull(Call call) throws InterruptedException {
        Pubsub.Subscription subscription = subscription(call);
        ObjectNode body = call.body();
        int most = body.path("maxMessages").asInt(0);
        if (most <= 0) {
            throw ChatFault.invalid("You have passed an invalid argument to the service (argument=max_messages).");
        }
        if (subscription.push().isPresent()) {
            throw ChatFault.precondition("This method is not supported for this subscription type.");
        }
        boolean immediately = body.path("returnImmediately").asBoolean();
        ObjectNode answer = Json.object();
        List<PubsubQueue.Leased> leased = pubsub.pull(subscription, Math.min(most, MAX_PULL), immediately);
        if (!leased.isEmpty()) {
            ArrayNode received = answer.putArray("receivedMessages");
            for (PubsubQueue.Leased one : leased) {
                ObjectNode message = received.addObject().put("ackId", one.ackId());
                message.set("message", one.message().json());
            }
        }
        return Reply.json(answer);
    }

    private Reply acknowledge(Call call) {
        pubsub.acknowledge(subscription(call), ackIds(call.body()));
        return Reply.json(Json.object());
    }

    private Reply modifyAckDeadline(Call call) {
        ObjectNode body = call.body();
        int seconds = body.path("ackDeadlineSeconds").asInt(-1);
        if (seconds < 0 || seconds > 600) {
            throw ChatFault.invalid(
                    "You have passed an invalid argument to the service (argument=ack_deadline_seconds).");
        }
        pubsub.extend(subscription(call), ackIds(body), Duration.ofSeconds(seconds));
        return Reply.json(Json.object());
    }

    private static List<String> ackIds(JsonNode body) {
        List<String> all = new ArrayList<>();
        body.path("ackIds").forEach(id -> all.add(id.asText()));
        if (all.isEmpty()) {
            throw ChatFault.invalid("No ack ids specified.");
        }
        return all;
    }
}
