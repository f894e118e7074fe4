package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.FileName;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.Reaction;
import dev.footbridge.core.message.User;
import dev.footbridge.http.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Reads messages as the interface and its notifications send them. Lenient: what is absent or odd is left out.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/chatmessage">chatMessage</a>
 */
final class TeamsMessages {

    /** Reactions from before there were Unicode ones. */
    private static final Map<String, String> OLD_REACTIONS = Map.of(
            "like", "\uD83D\uDC4D",
            "heart", "\u2764\uFE0F",
            "laugh", "\uD83D\uDE06",
            "surprised", "\uD83D\uDE2E",
            "sad", "\uD83D\uDE22",
            "angry", "\uD83D\uDE21");

    private static final int MAX_ATTACHMENTS = 100;
    private static final int MAX_VERSION = 128;

    private final TeamsIds ids;
    private final TeamsIdentity identity;
    private final TeamsReader reader;
    private final TeamsAddresses addresses;

    TeamsMessages(TeamsIds ids, TeamsIdentity identity, TeamsReader reader, TeamsAddresses addresses) {
        this.addresses = addresses;
        this.ids = ids;
        this.identity = identity;
        this.reader = reader;
    }

    /** Whether people wrote it; the rest tells about calls, members and the like. */
    static boolean isMessage(JsonNode node) {
        String type = Json.text(node, "messageType").orElse("message");
        return type.equals("message") && Json.at(node, "eventDetail").isMissingNode();
    }

    static boolean isDeleted(JsonNode node) {
        return instant(node, "deletedDateTime").isPresent();
    }

    /** The id of a message in a list of the channel; empty without an id. */
    static Optional<MessageId> id(ChannelId channel, boolean threads, JsonNode node) {
        Optional<String> id = Json.nonBlank(node, "id").filter(value -> value.length() <= 200);
        Optional<String> parent = threads ? Json.nonBlank(node, "replyToId") : Optional.empty();
        return id.map(own -> parent.filter(root -> root.length() <= 200)
                .map(root -> TeamsIds.message(channel, root, Optional.of(own)))
                .orElseGet(() -> TeamsIds.message(channel, own, Optional.empty())));
    }

    /** The message; empty when it is deleted, not written by people, or without a time. */
    Optional<Message> read(JsonNode node, MessageId id) {
        Optional<Instant> created = created(node);
        if (!isMessage(node) || isDeleted(node) || created.isEmpty()) {
            return Optional.empty();
        }
        User author = author(node.path("from"));
        int slash = id.value().indexOf('/');
        Optional<MessageId> root = slash < 0
                ? Optional.empty()
                : Optional.of(new MessageId(id.channel(), id.value().substring(0, slash)));
        return Optional.of(Message.builder(id, author, created.get())
                .own(identity.isSelf(author.id()))
                .body(reader.read(node))
                .attachments(attachments(node, id))
                .replyTo(root)
                .editedAt(instant(node, "lastEditedDateTime"))
                .version(version(node))
                .reactions(reactions(node))
                .build());
    }

    /** Changes with every edit and every reaction. */
    static String version(JsonNode node) {
        return Json.nonBlank(node, "etag")
                .or(() -> Json.nonBlank(node, "lastModifiedDateTime"))
                .filter(version -> version.length() <= MAX_VERSION)
                .orElse("");
    }

    /** When it was posted; the id is the same time in milliseconds. */
    static Optional<Instant> created(JsonNode node) {
        return instant(node, "createdDateTime").or(() -> {
            OptionalLong millis = Json.number(node, "id");
            return millis.isPresent() && millis.getAsLong() > 0
                    ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
                    : Optional.empty();
        });
    }

    static Optional<Instant> instant(JsonNode node, String name) {
        try {
            return Json.nonBlank(node, name).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Who wrote it; deleted accounts have no identity any more. */
    User author(JsonNode from) {
        Optional<String> user = id(from, "user");
        if (user.isPresent()) {
            String type = Json.text(from, "user", "userIdentityType").orElse("");
            User.Kind kind = type.endsWith("Guest") || type.equals("federatedUser") || type.equals("emailUser")
                    ? User.Kind.GUEST
                    : User.Kind.PERSON;
            return user(ids.user(user.get()), kind, from.path("user"));
        }
        Optional<String> application = id(from, "application");
        return application.isPresent()
                ? user(ids.application(application.get()), User.Kind.BOT, from.path("application"))
                : user(ids.application("unknown"), User.Kind.SYSTEM, from);
    }

    private static User user(UserId id, User.Kind kind, JsonNode identity) {
        String name = Json.text(identity, "displayName").orElse("");
        return new User(id, kind, name, Optional.empty(), Optional.empty());
    }

    private static Optional<String> id(JsonNode identities, String kind) {
        return Json.nonBlank(identities, kind, "id")
                .filter(id -> id.length() <= 256 && id.chars().noneMatch(Character::isISOControl));
    }

    private Set<Reaction> reactions(JsonNode node) {
        Set<Reaction> reactions = new HashSet<>();
        for (JsonNode item : Json.items(node, "reactions")) {
            Optional<String> user = id(item.path("user"), "user");
            Optional<UserId> by = user.map(ids::user)
                    .or(() -> id(item.path("user"), "application").map(ids::application));
            Optional<Emoji> emoji = emoji(item);
            if (by.isPresent() && emoji.isPresent()) {
                reactions.add(new Reaction(by.get(), emoji.get()));
            }
        }
        return reactions;
    }

    private static Optional<Emoji> emoji(JsonNode reaction) {
        String type = Json.text(reaction, "reactionType").orElse("");
        if (type.equals("custom")) {
            return Json.nonBlank(reaction, "displayName")
                    .map(name -> name.replace(":", "").strip())
                    .filter(name -> !name.isEmpty() && name.length() <= Emoji.MAX_LENGTH)
                    .map(Emoji::custom);
        }
        String value = OLD_REACTIONS.getOrDefault(type, type);
        return value.isBlank() || value.length() > Emoji.MAX_LENGTH
                ? Optional.empty()
                : Optional.of(Emoji.unicode(value));
    }

    /** The files of a message: what it refers to, then the pictures in its text. */
    List<Attachment> attachments(JsonNode node, MessageId message) {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode item : fileAttachments(node)) {
            String name = Json.nonBlank(item, "name").orElse("file");
            Optional<FileId> id = add(
                    attachments,
                    message,
                    TeamsDownloads.FILE,
                    Json.text(item, "id").orElse(""),
                    name);
            Optional<String> address = Json.nonBlank(item, "contentUrl");
            if (id.isPresent() && address.isPresent()) {
                addresses.learn(id.get(), address.get());
            }
        }
        for (Element picture : pictures(node)) {
            String alt = picture.attr("alt");
            String id = TeamsStyles.hostedId(picture.attr("src"));
            add(attachments, message, TeamsDownloads.PICTURE, id, alt.isBlank() ? "image" : alt);
        }
        return attachments;
    }

    static List<JsonNode> fileAttachments(JsonNode node) {
        return Json.items(node, "attachments").stream()
                .filter(item -> {
                    String type = Json.text(item, "contentType").orElse("");
                    return type.equals("reference") || type.endsWith(".codesnippet");
                })
                .toList();
    }

    /** Pictures in the text, by reference: their bytes need our token. */
    static List<Element> pictures(JsonNode node) {
        String body = Json.text(node, "body", "content").orElse("");
        return body.contains("<img")
                ? TeamsReader.parse(body).getElementsByTag("img").stream()
                        .filter(picture -> TeamsStyles.isHosted(picture.attr("src")))
                        .toList()
                : List.of();
    }

    /** A picture's id may be longer than an id of ours can be: then its place among the attachments stands for it. */
    private Optional<FileId> add(List<Attachment> attachments, MessageId message, String kind, String id, String name) {
        if (attachments.size() >= MAX_ATTACHMENTS) {
            return Optional.empty();
        }
        Optional<FileId> file = ids.file(message, kind, id.isEmpty() ? "-" : id)
                .or(() -> ids.file(message, kind, "#" + attachments.size()));
        file.ifPresent(found -> attachments.add(
                new Attachment(found, FileName.clean(name), "application/octet-stream", OptionalLong.empty())));
        return file;
    }
}
