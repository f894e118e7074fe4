package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.WebhookDelivery;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.util.Map;
import java.util.function.Predicate;

/** Tells every webhook whose owner may know of it, and whose filter lets it pass, what happened. */
final class Events {
    private static final String CONTENT_TYPE = "application/json;charset=UTF-8";

    private final WebhookBook book;
    private final WebhookSender sender;

    Events(WebhookBook book, WebhookSender sender) {
        this.book = book;
        this.sender = sender;
    }

    void message(String event, Message message, Person actor) {
        Room room = message.room();
        tell(
                "messages",
                event,
                room,
                actor,
                message.summary(),
                owner -> message.visibleTo(owner),
                (name, value) -> switch (name) {
                    case "roomId" -> value.equals(room.id());
                    case "roomType" -> value.equals(room.type());
                    case "personId" -> value.equals(message.author().id());
                    case "personEmail" ->
                        value.equalsIgnoreCase(message.author().email());
                    case "mentionedPeople" ->
                        message.content().mentions().people().contains(value);
                    case "hasFiles" -> value.equals(String.valueOf(message.hasFiles()));
                    default -> false;
                });
    }

    void membership(String event, Membership membership, Room room, Person actor) {
        Person person = membership.person();
        tell("memberships", event, room, actor, membership.json(room), owner -> true, (name, value) -> switch (name) {
            case "roomId" -> value.equals(room.id());
            case "personId" -> value.equals(person.id());
            case "personEmail" -> value.equalsIgnoreCase(person.email());
            case "isModerator" -> value.equals(String.valueOf(membership.moderator()));
            default -> false;
        });
    }

    void room(String event, Room room, Person actor) {
        for (Webhook webhook : book.all()) {
            if (concerns(webhook, "rooms", event, room, owner -> true)
                    && passes(webhook, (name, value) -> switch (name) {
                        case "type" -> value.equals(room.type());
                        case "isLocked" -> value.equals(String.valueOf(room.locked()));
                        default -> false;
                    })) {
                send(webhook, "rooms", event, room, actor, room.json(webhook.owner()));
            }
        }
    }

    void action(CardAction action) {
        Room room = action.message().room();
        // The answers to a card are for whoever sent it.
        tell(
                "attachmentActions",
                "created",
                room,
                action.person(),
                action.summary(),
                owner -> owner == action.message().author(),
                (name, value) -> switch (name) {
                    case "roomId" -> value.equals(room.id());
                    case "personId" -> value.equals(action.person().id());
                    case "messageId" -> value.equals(action.message().id());
                    default -> false;
                });
    }

    private interface Condition {
        boolean holds(String name, String value);
    }

    private void tell(
            String resource,
            String event,
            Room room,
            Person actor,
            ObjectNode data,
            Predicate<Person> visible,
            Condition condition) {
        for (Webhook webhook : book.all()) {
            if (concerns(webhook, resource, event, room, visible) && passes(webhook, condition)) {
                send(webhook, resource, event, room, actor, data);
            }
        }
    }

    private static boolean concerns(
            Webhook webhook, String resource, String event, Room room, Predicate<Person> visible) {
        if (!webhook.active() || !webhook.wants(resource, event)) {
            return false;
        }
        return webhook.subject().organizationWide() || room.has(webhook.owner()) && visible.test(webhook.owner());
    }

    private static boolean passes(Webhook webhook, Condition condition) {
        for (Map.Entry<String, String> one : webhook.subject().filter().entrySet()) {
            if (!condition.holds(one.getKey(), one.getValue())) {
                return false;
            }
        }
        return true;
    }

    private void send(Webhook webhook, String resource, String event, Room room, Person actor, ObjectNode data) {
        ObjectNode body = webhook.envelope(resource, event);
        body.put("actorId", actor.id());
        body.set("data", data);
        sender.send(new WebhookDelivery(
                webhook.target(),
                WebexWebhookPolicy.lane(webhook, room.id()),
                resource + "." + event,
                CONTENT_TYPE,
                Json.bytes(body)));
    }
}
