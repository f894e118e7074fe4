package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.http.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Turns envelopes of the Events API into events. They come by webhook or by socket, in the same form; whoever calls has
 * proved where they are from. Total: what is missing or odd makes an ignored envelope, never an exception.
 */
final class SlackEvents {

    private static final int MAX_EVENT_ID = 256;

    /** Types that apps may well be subscribed to without this connector having a use for them. */
    private static final Set<String> OTHER_TYPES = Set.of(
            "app_home_opened",
            "app_mention",
            "assistant_thread_context_changed",
            "assistant_thread_started",
            "call_rejected",
            "channel_created",
            "channel_history_changed",
            "channel_joined",
            "channel_marked",
            "channel_shared",
            "channel_unshared",
            "emoji_changed",
            "file_change",
            "file_created",
            "file_deleted",
            "file_public",
            "file_shared",
            "file_unshared",
            "grid_migration_finished",
            "grid_migration_started",
            "group_close",
            "group_history_changed",
            "group_joined",
            "group_marked",
            "group_open",
            "im_close",
            "im_created",
            "im_history_changed",
            "im_marked",
            "im_open",
            "interactive_message",
            "link_shared",
            "message_metadata_deleted",
            "message_metadata_posted",
            "message_metadata_updated",
            "pin_added",
            "pin_removed",
            "shared_channel_invite_accepted",
            "shared_channel_invite_approved",
            "shared_channel_invite_declined",
            "shared_channel_invite_received",
            "shared_channel_invite_requested",
            "star_added",
            "star_removed",
            "subteam_created",
            "subteam_members_changed",
            "subteam_self_added",
            "subteam_self_removed",
            "subteam_updated",
            "team_access_granted",
            "team_access_revoked",
            "team_domain_change",
            "team_join",
            "team_rename",
            "user_change",
            "user_huddle_changed",
            "user_profile_changed",
            "user_status_changed");

    private final SlackIds ids;
    private final SlackSelf self;
    private final SlackChannels channels;
    private final SlackMessageEvents messages;
    private final Revoked revoked;

    /** Told when the platform says that the credentials are dead. */
    interface Revoked {
        void because(String code);
    }

    SlackEvents(SlackIds ids, SlackSelf self, SlackMessages messages, SlackChannels channels, Revoked revoked) {
        this.ids = ids;
        this.self = self;
        this.channels = channels;
        this.messages = new SlackMessageEvents(messages);
        this.revoked = revoked;
    }

    /** @param fallbackId makes the event's id should the envelope have none; the same for every delivery */
    SlackParsed parse(JsonNode envelope, Supplier<String> fallbackId) {
        if (!isForUs(envelope)) {
            return SlackParsed.ignored("other_workspace");
        }
        String type = Json.text(envelope, "type").orElse("");
        if (type.equals("app_rate_limited")) {
            return rateLimited(envelope);
        }
        JsonNode event = envelope.path("event");
        if (!type.equals("event_callback") || !event.isObject()) {
            return SlackParsed.ignored("not_an_event");
        }
        self.learnEnvelope(envelope, ids.workspace().value());
        String id = Json.nonBlank(envelope, "event_id")
                .filter(value -> value.length() <= MAX_EVENT_ID)
                .orElseGet(fallbackId);
        SlackParsed parsed = parseEvent(id, event);
        parsed.events().forEach(found -> channels.add(found.channel()));
        return parsed;
    }

    /**
     * One address may serve many workspaces. In a shared channel {@code team_id} is where the author is at home, and
     * {@code authorizations} names one of the workspaces that the app is installed in.
     */
    private boolean isForUs(JsonNode envelope) {
        String own = ids.workspace().value();
        boolean named = false;
        for (JsonNode authorization : envelope.path("authorizations")) {
            Optional<String> team = Json.nonBlank(authorization, "team_id");
            named |= team.isPresent();
            if (team.isPresent() && team.get().equals(own)) {
                return true;
            }
        }
        Optional<String> team = Json.nonBlank(envelope, "team_id");
        Optional<String> context = Json.nonBlank(envelope, "context_team_id");
        named |= team.isPresent() || context.isPresent();
        return !named
                || team.filter(own::equals).isPresent()
                || context.filter(own::equals).isPresent();
    }

    private SlackParsed rateLimited(JsonNode envelope) {
        OptionalLong minute = Json.number(envelope, "minute_rate_limited");
        Optional<Instant> since = minute.isPresent() && minute.getAsLong() > 0 && minute.getAsLong() < 1L << 40
                ? Optional.of(Instant.ofEpochSecond(minute.getAsLong()))
                : Optional.empty();
        String id = "rate-limited:" + since.map(Instant::getEpochSecond).orElse(0L);
        return SlackParsed.all(channels.gaps(id, since), "app_rate_limited");
    }

    private SlackParsed parseEvent(String id, JsonNode event) {
        String type = Json.text(event, "type").orElse("");
        return switch (type) {
            case "message" -> {
                Optional<ChannelId> channel = ids.channel(Json.text(event, "channel"));
                yield channel.isPresent()
                        ? messages.parse(id, channel.get(), event)
                        : SlackParsed.ignored("incomplete");
            }
            case "reaction_added", "reaction_removed" -> reaction(id, event, type.equals("reaction_added"));
            case "member_joined_channel" ->
                member(event, (channel, user) -> new InboundEvent.MemberJoined(id, channel, user));
            case "member_left_channel" ->
                member(event, (channel, user) -> new InboundEvent.MemberLeft(id, channel, user));
            case "channel_rename", "group_rename" -> changed(id, Json.text(event, "channel", "id"), Optional.empty());
            case "channel_archive", "channel_unarchive", "channel_deleted", "channel_left", "group_archive" ->
                changed(id, Json.text(event, "channel"), Optional.empty());
            case "group_unarchive", "group_deleted", "group_left" ->
                changed(id, Json.text(event, "channel"), Optional.empty());
            case "channel_id_changed" ->
                changed(id, Json.text(event, "old_channel_id"), Json.text(event, "new_channel_id"));
            case "tokens_revoked" -> tokensRevoked(event);
            case "app_uninstalled" -> uninstalled();
            default -> SlackParsed.ignored(OTHER_TYPES.contains(type) ? type : "unknown_type");
        };
    }

    private SlackParsed reaction(String id, JsonNode event, boolean added) {
        if (!Json.text(event, "item", "type").orElse("").equals("message")) {
            return SlackParsed.ignored("reaction_elsewhere");
        }
        String userId = Json.text(event, "user").orElse("");
        boolean own = self.isUser(userId);
        Optional<MessageId> message = ids.channel(Json.text(event, "item", "channel"))
                .flatMap(channel -> SlackIds.message(channel, Json.text(event, "item", "ts")));
        return SlackParsed.ofOptional(message.flatMap(at -> ids.user(Optional.of(userId))
                .flatMap(user -> Json.nonBlank(event, "reaction")
                        .flatMap(SlackEmoji::emoji)
                        .map(emoji -> added
                                ? new InboundEvent.Reacted(id, at, user, emoji, own)
                                : new InboundEvent.Unreacted(id, at, user, emoji, own)))));
    }

    private interface MemberEvent {
        InboundEvent of(ChannelId channel, UserId user);
    }

    private SlackParsed member(JsonNode event, MemberEvent made) {
        return SlackParsed.ofOptional(ids.channel(Json.text(event, "channel"))
                .flatMap(channel -> ids.user(Json.text(event, "user")).map(user -> made.of(channel, user))));
    }

    private SlackParsed changed(String id, Optional<String> channel, Optional<String> movedTo) {
        return SlackParsed.ofOptional(
                ids.channel(channel).map(at -> new InboundEvent.ChannelChanged(id, at, ids.channel(movedTo))));
    }

    private SlackParsed tokensRevoked(JsonNode event) {
        if (self.isAmong(Json.texts(event, "tokens", "bot"))) {
            revoked.because("token_revoked");
        }
        return SlackParsed.ignored("tokens_revoked");
    }

    private SlackParsed uninstalled() {
        revoked.because("app_uninstalled");
        return SlackParsed.ignored("app_uninstalled");
    }
}
