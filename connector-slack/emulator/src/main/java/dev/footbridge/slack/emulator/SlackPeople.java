package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientChannel;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import dev.footbridge.testkit.emulator.HumanClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What people do in Slack's own client. Users and channels go by id or by name. */
final class SlackPeople implements HumanClient {
    private final Workspace workspace;
    private final Timeline timeline;
    private final ClientFeed feed;
    private final Emojis emojis;
    private final FileStore files;
    private long lastClientMessage;

    SlackPeople(Workspace workspace, Timeline timeline, ClientFeed feed, Emojis emojis, FileStore files) {
        this.workspace = workspace;
        this.timeline = timeline;
        this.feed = feed;
        this.emojis = emojis;
        this.files = files;
    }

    @Override
    public List<ClientUser> users() {
        synchronized (workspace) {
            return workspace.users().stream()
                    .map(user -> new ClientUser(
                            user.id(),
                            user.handle(),
                            user.name(),
                            Optional.of(user.email()).filter(email -> !email.isEmpty()),
                            user.bot()))
                    .toList();
        }
    }

    @Override
    public List<ClientChannel> channels() {
        synchronized (workspace) {
            return workspace.channels().stream()
                    .map(channel -> new ClientChannel(
                            channel.id,
                            channel.name(),
                            channel.kind.name().toLowerCase(java.util.Locale.ROOT),
                            List.copyOf(channel.members)))
                    .toList();
        }
    }

    @Override
    public List<ClientMessage> messages(String channelId, int limit) {
        synchronized (workspace) {
            SlackChannel channel = channel(channelId);
            List<ClientMessage> shown = new ArrayList<>();
            for (SlackMessage message : channel.messages().descendingMap().values()) {
                if (shown.size() >= limit) {
                    break;
                }
                shown.add(feed.show(channel, message));
            }
            Collections.reverse(shown);
            return shown;
        }
    }

    @Override
    public String post(String userId, String channelId, String text, Optional<String> replyTo) {
        return post(userId, channelId, text, replyTo, false);
    }

    String post(String userId, String channelId, String text, Optional<String> replyTo, boolean broadcast) {
        synchronized (workspace) {
            SlackUser user = user(userId);
            SlackChannel channel = memberOf(user, channelId);
            Optional<SlackMessage> root = replyTo.map(ts -> rootOf(channel, message(channel, ts)));
            return timeline.post(channel, typed(user, text), Optional.empty(), root, broadcast)
                    .ts();
        }
    }

    @Override
    public String post(
            String userId, String channelId, String text, Optional<String> replyTo, List<ClientFile> attached) {
        if (attached.isEmpty()) {
            return post(userId, channelId, text, replyTo);
        }
        synchronized (workspace) {
            SlackUser user = user(userId);
            SlackChannel channel = memberOf(user, channelId);
            Optional<SlackMessage> root = replyTo.map(ts -> rootOf(channel, message(channel, ts)));
            List<SlackFile> shown =
                    attached.stream().map(file -> files.add(file, user.id())).toList();
            ObjectNode body = text.isBlank() ? wordless(user) : typed(user, text);
            return files.share(channel, body, shown, root).ts();
        }
    }

    @Override
    public List<ClientFile> files(String channelId, String messageId) {
        synchronized (workspace) {
            return files.of(message(channel(channelId), messageId));
        }
    }

    List<String> fileIds(String channelId, String messageId) {
        List<String> ids = new ArrayList<>();
        message(channel(channelId), messageId).plain().path("files").forEach(file -> ids.add(Nodes.text(file, "id")));
        return ids;
    }

    /** The body of a message of files only. Call with the workspace locked. */
    ObjectNode wordless(SlackUser user) {
        return Nodes.object()
                .put("user", user.id())
                .put("type", "message")
                .put("client_msg_id", clientMessageId())
                .put("team", user.teamId())
                .put("text", "");
    }

    /** The body of a message as the client sends it. Call with the workspace locked. */
    ObjectNode typed(SlackUser user, String text) {
        ObjectNode body = Nodes.object()
                .put("user", user.id())
                .put("type", "message")
                .put("client_msg_id", clientMessageId())
                .put("team", user.teamId());
        HumanText.write(body, text, blockId(), workspace, emojis);
        if (!user.teamId().equals(workspace.teamId)) {
            body.put("user_team", user.teamId()).put("source_team", user.teamId());
            body.set("user_profile", profile(user));
        }
        return body;
    }

    private ObjectNode profile(SlackUser user) {
        return Nodes.object()
                .put("name", user.handle())
                .put("real_name", user.name())
                .put("display_name", user.name())
                .put("image_72", user.avatar(72))
                .put("team", user.teamId())
                .put("is_restricted", false)
                .put("is_ultra_restricted", false);
    }

    private String clientMessageId() {
        return String.format("%08x-0000-4000-8000-%012x", workspace.teamId.hashCode(), ++lastClientMessage);
    }

    private String blockId() {
        return Long.toString(1_679_616 + lastClientMessage, 36);
    }

    @Override
    public void edit(String userId, String channelId, String messageId, String text) {
        synchronized (workspace) {
            SlackUser user = user(userId);
            SlackChannel channel = memberOf(user, channelId);
            SlackMessage message = own(user, message(channel, messageId));
            ObjectNode body = message.plain();
            HumanText.write(body, text, blockId(), workspace, emojis);
            timeline.change(channel, message, body, user.id());
        }
    }

    @Override
    public void delete(String userId, String channelId, String messageId) {
        synchronized (workspace) {
            SlackUser user = user(userId);
            SlackChannel channel = memberOf(user, channelId);
            timeline.delete(channel, own(user, message(channel, messageId)));
        }
    }

    @Override
    public void react(String userId, String channelId, String messageId, String emoji) {
        synchronized (workspace) {
            SlackUser user = user(userId);
            SlackChannel channel = memberOf(user, channelId);
            timeline.react(channel, message(channel, messageId), user.id(), emoji(emoji));
        }
    }

    @Override
    public void unreact(String userId, String channelId, String messageId, String emoji) {
        synchronized (workspace) {
            SlackUser user = user(userId);
            SlackChannel channel = memberOf(user, channelId);
            timeline.unreact(channel, message(channel, messageId), user.id(), emoji(emoji));
        }
    }

    @Override
    public Set<String> mentioned(String channelId, String messageId) {
        synchronized (workspace) {
            SlackChannel channel = channel(channelId);
            return Mentioned.by(message(channel, messageId), channel, workspace);
        }
    }

    @Override
    public Subscription listen(Consumer<ClientChange> listener) {
        feed.add(listener);
        return () -> feed.remove(listener);
    }

    SlackUser user(String key) {
        return workspace.userByIdOrHandle(key).orElseThrow(() -> new IllegalArgumentException("no user " + key));
    }

    SlackChannel channel(String key) {
        return workspace.channelByIdOrName(key).orElseThrow(() -> new IllegalArgumentException("no channel " + key));
    }

    private SlackChannel memberOf(SlackUser user, String channelId) {
        SlackChannel channel = channel(channelId);
        if (!channel.members.contains(user.id())) {
            throw new IllegalStateException(user.handle() + " is not in " + channelId);
        }
        if (channel.archived()) {
            throw new IllegalStateException(channelId + " is archived");
        }
        return channel;
    }

    private static SlackMessage message(SlackChannel channel, String ts) {
        return channel.find(ts).orElseThrow(() -> new IllegalArgumentException("no message " + ts));
    }

    private static SlackMessage rootOf(SlackChannel channel, SlackMessage message) {
        return message.reply() ? message(channel, message.threadTs()) : message;
    }

    private static SlackMessage own(SlackUser user, SlackMessage message) {
        if (!message.user().equals(user.id()) || message.tombstone()) {
            throw new IllegalStateException("not a message of " + user.handle());
        }
        return message;
    }

    private String emoji(String emoji) {
        return emojis.name(emoji).orElseThrow(() -> new IllegalArgumentException("Slack has no name for this emoji"));
    }
}
