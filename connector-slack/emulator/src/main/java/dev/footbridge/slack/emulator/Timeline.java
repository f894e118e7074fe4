package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.ClientChange;
import java.util.Optional;

/**
 * What can happen in a conversation, whoever makes it happen: changes the store, sends the events, tells the client. Every
 * method must be called with the workspace's monitor held, so that events leave in the order of their timestamps.
 */
final class Timeline {
    private final Workspace workspace;
    private final Events events;
    private final ClientFeed feed;

    Timeline(Workspace workspace, Events events, ClientFeed feed) {
        this.workspace = workspace;
        this.events = events;
        this.feed = feed;
    }

    /**
     * @param body without ts and thread members
     * @param root the first message of the thread this goes to
     */
    SlackMessage post(
            SlackChannel channel,
            ObjectNode body,
            Optional<ObjectNode> metadata,
            Optional<SlackMessage> root,
            boolean broadcast) {
        String ts = workspace.nextTs();
        body.put("ts", ts);
        SlackMessage message = new SlackMessage(body);
        metadata.ifPresent(message::metadata);
        root.ifPresent(first -> {
            body.put("thread_ts", first.ts());
            if (!first.user().isEmpty()) {
                body.put("parent_user_id", first.user());
            }
            first.addReply(ts, message.author());
            if (broadcast) {
                body.put("subtype", "thread_broadcast");
                body.set("root", first.asRoot());
            }
        });
        channel.add(message);
        ObjectNode event = message.plain();
        // The vendor leaves metadata out of the events of messages under a chosen name.
        if (!message.subtype().equals("bot_message")) {
            message.metadata().ifPresent(value -> event.set("metadata", value.deepCopy()));
        }
        event.put("channel", channel.id).put("event_ts", ts).put("channel_type", channel.kind.eventType);
        events.message(channel, event, team(message));
        feed.publish(ClientChange.Kind.POSTED, channel, message);
        return message;
    }

    /** @param body complete but for {@code edited}, which this adds in the name of the editor */
    void change(SlackChannel channel, SlackMessage message, ObjectNode body, String editor) {
        ObjectNode previous = message.inEvents();
        String stamp = workspace.nextTs();
        body.putObject("edited").put("user", editor).put("ts", stamp.substring(0, stamp.indexOf('.')) + ".000000");
        message.replace(body);
        changed(channel, message, previous, stamp);
        feed.publish(ClientChange.Kind.EDITED, channel, message);
    }

    /** What the vendor does when it has fetched a link: the message changes, and nobody has edited it. */
    void unfurl(SlackChannel channel, SlackMessage message, ObjectNode attachment) {
        ObjectNode previous = message.inEvents();
        ObjectNode body = message.plain();
        body.withArray("/attachments").add(attachment);
        message.replace(body);
        changed(channel, message, previous, workspace.nextTs());
    }

    private void changed(SlackChannel channel, SlackMessage message, ObjectNode previous, String stamp) {
        ObjectNode event = Nodes.object().put("type", "message").put("subtype", "message_changed");
        ObjectNode now = message.inEvents();
        if (!message.tombstone()) {
            now.put("source_team", team(message)).put("user_team", team(message));
        }
        event.set("message", now);
        event.set("previous_message", previous);
        event.put("channel", channel.id)
                .put("hidden", true)
                .put("ts", stamp)
                .put("event_ts", stamp)
                .put("channel_type", channel.kind.eventType);
        events.message(channel, event, team(message));
    }

    /** A message with replies leaves a tombstone, and the event says "changed"; any other goes, and the event says "deleted". */
    void delete(SlackChannel channel, SlackMessage message) {
        ObjectNode previous = message.inEvents();
        String stamp = workspace.nextTs();
        if (message.hasReplies()) {
            ObjectNode tombstone = Nodes.object()
                    .put("subtype", "tombstone")
                    .put("text", "This message was deleted.")
                    .put("user", Workspace.SLACKBOT)
                    .put("hidden", true)
                    .put("type", "message")
                    .put("thread_ts", message.ts())
                    .put("ts", message.ts());
            message.replace(tombstone);
            message.reactions().clear();
            changed(channel, message, previous, stamp);
            feed.removed(channel, message.ts());
            return;
        }
        channel.messages().remove(message.ts());
        if (message.reply()) {
            channel.find(message.threadTs()).ifPresent(root -> root.removeReply(message.ts()));
        }
        ObjectNode event = Nodes.object()
                .put("type", "message")
                .put("subtype", "message_deleted")
                .put("hidden", true)
                .put("deleted_ts", message.ts())
                .put("channel", channel.id);
        event.set("previous_message", previous);
        event.put("event_ts", stamp).put("ts", stamp).put("channel_type", channel.kind.eventType);
        events.message(channel, event, team(message));
        feed.removed(channel, message.ts());
    }

    /** False: this user had chosen this emoji before. */
    boolean react(SlackChannel channel, SlackMessage message, String user, String emoji) {
        if (!message.reactors(emoji).add(user)) {
            return false;
        }
        reaction("reaction_added", channel, message, user, emoji);
        return true;
    }

    /** False: there was nothing to take away. */
    boolean unreact(SlackChannel channel, SlackMessage message, String user, String emoji) {
        boolean removed = message.reactors(emoji).remove(user);
        message.dropIfUnused(emoji);
        if (removed) {
            reaction("reaction_removed", channel, message, user, emoji);
        }
        return removed;
    }

    private void reaction(String type, SlackChannel channel, SlackMessage message, String user, String emoji) {
        ObjectNode event = Nodes.object().put("type", type).put("user", user).put("reaction", emoji);
        event.putObject("item")
                .put("type", "message")
                .put("channel", channel.id)
                .put("ts", message.ts());
        if (!message.user().isEmpty()) {
            event.put("item_user", message.user());
        }
        event.put("event_ts", workspace.nextTs());
        events.reaction(
                channel, event, workspace.user(user).map(SlackUser::teamId).orElse(workspace.teamId));
        feed.publish(ClientChange.Kind.REACTIONS, channel, message);
    }

    /** False: already a member. */
    boolean join(SlackChannel channel, String user, Optional<String> inviter) {
        if (!channel.members.add(user)) {
            return false;
        }
        ObjectNode event = membership("member_joined_channel", channel, user);
        inviter.ifPresent(id -> event.put("inviter", id));
        events.membership(channel, event);
        ObjectNode notice = notice("channel_join", user, "<@" + user + "> has joined the channel");
        inviter.ifPresent(id -> notice.put("inviter", id));
        post(channel, notice, Optional.empty(), Optional.empty(), false);
        return true;
    }

    /** False: was no member. */
    boolean leave(SlackChannel channel, String user) {
        if (!channel.members.contains(user)) {
            return false;
        }
        // Sent before the member goes: the app also hears of its own leaving.
        events.membership(channel, membership("member_left_channel", channel, user));
        ObjectNode notice = notice("channel_leave", user, "<@" + user + "> has left the channel");
        post(channel, notice, Optional.empty(), Optional.empty(), false);
        channel.members.remove(user);
        return true;
    }

    void rename(SlackChannel channel, String newName, String user) {
        String oldName = channel.name();
        channel.rename(newName);
        ObjectNode event = Nodes.object().put("type", "channel_rename");
        event.putObject("channel")
                .put("id", channel.id)
                .put("is_channel", channel.kind == SlackChannel.Kind.PUBLIC)
                .put("is_mpim", channel.kind == SlackChannel.Kind.MPIM)
                .put("name", newName)
                .put("name_normalized", newName)
                .put("created", channel.created);
        event.put("event_ts", workspace.nextTs());
        events.membership(channel, event);
        ObjectNode notice = notice(
                        "channel_name", user, "has renamed the channel from \"" + oldName + "\" to \"" + newName + "\"")
                .put("old_name", oldName)
                .put("name", newName);
        post(channel, notice, Optional.empty(), Optional.empty(), false);
    }

    private ObjectNode membership(String type, SlackChannel channel, String user) {
        return Nodes.object()
                .put("type", type)
                .put("user", user)
                .put("channel", channel.id)
                .put("channel_type", channel.kind.letter)
                .put("team", workspace.teamId)
                .put("event_ts", workspace.nextTs());
    }

    private static ObjectNode notice(String subtype, String user, String text) {
        return Nodes.object()
                .put("type", "message")
                .put("subtype", subtype)
                .put("user", user)
                .put("text", text);
    }

    private String team(SlackMessage message) {
        return workspace.user(message.user()).map(SlackUser::teamId).orElse(workspace.teamId);
    }
}
