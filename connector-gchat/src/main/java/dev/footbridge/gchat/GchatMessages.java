package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.FileName;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Paragraph;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads message resources, the same ones in events, in answers and in lists. */
final class GchatMessages {

    private static final int MOST_FILES = 100;
    private static final String DRIVE = "https://drive.google.com/open?id=";

    /** Google's name for who is nobody in particular: messages of webhooks and of the system have no sender. */
    private static final String NOBODY = "unknown";

    private final GchatIds ids;
    private final GchatSelf self;
    private final GchatThreads threads;

    GchatMessages(GchatIds ids, GchatSelf self, GchatThreads threads) {
        this.ids = ids;
        this.self = self;
        this.threads = threads;
    }

    static Optional<Instant> time(JsonNode json, String member) {
        return Json.nonBlank(json, member).flatMap(GchatMessages::instant);
    }

    static Optional<Instant> instant(String time) {
        try {
            return Optional.of(Instant.parse(time));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static boolean isDeleted(JsonNode message) {
        return Json.nonBlank(message, "deleteTime").isPresent()
                || message.path("deletionMetadata").isObject();
    }

    /**
     * A message; empty when it is gone, or has no id or time.
     *
     * @param reactions everybody's, where they are known
     */
    Optional<Message> read(JsonNode json, GchatReader reader, Optional<Set<Reaction>> reactions) {
        Optional<MessageId> id = ids.message(Json.text(json, "name"));
        Optional<Instant> created = time(json, "createTime");
        if (id.isEmpty() || created.isEmpty() || isDeleted(json)) {
            return Optional.empty();
        }
        boolean own = self.wrote(json);
        Document body = withDocuments(reader.read(json), json);
        Optional<String> edited = Json.nonBlank(json, "lastUpdateTime");
        Message.Builder message = Message.builder(id.get(), author(json), created.get())
                .own(own)
                .body(own ? body : GchatReader.withoutCall(body, ids, self.id()))
                .attachments(attachments(json))
                .replyTo(thread(id.get(), json))
                .editedAt(edited.flatMap(GchatMessages::instant))
                .version(edited.orElse(""))
                // Anybody can choose such an id, so it counts only on own messages.
                .idempotencyKey(
                        own ? Json.text(json, "clientAssignedMessageId").flatMap(GchatKeys::key) : Optional.empty());
        reactions.ifPresent(message::reactions);
        return Optional.of(message.build());
    }

    /** The first message of the thread, when this is a reply. */
    private Optional<MessageId> thread(MessageId id, JsonNode json) {
        String thread = Json.text(json, "thread", "name")
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .filter(GchatIds::isId)
                .orElseGet(() -> threads.thread(id));
        boolean reply = Json.flag(json, "threadReply") || GchatThreads.isReply(id, thread);
        threads.learn(id, thread, reply);
        return reply ? Optional.of(threads.root(id.channel(), thread)) : Optional.empty();
    }

    User author(JsonNode json) {
        return user(json.path("sender"))
                .orElseGet(() -> new User(
                        new UserId(ids.workspace(), NOBODY), User.Kind.SYSTEM, "", Optional.empty(), Optional.empty()));
    }

    /** A user resource; most of it is told only to apps, and to accounts that know the person. */
    Optional<User> user(JsonNode user) {
        return ids.user(Json.text(user, "name"))
                .map(id -> new User(
                        id,
                        Json.text(user, "type").filter("BOT"::equals).isPresent() ? User.Kind.BOT : User.Kind.PERSON,
                        Json.text(user, "displayName").orElse(""),
                        Json.nonBlank(user, "email"),
                        Json.nonBlank(user, "avatarUrl")));
    }

    private static String name(JsonNode file) {
        return FileName.clean(Json.nonBlank(file, "contentName").orElse("file"));
    }

    /** A file on Drive is shared, not sent: its link goes where the message goes, unless it is in the words already. */
    private static Document withDocuments(Document body, JsonNode json) {
        List<Block> blocks = new ArrayList<>(body.blocks());
        String words = Json.text(json, "text").orElse("");
        int links = 0;
        for (JsonNode file : json.path("attachment")) {
            Optional<String> id =
                    Json.nonBlank(file, "driveDataRef", "driveFileId").filter(GchatIds::isId);
            if (id.isPresent() && !words.contains(id.get()) && links++ < MOST_FILES) {
                String address = DRIVE + id.get();
                blocks.add(Paragraph.of(new Link(name(file), address, Set.of())));
            }
        }
        return new Document(blocks);
    }

    private List<Attachment> attachments(JsonNode json) {
        List<Attachment> files = new ArrayList<>();
        for (JsonNode file : json.path("attachment")) {
            Optional<FileId> id = ids.file(Json.text(file, "attachmentDataRef", "resourceName"));
            if (id.isPresent() && files.size() < MOST_FILES) {
                files.add(new Attachment(
                        id.get(),
                        name(file),
                        Json.nonBlank(file, "contentType").orElse("application/octet-stream"),
                        OptionalLong.empty()));
            }
        }
        return files;
    }
}
