package dev.footbridge.webex;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Webex's ids: base64 of {@code ciscospark://<place>/<KIND>/<uuid>}. The place of a room changes when the room migrates, so
 * two ids may mean the same room; its uuid tells.
 */
final class WebexIds {

    static final Platform PLATFORM = new Platform("webex");

    private static final int MAX_ID = 200;
    private static final Pattern ADDRESS = Pattern.compile("ciscospark://[^/]{1,80}/[A-Z_]{1,40}/([^/]{1,120})");

    private final WorkspaceId workspace;

    WebexIds(String orgId) {
        this.workspace = new WorkspaceId(PLATFORM, uuid(orgId));
    }

    WorkspaceId workspace() {
        return workspace;
    }

    /** What came from outside may be anything; only what looks like one of Webex's ids becomes one of ours. */
    Optional<ChannelId> room(Optional<String> raw) {
        return raw.filter(WebexIds::isId).map(id -> new ChannelId(workspace, id));
    }

    Optional<UserId> person(Optional<String> raw) {
        return raw.filter(WebexIds::isId).map(id -> new UserId(workspace, id));
    }

    static Optional<MessageId> message(ChannelId room, Optional<String> raw) {
        return raw.filter(WebexIds::isId).map(id -> new MessageId(room, id));
    }

    Optional<FileId> file(Optional<String> raw) {
        return raw.filter(WebexIds::isId).map(id -> new FileId(workspace, id));
    }

    /** The id as Webex knows it. */
    String raw(ChannelId room) throws ConnectorException {
        return own(room.workspace(), room.value(), "room_not_found");
    }

    String raw(UserId person) throws ConnectorException {
        return own(person.workspace(), person.value(), "person_not_found");
    }

    String raw(FileId file) throws ConnectorException {
        return own(file.workspace(), file.value(), "file_not_found");
    }

    String raw(MessageId message) throws ConnectorException {
        return own(message.channel().workspace(), message.value(), "message_not_found");
    }

    private String own(WorkspaceId where, String value, String code) throws ConnectorException {
        if (!where.equals(workspace) || !isId(value)) {
            throw ConnectorException.of(Kind.NOT_FOUND, code, "The id is none of this organisation's");
        }
        return value;
    }

    /** Whether an id can stand in a path and in a mention as it is. */
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

    /** What stays of an id when its place changes; the id itself when it is none of the usual form. */
    static String uuid(String raw) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(raw.replace("=", ""));
            var matcher = ADDRESS.matcher(new String(decoded, StandardCharsets.UTF_8));
            return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : raw;
        } catch (IllegalArgumentException e) {
            // A bare UUID, which the platform takes as well.
            return raw.toLowerCase(Locale.ROOT);
        }
    }

    /** Whether two ids of the same kind mean the same thing. */
    static boolean same(String one, String other) {
        return one.equals(other) || uuid(one).equals(uuid(other));
    }
}
