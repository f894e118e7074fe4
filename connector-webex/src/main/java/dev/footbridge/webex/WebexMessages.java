package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.User;
import dev.footbridge.http.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads messages as answers tell them. Total: what is missing or odd makes no message, never an exception. */
final class WebexMessages {

    private static final String BOTS = "@webex.bot";
    private static final String GUESTS = "@appid.ciscospark.com";
    private static final String CONTENTS = "/contents/";
    private static final int MOST_FILES = 100;
    private static final int MAX_MAIL = 254;

    private final WebexIds ids;
    private final WebexSession session;
    private final WebexThreads threads;
    private final WebexReader reader;
    private final boolean guests;

    /** @param guests whether this connector posts as guests */
    WebexMessages(WebexIds ids, WebexSession session, WebexThreads threads, boolean guests) {
        this.ids = ids;
        this.session = session;
        this.threads = threads;
        this.reader = new WebexReader(ids);
        this.guests = guests;
    }

    static Optional<MessageId> id(ChannelId room, JsonNode json) {
        return WebexIds.message(room, Json.text(json, "id"));
    }

    /**
     * The message under the id it was asked for with: its room may have another id by now.
     *
     * @param attachments what is known of {@link #files}
     */
    Optional<Message> read(MessageId id, JsonNode json, List<Attachment> attachments) {
        Optional<Instant> created = time(json, "created");
        Optional<UserId> author = ids.person(Json.text(json, "personId"));
        if (created.isEmpty() || author.isEmpty()) {
            return Optional.empty();
        }
        Optional<MessageId> root =
                WebexIds.message(id.channel(), Json.nonBlank(json, "parentId")).filter(parent -> !parent.equals(id));
        root.ifPresent(first -> threads.learn(id, first));
        Optional<Instant> edited = time(json, "updated");
        return Optional.of(Message.builder(id, user(author.get(), json), created.get())
                .own(isOwn(json))
                .body(reader.read(json))
                .attachments(attachments)
                .replyTo(root)
                .editedAt(edited)
                .version(edited.map(Instant::toString).orElse(""))
                .build());
    }

    /** Guests of another Service App count as own too: two relays that answer each other are worse than one lost message. */
    boolean isOwn(JsonNode json) {
        return session.isSelf(Json.text(json, "personId").orElse("")) || (guests && isGuest(json));
    }

    private static boolean isGuest(JsonNode json) {
        return mail(json).filter(mail -> mail.endsWith(GUESTS)).isPresent();
    }

    /** Messages have no names, only addresses; the directory has names. */
    private static User user(UserId id, JsonNode json) {
        Optional<String> mail = mail(json);
        return new User(id, kind(mail), "", mail, Optional.empty());
    }

    static User.Kind kind(Optional<String> mail) {
        if (mail.filter(address -> address.endsWith(GUESTS)).isPresent()) {
            return User.Kind.GUEST;
        }
        return mail.filter(address -> address.endsWith(BOTS)).isPresent() ? User.Kind.BOT : User.Kind.PERSON;
    }

    private static Optional<String> mail(JsonNode json) {
        return Json.nonBlank(json, "personEmail")
                .filter(mail -> mail.length() <= MAX_MAIL)
                .map(mail -> mail.toLowerCase(Locale.ROOT));
    }

    /** Files are addresses; name, type and size come with the file itself. */
    List<FileId> files(JsonNode json) {
        return Json.texts(json, "files").stream()
                .filter(address -> address.contains(CONTENTS))
                .map(address -> address.substring(address.lastIndexOf(CONTENTS) + CONTENTS.length()))
                .flatMap(id -> ids.file(Optional.of(id)).stream())
                .limit(MOST_FILES)
                .toList();
    }

    /** A time with any offset, as the vendor's own examples have them. */
    static Optional<Instant> time(JsonNode json, String member) {
        try {
            return Json.nonBlank(json, member)
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
