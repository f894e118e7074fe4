package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.FileName;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.Reaction;
import dev.footbridge.core.message.User;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads message objects, the same ones in events and in history. */
final class SlackMessages {

    static final String METADATA_TYPE = "footbridge_message";
    static final String METADATA_KEY = "k";
    static final String SLACKBOT = "USLACKBOT";

    /** Messages that people or apps wrote. All other subtypes tell what happened in the channel. */
    private static final Set<String> CONTENT = Set.of(
            "", "bot_message", "file_share", "me_message", "thread_broadcast", "file_comment", "reply_broadcast");

    private static final Pattern KEY = Pattern.compile("[a-z0-9-]{1,64}");
    private static final int MOST_FILES = 100;

    private final SlackIds ids;
    private final SlackSelf self;
    private final SlackThreads threads;
    private final SlackReader reader;

    SlackMessages(SlackIds ids, SlackSelf self, SlackThreads threads) {
        this.ids = ids;
        this.self = self;
        this.threads = threads;
        this.reader = new SlackReader(ids);
    }

    static String subtype(JsonNode message) {
        return Json.text(message, "subtype").orElse("");
    }

    static boolean isContent(JsonNode message) {
        return CONTENT.contains(subtype(message));
    }

    /** A message; empty when it is gone, a notice of the channel's, or has no id. */
    Optional<Message> read(ChannelId channel, JsonNode json, boolean fromHistory) {
        Optional<MessageId> id = SlackIds.message(channel, Json.text(json, "ts"));
        if (id.isEmpty() || !isContent(json)) {
            return Optional.empty();
        }
        boolean own = self.wrote(json);
        Optional<MessageId> root = thread(channel, json);
        root.ifPresent(first -> threads.learn(id.get(), first));
        Optional<String> edited = Json.text(json, "edited", "ts").filter(SlackIds::isTs);
        Message.Builder message = Message.builder(
                        id.get(), author(json), SlackIds.instant(id.get().value()))
                .own(own)
                .body(withDocuments(reader.read(json), json))
                .attachments(attachments(json))
                .replyTo(root)
                .editedAt(edited.map(SlackIds::instant))
                .version(edited.orElse(""))
                // Anybody can write our kind of metadata, so it counts only on own messages.
                .idempotencyKey(own ? key(json) : Optional.empty());
        if (fromHistory) {
            reactions(json).ifPresent(message::reactions);
        }
        return Optional.of(message.build());
    }

    /** The first message of the thread, when this is a reply. */
    private static Optional<MessageId> thread(ChannelId channel, JsonNode json) {
        Optional<String> thread = Json.text(json, "thread_ts");
        return thread.isPresent() && thread.equals(Json.text(json, "ts"))
                ? Optional.empty()
                : SlackIds.message(channel, thread);
    }

    private User author(JsonNode json) {
        Optional<String> bot = Json.nonBlank(json, "bot_id");
        UserId id = ids.user(Json.nonBlank(json, "user"))
                .or(() -> ids.user(bot))
                .orElseGet(() -> new UserId(ids.workspace(), SLACKBOT));
        String name = Json.nonBlank(json, "username")
                .or(() -> bot.isPresent() ? Json.nonBlank(json, "bot_profile", "name") : Optional.empty())
                .or(() -> Json.nonBlank(json, "user_profile", "display_name"))
                .or(() -> Json.nonBlank(json, "user_profile", "real_name"))
                .orElse("");
        return new User(id, kind(id, bot.isPresent()), name, Optional.empty(), avatar(json, bot.isPresent()));
    }

    private static User.Kind kind(UserId id, boolean bot) {
        if (id.value().equals(SLACKBOT)) {
            return User.Kind.SYSTEM;
        }
        return bot ? User.Kind.BOT : User.Kind.PERSON;
    }

    private static Optional<String> avatar(JsonNode json, boolean bot) {
        return Json.nonBlank(json, "icons", "image_64")
                .or(() -> Json.nonBlank(json, "icons", "image_48"))
                .or(() -> bot ? Json.nonBlank(json, "bot_profile", "icons", "image_72") : Optional.empty())
                .or(() -> Json.nonBlank(json, "user_profile", "image_72"));
    }

    private List<Attachment> attachments(JsonNode json) {
        List<Attachment> files = new ArrayList<>();
        for (JsonNode node : json.path("files")) {
            SlackFile file = new SlackFile(node);
            Optional<FileId> id = ids.file(file.id());
            if (id.isPresent() && !file.isGone() && !file.isDocument() && files.size() < MOST_FILES) {
                // In shared channels there may be no more than the id: files.info tells the rest.
                String name = FileName.clean(file.name().orElse(id.get().value()));
                files.add(new Attachment(id.get(), name, file.mediaType(), file.size()));
            }
        }
        return files;
    }

    /** The body, and a link for each thing that hangs on the message and is no file to copy. */
    private static Document withDocuments(Document body, JsonNode json) {
        List<Block> blocks = new ArrayList<>(body.blocks());
        for (JsonNode node : json.path("files")) {
            SlackFile file = new SlackFile(node);
            if (file.isDocument()
                    && !file.isGone()
                    && blocks.size() < body.blocks().size() + MOST_FILES) {
                file.link().ifPresent(blocks::add);
            }
        }
        return blocks.size() == body.blocks().size() ? body : new Document(blocks);
    }

    /** Complete reactions; empty when Slack left out some of the users. */
    private Optional<Set<Reaction>> reactions(JsonNode json) {
        Set<Reaction> all = new HashSet<>();
        boolean complete = true;
        for (JsonNode reaction : json.path("reactions")) {
            List<String> users = Json.texts(reaction, "users");
            complete &= Json.number(reaction, "count").orElse(users.size()) <= users.size();
            for (String user : users) {
                Json.nonBlank(reaction, "name")
                        .flatMap(SlackEmoji::emoji)
                        .flatMap(emoji -> ids.user(Optional.of(user)).map(id -> new Reaction(id, emoji)))
                        .ifPresent(all::add);
            }
        }
        return complete ? Optional.of(all) : Optional.empty();
    }

    private static Optional<String> key(JsonNode json) {
        Optional<String> key = Json.text(json, "metadata", "event_type")
                        .filter(METADATA_TYPE::equals)
                        .isPresent()
                ? Json.text(json, "metadata", "event_payload", METADATA_KEY)
                : blockKey(json);
        return key.filter(found -> KEY.matcher(found).matches());
    }

    /** Messages with files have no metadata. */
    private static Optional<String> blockKey(JsonNode json) {
        return Json.text(json.path("blocks").path(0), "block_id")
                .filter(id -> id.startsWith(SlackUploads.BLOCK_PREFIX))
                .map(id -> id.substring(SlackUploads.BLOCK_PREFIX.length()));
    }
}
