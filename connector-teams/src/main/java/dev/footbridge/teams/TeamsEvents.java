package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import dev.footbridge.teams.TeamsIds.Address;
import dev.footbridge.teams.TeamsValidationTokens.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes change notifications. Each of the many items of a request stands for itself: what is proved goes on, the rest is
 * counted, and the request is refused only when nothing in it was proved. Without resource data an item is a mere hint:
 * nothing but the shared secret proves it.
 *
 * @see <a href="https://learn.microsoft.com/graph/change-notifications-delivery-webhooks">Receive change notifications
 *     through webhooks</a>
 */
final class TeamsEvents implements WebhookIngress {

    static final int MAX_ITEMS = 1_000;

    /** What the platform sends is a sentence with an id and a time; nothing of HTML is in it. */
    private static final Pattern HANDSHAKE = Pattern.compile("[A-Za-z0-9 ._~:;,@=+/%!()*-]{1,512}");

    private static final WebhookReply ACCEPTED = WebhookReply.status(202);

    /** What became of one item. */
    private sealed interface Item {
        record Accepted(InboundEvent event) implements Item {}

        record Ignored(String reason) implements Item {}

        record Rejected(String reason) implements Item {}
    }

    private final TeamsIds ids;
    private final Secret clientState;
    private final TeamsSubscriptions subscriptions;
    private final TeamsNotificationKeys keys;
    private final TeamsMessages messages;
    private final TeamsEventIds eventIds;

    TeamsEvents(
            TeamsIds ids,
            Secret clientState,
            TeamsSubscriptions subscriptions,
            TeamsNotificationKeys keys,
            TeamsMessages messages,
            TeamsEventIds eventIds) {
        this.ids = ids;
        this.clientState = clientState;
        this.subscriptions = subscriptions;
        this.keys = keys;
        this.messages = messages;
        this.eventIds = eventIds;
    }

    @Override
    public WebhookReply receive(WebhookRequest request, InboundSink sink) {
        if (request.query().containsKey("validationToken")) {
            return handshake(request, sink);
        }
        if (!request.method().equals("POST")) {
            sink.rejected("method");
            return WebhookReply.status(405);
        }
        List<JsonNode> items;
        JsonNode root;
        try {
            root = Json.pushed().parse(request.body());
            items = Json.items(root, "value");
        } catch (MalformedJsonException e) {
            sink.rejected("malformed");
            return WebhookReply.status(401);
        }
        if (items.isEmpty() || items.size() > MAX_ITEMS) {
            sink.rejected("malformed");
            return WebhookReply.status(401);
        }
        Verdict verdict = verdict(root, items);
        if (verdict == Verdict.UNKNOWN_KEY && keys.tokens().hasKeys()) {
            // The keys have changed, or somebody made one up. The platform sends it again; by then we know.
            sink.rejected("unknown_key");
            return WebhookReply.status(503);
        }
        return handOver(items.stream().map(item -> item(item, verdict)).toList(), sink);
    }

    /** Only while we create a subscription: else anybody could have us say anything from this address. */
    private WebhookReply handshake(WebhookRequest request, InboundSink sink) {
        Optional<String> token = request.queryParameter("validationToken");
        boolean fine = request.method().equals("POST")
                && subscriptions.isCreating()
                && token.filter(text -> HANDSHAKE.matcher(text).matches()).isPresent();
        if (!fine) {
            sink.rejected("handshake");
            return WebhookReply.status(400);
        }
        return new WebhookReply(
                200,
                "text/plain; charset=utf-8",
                token.orElseThrow(),
                Map.of("X-Content-Type-Options", "nosniff", "Cache-Control", "no-store"));
    }

    private Verdict verdict(JsonNode root, List<JsonNode> items) {
        if (keys.decryption().isEmpty() || items.stream().noneMatch(TeamsEvents::isRich)) {
            return Verdict.NOT_PROVED;
        }
        Verdict verdict = keys.tokens().check(Json.texts(root, "validationTokens"));
        if (keys.tokens().wantsKeys()) {
            keys.fetchSoon();
        }
        return verdict;
    }

    private static boolean isRich(JsonNode item) {
        return item.path("encryptedContent").isObject();
    }

    private WebhookReply handOver(List<Item> items, InboundSink sink) {
        List<InboundEvent> events = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof Item.Accepted accepted) {
                events.add(accepted.event());
            }
        }
        if (!events.isEmpty()) {
            try {
                sink.accept(events);
            } catch (InboundRefusedException e) {
                return WebhookReply.status(503);
            }
        }
        int rejected = 0;
        for (Item item : items) {
            if (item instanceof Item.Ignored ignored) {
                sink.ignored(ignored.reason());
            } else if (item instanceof Item.Rejected refused) {
                sink.rejected(refused.reason());
                rejected++;
            }
        }
        return rejected == items.size() ? WebhookReply.status(401) : ACCEPTED;
    }

    private Item item(JsonNode item, Verdict verdict) {
        String subscription = Json.text(item, "subscriptionId").orElse("");
        if (!isOurSecret(Json.text(item, "clientState").orElse(""))) {
            subscriptions.otherSecret(subscription);
            return new Item.Rejected("client_state");
        }
        if (subscription.isEmpty() || subscription.length() > 128) {
            return new Item.Rejected("malformed_item");
        }
        Optional<String> tenant = Json.nonBlank(item, "tenantId");
        if (tenant.isPresent() && !tenant.get().equalsIgnoreCase(ids.workspace().value())) {
            return new Item.Rejected("other_tenant");
        }
        Optional<ChannelId> channel = subscriptions.channel(subscription);
        if (channel.isEmpty() && subscriptions.isComplete()) {
            return new Item.Rejected("unknown_subscription");
        }
        Optional<String> lifecycle = Json.nonBlank(item, "lifecycleEvent");
        return lifecycle.isPresent()
                ? lifecycle(item, subscription, lifecycle.get(), channel)
                : change(item, subscription, channel, verdict);
    }

    private boolean isOurSecret(String given) {
        return clientState.equals(Secret.of(given));
    }

    private Item lifecycle(JsonNode item, String subscription, String event, Optional<ChannelId> channel) {
        switch (event) {
            case "reauthorizationRequired" -> subscriptions.reauthorizationRequired(subscription);
            case "subscriptionRemoved" -> subscriptions.removed(subscription);
            case "missed" -> {}
            default -> {
                return new Item.Ignored("unknown_lifecycle_event");
            }
        }
        if (channel.isEmpty()) {
            return new Item.Ignored("unknown_subscription");
        }
        return new Item.Accepted(
                new InboundEvent.Gap(eventIds.ofLifecycle(item, event), channel.get(), Optional.empty()));
    }

    private Item change(JsonNode item, String subscription, Optional<ChannelId> known, Verdict verdict) {
        String changeType = Json.text(item, "changeType").orElse("");
        if (!changeType.equals("created") && !changeType.equals("updated") && !changeType.equals("deleted")) {
            return new Item.Ignored("unknown_change_type");
        }
        Optional<Address> address = Json.text(item, "resource").flatMap(TeamsIds::resource);
        if (address.isEmpty()) {
            return new Item.Ignored("other_resource");
        }
        if (known.isPresent()
                && !ids.find(known.get()).filter(address.get().place()::sameAs).isPresent()) {
            return new Item.Rejected("resource_mismatch");
        }
        ChannelId channel = known.orElseGet(() -> ids.channel(address.get().place()));
        MessageId message =
                TeamsIds.message(channel, address.get().root(), address.get().reply());
        Optional<TeamsDecryption> ours = keys.decryption();
        if (!isRich(item) || ours.isEmpty() || verdict == Verdict.UNKNOWN_KEY) {
            return hint(item, subscription, changeType, message);
        }
        if (verdict != Verdict.PROVED) {
            return new Item.Rejected("validation_token");
        }
        Optional<JsonNode> content = ours.get().open(item.path("encryptedContent"));
        if (content.isEmpty()) {
            return new Item.Rejected("encrypted_content");
        }
        return isAbout(content.get(), address.get())
                ? proved(content.get(), item, changeType, message)
                : new Item.Rejected("resource_mismatch");
    }

    private Item hint(JsonNode item, String subscription, String changeType, MessageId message) {
        String version = Json.nonBlank(item, "resourceData", "@odata.etag").orElse("");
        String eventId = eventIds.of(subscription, changeType, message, version);
        return new Item.Accepted(new InboundEvent.Touched(eventId, message, Optional.empty()));
    }

    /** What is outside of the encryption is not proved, so both must name the same message. */
    private static boolean isAbout(JsonNode content, Address address) {
        boolean sameId = Json.text(content, "id").filter(address.last()::equals).isPresent();
        boolean sameThread = Json.nonBlank(content, "replyToId")
                .map(root -> address.reply().isPresent() && root.equals(address.root()))
                .orElse(address.reply().isEmpty() || address.place() instanceof TeamsPlace.InChat);
        return sameId && sameThread && isIn(content, address.place());
    }

    private static boolean isIn(JsonNode content, TeamsPlace place) {
        if (place instanceof TeamsPlace.InTeam in) {
            return Json.nonBlank(content, "channelIdentity", "channelId")
                            .map(in.channel()::equalsIgnoreCase)
                            .orElse(false)
                    && Json.nonBlank(content, "channelIdentity", "teamId")
                            .map(in.team()::equalsIgnoreCase)
                            .orElse(true);
        }
        return Json.nonBlank(content, "chatId")
                .map(((TeamsPlace.InChat) place).chat()::equalsIgnoreCase)
                .orElse(false);
    }

    private Item proved(JsonNode content, JsonNode item, String changeType, MessageId message) {
        if (!TeamsMessages.isMessage(content)) {
            return new Item.Ignored("system_message");
        }
        String subscription = Json.text(item, "subscriptionId").orElse("");
        String version = TeamsMessages.version(content);
        String eventId = eventIds.of(
                subscription,
                changeType,
                message,
                version.isEmpty()
                        ? Json.text(item, "encryptedContent", "dataSignature").orElse("")
                        : version);
        if (changeType.equals("deleted") || TeamsMessages.isDeleted(content)) {
            return new Item.Accepted(new InboundEvent.Removed(eventId, message));
        }
        return new Item.Accepted(new InboundEvent.Touched(eventId, message, messages.read(content, message)));
    }
}
