package dev.footbridge.teams;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The neutral ids of one tenant. A channel is {@code team/channel}, a chat {@code chats/chat}; a message is
 * {@code root} or {@code root/reply}, because a reply is addressed through the first message of its thread.
 */
record TeamsIds(WorkspaceId workspace) {

    static final Platform PLATFORM = new Platform("teams");

    private static final String CHATS = "chats";
    private static final String APPLICATION = "app:";
    private static final String FILE = "!";
    private static final int MAX_ID = 512;
    private static final int MAX_RESOURCE = 2_048;

    /** A message where it lives. */
    record Address(TeamsPlace place, String root, Optional<String> reply) {

        /** The id that the platform gave the message itself. */
        String last() {
            return reply.orElse(root);
        }
    }

    static TeamsIds ofTenant(String tenant) {
        return new TeamsIds(new WorkspaceId(PLATFORM, tenant));
    }

    ChannelId channel(TeamsPlace place) {
        if (place instanceof TeamsPlace.InTeam in) {
            return new ChannelId(workspace, in.team() + "/" + in.channel());
        }
        return new ChannelId(workspace, CHATS + "/" + ((TeamsPlace.InChat) place).chat());
    }

    UserId user(String id) {
        return new UserId(workspace, id);
    }

    /** A bot or webhook; its id is of another kind than a user's. */
    UserId application(String id) {
        return new UserId(workspace, APPLICATION + id);
    }

    boolean isApplication(UserId user) {
        return user.value().startsWith(APPLICATION);
    }

    /** A file of a message; empty when the parts are too long for an id. */
    Optional<FileId> file(MessageId message, String kind, String id) {
        String value = kind + "/" + message.channel().value() + "/" + message.value() + FILE + id;
        return isId(value) ? Optional.of(new FileId(workspace, value)) : Optional.empty();
    }

    /** What a file's id says. */
    record FileOf(String kind, MessageId message, String id) {}

    FileOf file(FileId file) throws ConnectorException {
        String value = file.value();
        int mark = value.indexOf(FILE);
        String[] parts = mark < 0 ? new String[0] : value.substring(0, mark).split("/", 4);
        if (!file.workspace().equals(workspace) || parts.length < 4 || mark == value.length() - 1) {
            throw foreign();
        }
        ChannelId channel = new ChannelId(workspace, parts[1] + "/" + parts[2]);
        return new FileOf(parts[0], new MessageId(channel, parts[3]), value.substring(mark + 1));
    }

    static MessageId message(ChannelId channel, String root, Optional<String> reply) {
        return new MessageId(channel, reply.map(id -> root + "/" + id).orElse(root));
    }

    /** The place behind a channel id of this tenant. */
    TeamsPlace place(ChannelId channel) throws ConnectorException {
        return find(channel).orElseThrow(TeamsIds::foreign);
    }

    /** The place behind a channel id, if this connector made it. */
    Optional<TeamsPlace> find(ChannelId channel) {
        int slash = channel.value().indexOf('/');
        if (!channel.workspace().equals(workspace)
                || slash < 1
                || slash == channel.value().length() - 1) {
            return Optional.empty();
        }
        String first = channel.value().substring(0, slash);
        String second = channel.value().substring(slash + 1);
        return Optional.of(first.equals(CHATS) ? new TeamsPlace.InChat(second) : new TeamsPlace.InTeam(first, second));
    }

    Address address(MessageId message) throws ConnectorException {
        TeamsPlace place = place(message.channel());
        String[] parts = message.value().split("/", -1);
        if (parts.length > 2 || parts[0].isEmpty() || parts[parts.length - 1].isEmpty()) {
            throw foreign();
        }
        return new Address(place, parts[0], parts.length == 2 ? Optional.of(parts[1]) : Optional.empty());
    }

    private static ConnectorException foreign() {
        return ConnectorException.of(
                Kind.NOT_FOUND, "not_an_id_of_ours", "The id does not belong to this tenant or has another form");
    }

    /**
     * The message a notification is about, such as {@code teams('t')/channels('c')/messages('1')/replies('2')}. The
     * form with slashes instead of brackets occurs too, and chats below a user.
     */
    static Optional<Address> resource(String resource) {
        if (resource.length() > MAX_RESOURCE) {
            return Optional.empty();
        }
        List<String> parts = segments(resource);
        if (parts.size() >= 2 && parts.get(0).equalsIgnoreCase("users")) {
            parts = parts.subList(2, parts.size());
        }
        if (named(parts, "teams", "channels", "messages")) {
            TeamsPlace place = new TeamsPlace.InTeam(parts.get(1), parts.get(3));
            if (parts.size() == 6) {
                return Optional.of(new Address(place, parts.get(5), Optional.empty()));
            }
            return parts.size() == 8 && parts.get(6).equalsIgnoreCase("replies")
                    ? Optional.of(new Address(place, parts.get(5), Optional.of(parts.get(7))))
                    : Optional.empty();
        }
        return parts.size() == 4 && named(parts, CHATS, "messages")
                ? Optional.of(new Address(new TeamsPlace.InChat(parts.get(1)), parts.get(3), Optional.empty()))
                : Optional.empty();
    }

    private static boolean named(List<String> parts, String... names) {
        if (parts.size() < names.length * 2) {
            return false;
        }
        for (int i = 0; i < names.length; i++) {
            if (!parts.get(i * 2).equalsIgnoreCase(names[i]) || !isId(parts.get(i * 2 + 1))) {
                return false;
            }
        }
        return parts.stream().allMatch(TeamsIds::isId);
    }

    private static List<String> segments(String resource) {
        List<String> parts = new ArrayList<>();
        for (String segment : resource.split("/", -1)) {
            int open = segment.indexOf("('");
            if (open > 0 && segment.endsWith("')") && segment.length() >= open + 4) {
                parts.add(segment.substring(0, open));
                parts.add(decoded(segment.substring(open + 2, segment.length() - 2)));
            } else if (!segment.isEmpty()) {
                parts.add(decoded(segment));
            }
        }
        return parts;
    }

    private static String decoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean isId(String value) {
        return !value.isEmpty() && value.length() <= MAX_ID && value.chars().noneMatch(Character::isISOControl);
    }
}
