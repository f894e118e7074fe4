package dev.footbridge.slack;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/**
 * Slack's ids. A message is its {@code ts} and nothing more, replies too: reactions and deletions name no thread, and
 * every method takes the {@code ts} alone.
 */
final class SlackIds {

    static final Platform PLATFORM = new Platform("slack");

    private static final int MAX_ID = 64;
    private static final int MICRO_DIGITS = 6;

    private final WorkspaceId workspace;

    SlackIds(String teamId) {
        this.workspace = new WorkspaceId(PLATFORM, teamId);
    }

    WorkspaceId workspace() {
        return workspace;
    }

    /** What came from outside may be anything; only what looks like one of Slack's ids becomes one of ours. */
    Optional<ChannelId> channel(Optional<String> raw) {
        return raw.filter(SlackIds::isId).map(id -> new ChannelId(workspace, id));
    }

    Optional<UserId> user(Optional<String> raw) {
        return raw.filter(SlackIds::isId).map(id -> new UserId(workspace, id));
    }

    Optional<FileId> file(Optional<String> raw) {
        return raw.filter(SlackIds::isId).map(id -> new FileId(workspace, id));
    }

    static Optional<MessageId> message(ChannelId channel, Optional<String> ts) {
        return ts.filter(SlackIds::isTs).map(value -> new MessageId(channel, value));
    }

    /** The id as Slack knows it. */
    String raw(ChannelId channel) throws ConnectorException {
        return own(channel.workspace(), channel.value(), "channel_not_found");
    }

    String raw(UserId user) throws ConnectorException {
        return own(user.workspace(), user.value(), "user_not_found");
    }

    String raw(MessageId message) throws ConnectorException {
        String ts = own(message.channel().workspace(), message.value(), "message_not_found");
        if (!isTs(ts)) {
            throw ConnectorException.of(Kind.NOT_FOUND, "message_not_found", "This is no id of a Slack message");
        }
        return ts;
    }

    String raw(FileId file) throws ConnectorException {
        String id = own(file.workspace(), file.value(), "file_not_found");
        if (!isId(id)) {
            throw ConnectorException.of(Kind.NOT_FOUND, "file_not_found", "This is no id of a Slack file");
        }
        return id;
    }

    /** The {@code ts} of the first message of a thread in this channel. */
    String rawThread(ChannelId channel, MessageId root) throws ConnectorException {
        if (!root.channel().equals(channel)) {
            throw ConnectorException.of(Kind.REJECTED, "other_channel", "The thread is in another channel");
        }
        return raw(root);
    }

    private String own(WorkspaceId where, String value, String code) throws ConnectorException {
        if (!where.equals(workspace)) {
            throw ConnectorException.of(Kind.NOT_FOUND, code, "The id belongs to another workspace");
        }
        return value;
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
        return true;
    }

    /** Seconds, and a fraction that has six digits but may have fewer in tests of the vendor. */
    static boolean isTs(String raw) {
        int dot = raw.indexOf('.');
        int end = raw.length();
        return dot < 0 ? isDigits(raw, 0, end, 12) : isDigits(raw, 0, dot, 12) && isDigits(raw, dot + 1, end, 9);
    }

    private static boolean isDigits(String raw, int from, int to, int most) {
        if (to <= from || to - from > most) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (raw.charAt(i) < '0' || raw.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The moment a {@code ts} stands for. */
    static Instant instant(String ts) {
        int dot = ts.indexOf('.');
        if (dot < 0) {
            return Instant.ofEpochSecond(Long.parseLong(ts));
        }
        String fraction = (ts.substring(dot + 1) + "000000000").substring(0, 9);
        return Instant.ofEpochSecond(Long.parseLong(ts.substring(0, dot)), Long.parseLong(fraction));
    }

    /** The {@code ts} of a moment, for the ends of a window. */
    static String ts(Instant moment) {
        long seconds = Math.max(0, moment.getEpochSecond());
        long micros = moment.getEpochSecond() < 0 ? 0 : moment.getNano() / 1_000;
        String digits = Long.toString(micros);
        return seconds + "." + "0".repeat(MICRO_DIGITS - digits.length()) + digits;
    }
}
