package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.Reaction;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns what Google Workspace Events publishes into events: CloudEvents in the attributes of Pub/Sub messages, alone or
 * in batches, and news about the subscriptions themselves. Total: what is missing or odd makes an ignored event. See
 * <a href="https://developers.google.com/workspace/events/guides/events-chat">Chat events</a>.
 */
final class GchatEvents {

    private static final String CHAT = "google.workspace.chat.";
    private static final String LIFECYCLE = "google.workspace.events.subscription.v1.";
    private static final int MAX_EVENT_ID = 200;
    private static final int MOST_OF_A_BATCH = 1_000;

    /** The list in a batch, by the word for one of its elements. */
    private static final Map<String, String> BATCHES =
            Map.of("message", "messages", "reaction", "reactions", "membership", "memberships", "space", "spaces");

    private final GchatIds ids;
    private final GchatSelf self;
    private final GchatMessages messages;
    private final GchatReader reader;
    private final GchatLeases leases;
    private volatile Missed missed = (channel, since) -> {};

    /** Told of spaces that were silent because their subscription was. */
    interface Missed {
        void since(ChannelId channel, Instant since);
    }

    GchatEvents(GchatIds ids, GchatSelf self, GchatMessages messages, GchatReader reader, GchatLeases leases) {
        this.ids = ids;
        this.self = self;
        this.messages = messages;
        this.reader = reader;
        this.leases = leases;
    }

    void onGap(Missed listener) {
        missed = listener;
    }

    /** A Pub/Sub message: attributes, and data in Base64. */
    GchatParsed parse(JsonNode message) {
        JsonNode attributes = message.path("attributes");
        String type = Json.text(attributes, "ce-type").orElse("");
        Optional<JsonNode> data = data(message);
        if (type.isEmpty() || data.isEmpty()) {
            return GchatParsed.ignored("not_an_event");
        }
        String id = Json.nonBlank(attributes, "ce-id")
                .or(() -> Json.nonBlank(message, "messageId"))
                .filter(value -> value.length() <= MAX_EVENT_ID)
                .orElseGet(() -> GchatWebhooks.digest(Json.bytes(message)));
        Optional<Instant> at = GchatMessages.time(attributes, "ce-time");
        if (type.startsWith(LIFECYCLE)) {
            return lifecycle(id, type.substring(LIFECYCLE.length()), data.get(), at);
        }
        Optional<ChannelId> space = ids.channel(Json.text(attributes, "ce-subject")
                .map(subject -> subject.replaceFirst("^//chat\\.googleapis\\.com/", "")));
        return parse(id, type, space, data.get());
    }

    private static Optional<JsonNode> data(JsonNode message) {
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(Json.text(message, "data").orElse("").getBytes(StandardCharsets.US_ASCII));
            return Optional.of(Json.pushed().parse(bytes)).filter(JsonNode::isObject);
        } catch (IllegalArgumentException | MalformedJsonException e) {
            // Either says no more than that.
            return Optional.empty();
        }
    }

    /**
     * One event or batch.
     *
     * @param space where it happened, for events whose data do not tell
     */
    GchatParsed parse(String id, String type, Optional<ChannelId> space, JsonNode data) {
        String[] words = type.startsWith(CHAT) ? type.substring(CHAT.length()).split("\\.", 4) : new String[0];
        if (words.length != 3 || !words[1].equals("v1") || !BATCHES.containsKey(words[0])) {
            return GchatParsed.ignored("unknown_type");
        }
        String kind = words[0];
        if (!words[2].startsWith("batch")) {
            return one(id, kind, words[2], space, data.path(kind));
        }
        String happened = words[2].substring("batch".length()).toLowerCase(Locale.ROOT);
        List<InboundEvent> events = new ArrayList<>();
        int number = 0;
        for (JsonNode element : data.path(BATCHES.getOrDefault(kind, ""))) {
            if (number == MOST_OF_A_BATCH) {
                break;
            }
            String of = id + "#" + number++;
            events.addAll(one(of, kind, happened, space, element.path(kind)).events());
        }
        return GchatParsed.all(events, "incomplete");
    }

    private GchatParsed one(String id, String kind, String happened, Optional<ChannelId> space, JsonNode resource) {
        return switch (kind) {
            case "message" -> message(id, happened, resource);
            case "reaction" -> reaction(id, happened, resource);
            case "membership" -> membership(id, happened, resource);
            default -> space(id, happened, space, resource);
        };
    }

    private GchatParsed message(String id, String happened, JsonNode resource) {
        Optional<MessageId> message = ids.message(Json.text(resource, "name"));
        if (message.isEmpty()) {
            return GchatParsed.ignored("incomplete");
        }
        if (happened.equals("deleted")) {
            return GchatParsed.of(new InboundEvent.Removed(id, message.get()));
        }
        if (!happened.equals("created") && !happened.equals("updated")) {
            return GchatParsed.ignored("unknown_type");
        }
        // With event-payload names there is only the name.
        Optional<Message> whole = messages.read(resource, reader, Optional.empty());
        if (whole.isEmpty()) {
            return GchatParsed.of(new InboundEvent.Touched(id, message.get(), Optional.empty()));
        }
        return GchatParsed.of(
                happened.equals("created")
                        ? new InboundEvent.Posted(id, whole.get())
                        : new InboundEvent.Edited(id, whole.get()));
    }

    private GchatParsed reaction(String id, String happened, JsonNode resource) {
        Optional<MessageId> message = ids.message(Json.text(resource, "name"));
        if (message.isEmpty()) {
            return GchatParsed.ignored("incomplete");
        }
        Optional<Reaction> reaction = GchatReactions.reaction(ids, resource);
        if (reaction.isEmpty()) {
            return GchatParsed.of(new InboundEvent.Touched(id, message.get(), Optional.empty()));
        }
        Reaction who = reaction.get();
        boolean own = self.is(who.user());
        return switch (happened) {
            case "created" -> GchatParsed.of(new InboundEvent.Reacted(id, message.get(), who.user(), who.emoji(), own));
            case "deleted" ->
                GchatParsed.of(new InboundEvent.Unreacted(id, message.get(), who.user(), who.emoji(), own));
            default -> GchatParsed.ignored("unknown_type");
        };
    }

    /** Who left is told by the name of the membership alone, which ends in the member's id. */
    private GchatParsed membership(String id, String happened, JsonNode resource) {
        String name = Json.text(resource, "name").orElse("");
        Optional<ChannelId> channel = ids.channel(Optional.of(name));
        var user = ids.user(Json.text(resource, "member", "name"))
                .or(() -> ids.user(Optional.of("users/" + name.substring(name.lastIndexOf('/') + 1))));
        if (channel.isEmpty() || user.isEmpty() || resource.path("groupMember").isObject()) {
            return GchatParsed.ignored(resource.path("groupMember").isObject() ? "group_membership" : "incomplete");
        }
        return switch (happened) {
            case "created" -> GchatParsed.of(new InboundEvent.MemberJoined(id, channel.get(), user.get()));
            case "deleted" -> GchatParsed.of(new InboundEvent.MemberLeft(id, channel.get(), user.get()));
            case "updated" -> GchatParsed.ignored("membership_updated");
            default -> GchatParsed.ignored("unknown_type");
        };
    }

    private GchatParsed space(String id, String happened, Optional<ChannelId> subject, JsonNode resource) {
        if (!happened.equals("updated") && !happened.equals("deleted")) {
            return GchatParsed.ignored("unknown_type");
        }
        Optional<ChannelId> channel = ids.channel(Json.text(resource, "name")).or(() -> subject);
        return GchatParsed.ofOptional(channel.map(at -> new InboundEvent.ChannelChanged(id, at, Optional.empty())));
    }

    /** The lease of a subscription: a suspended or expired one has told nothing since, and tells nothing until it is repaired. */
    private GchatParsed lifecycle(String id, String happened, JsonNode data, Optional<Instant> at) {
        String name = Json.text(data, "subscription", "name").orElse("");
        Optional<ChannelId> channel = leases.channel(name);
        switch (happened) {
            case "expirationReminder" -> {
                leases.doubt(name);
                return GchatParsed.ignored("expiration_reminder");
            }
            case "suspended" -> leases.doubt(name);
            case "expired" -> leases.remove(name);
            default -> {
                return GchatParsed.ignored("unknown_type");
            }
        }
        if (channel.isEmpty()) {
            return GchatParsed.ignored("subscription_" + happened);
        }
        at.ifPresent(since -> missed.since(channel.get(), since));
        return GchatParsed.of(new InboundEvent.Gap(id, channel.get(), at));
    }
}
