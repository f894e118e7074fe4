package dev.footbridge.gchat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Google Chat's names. Our ids are the last segment of them: a space's of {@code spaces/S}, a message's of
 * {@code spaces/S/messages/T.M}, where {@code T} is its thread. The first message of a thread is {@code T.T}.
 */
final class GchatIds {

    static final Platform PLATFORM = new Platform("gchat");

    private static final String SPACES = "spaces/";
    private static final String USERS = "users/";
    private static final String MESSAGES = "/messages/";
    private static final int MAX_ID = 128;
    private static final int MAX_FILE_ID = 1_024;

    private static final Pattern RESOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_=+./-]*+");

    private final WorkspaceId workspace;

    GchatIds(String domain) {
        this.workspace = new WorkspaceId(PLATFORM, domain);
    }

    WorkspaceId workspace() {
        return workspace;
    }

    /** What came from outside may be anything; only what looks like one of Google's names becomes an id of ours. */
    Optional<ChannelId> channel(Optional<String> name) {
        return name.flatMap(raw -> after(raw, SPACES))
                .map(rest -> rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest)
                .filter(GchatIds::isId)
                .map(id -> new ChannelId(workspace, id));
    }

    /** The message in a name that may go on behind it, as those of reactions do. */
    Optional<MessageId> message(Optional<String> name) {
        Optional<ChannelId> channel = channel(name);
        return name.filter(raw -> raw.contains(MESSAGES))
                .map(raw -> raw.substring(raw.indexOf(MESSAGES) + MESSAGES.length()))
                .map(rest -> rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest)
                .filter(GchatIds::isId)
                .flatMap(id -> channel.map(at -> new MessageId(at, id)));
    }

    Optional<UserId> user(Optional<String> name) {
        return name.flatMap(raw -> after(raw, USERS)).filter(GchatIds::isId).map(id -> new UserId(workspace, id));
    }

    /** A file by what it is downloaded with, which may go over several segments. */
    Optional<FileId> file(Optional<String> resource) {
        return resource.filter(GchatIds::isResource).map(raw -> new FileId(workspace, raw));
    }

    String raw(FileId file) throws ConnectorException {
        if (!file.workspace().equals(workspace) || !isResource(file.value())) {
            throw ConnectorException.of(Kind.NOT_FOUND, "file_not_found", "This is no file of this workspace");
        }
        return file.value();
    }

    private static boolean isResource(String raw) {
        return raw.length() <= MAX_FILE_ID && RESOURCE.matcher(raw).matches() && !raw.contains("..");
    }

    private static Optional<String> after(String name, String collection) {
        return name.startsWith(collection) ? Optional.of(name.substring(collection.length())) : Optional.empty();
    }

    /** The name as Google knows it. */
    String name(ChannelId channel) throws ConnectorException {
        return SPACES + own(channel.workspace(), channel.value(), "space_not_found");
    }

    String name(MessageId message) throws ConnectorException {
        return name(message.channel())
                + MESSAGES
                + own(message.channel().workspace(), message.value(), "message_not_found");
    }

    String name(UserId user) throws ConnectorException {
        return USERS + raw(user);
    }

    String raw(UserId user) throws ConnectorException {
        return own(user.workspace(), user.value(), "user_not_found");
    }

    /** A message by the id that its sender chose. */
    String client(ChannelId channel, String clientId) throws ConnectorException {
        return name(channel) + MESSAGES + clientId;
    }

    private String own(WorkspaceId where, String value, String code) throws ConnectorException {
        if (!where.equals(workspace) || !isId(value)) {
            throw ConnectorException.of(Kind.NOT_FOUND, code, "This is no id of this workspace");
        }
        return value;
    }

    boolean isOwn(UserId user) {
        return user.workspace().equals(workspace) && isId(user.value());
    }

    static boolean isId(String raw) {
        if (raw.isEmpty() || raw.length() > MAX_ID) {
            return false;
        }
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean plain = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!plain && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        // Names are paths: a segment of dots would lead elsewhere.
        return raw.charAt(0) != '.' && !raw.contains("..");
    }
}
