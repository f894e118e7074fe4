package dev.footbridge.miro;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import java.util.Optional;

/**
 * Miro's ids. A channel is a frame, {@code board/frame}; a message is an item of it; a reply is {@code root/item}, as
 * only the pair tells which kind of item it is and so how to address it.
 */
final class MiroIds {

    static final Platform PLATFORM = new Platform("miro");

    private static final int MAX_ID = 64;

    private final WorkspaceId workspace;

    /** A frame on a board. */
    record Place(String board, String frame) {}

    MiroIds(String teamId) {
        this.workspace = new WorkspaceId(PLATFORM, teamId);
    }

    WorkspaceId workspace() {
        return workspace;
    }

    /** What came from outside may be anything; only what looks like Miro's ids becomes one of ours. */
    Optional<ChannelId> channel(Optional<String> board, Optional<String> frame) {
        return board.filter(MiroIds::isId)
                .flatMap(b -> frame.filter(MiroIds::isId).map(f -> new ChannelId(workspace, b + "/" + f)));
    }

    Optional<UserId> user(Optional<String> raw) {
        return raw.filter(MiroIds::isId).map(id -> new UserId(workspace, id));
    }

    /** What is behind an image or document of a board. */
    record Resource(String board, String id) {}

    FileId file(ChannelId channel, String resource) {
        int slash = channel.value().indexOf('/');
        return new FileId(workspace, channel.value().substring(0, Math.max(0, slash)) + "/" + resource);
    }

    Resource resource(FileId file) throws ConnectorException {
        String[] parts = file.value().split("/", -1);
        if (!file.workspace().equals(workspace) || parts.length != 2 || !isId(parts[0]) || !isId(parts[1])) {
            throw ConnectorException.of(Kind.NOT_FOUND, "file_not_found", "This is no file of the own team");
        }
        return new Resource(parts[0], parts[1]);
    }

    static Optional<MessageId> message(ChannelId channel, Optional<String> item) {
        return item.filter(MiroIds::isId).map(id -> new MessageId(channel, id));
    }

    /** A reply by the first item of its thread and its own. */
    static MessageId reply(ChannelId channel, String root, String item) {
        return new MessageId(channel, root + "/" + item);
    }

    Optional<Place> find(ChannelId channel) {
        String[] parts = channel.value().split("/", -1);
        return channel.workspace().equals(workspace) && parts.length == 2 && isId(parts[0]) && isId(parts[1])
                ? Optional.of(new Place(parts[0], parts[1]))
                : Optional.empty();
    }

    Place place(ChannelId channel) throws ConnectorException {
        return find(channel)
                .orElseThrow(() -> ConnectorException.of(
                        Kind.NOT_FOUND, "channel_not_found", "This is no board/frame of the own team"));
    }

    static boolean isReply(MessageId message) {
        return message.value().indexOf('/') >= 0;
    }

    /** The message that the thread of this one begins with; itself when it is no reply. */
    static MessageId root(MessageId message) {
        int slash = message.value().indexOf('/');
        return slash <= 0
                ? message
                : new MessageId(message.channel(), message.value().substring(0, slash));
    }

    /** The item behind a message. */
    static String item(MessageId message) throws ConnectorException {
        String item = message.value().substring(message.value().indexOf('/') + 1);
        if (!isId(item)) {
            throw ConnectorException.of(Kind.NOT_FOUND, "message_not_found", "This is no id of an item");
        }
        return item;
    }

    String raw(UserId user) throws ConnectorException {
        if (!user.workspace().equals(workspace) || !isId(user.value())) {
            throw ConnectorException.of(Kind.NOT_FOUND, "user_not_found", "This is no id of a user of the own team");
        }
        return user.value();
    }

    /** Board ids end in an equals sign; item and user ids are long numbers. */
    static boolean isId(String raw) {
        if (raw.isEmpty() || raw.length() > MAX_ID) {
            return false;
        }
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean plain = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!plain && c != '_' && c != '-' && c != '=') {
                return false;
            }
        }
        return true;
    }
}
