package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.services.chat.v1.model.Message;
import com.google.api.services.chat.v1.model.Thread;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Editing;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Removal;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Posts, edits and deletes. A post carries ids that follow from its key: repeating it, even after a crash, creates
 * nothing new but is answered with the first message.
 */
final class GchatPosts implements Editing, Removal {

    /** Always told: what Google takes without it depends on how the app is configured. */
    static final String MARKDOWN = "MARKUP_SYNTAX_MARKDOWN";

    /** The text must not be lost because its thread is. */
    private static final String REPLY_OPTION = "REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD";

    private static final String GONE = "(message deleted)";

    private final GchatApi api;
    private final GchatIds ids;
    private final GchatSelf self;
    private final GchatThreads threads;
    private final GchatAttempts attempts;
    private final GchatUploads uploads;
    private final FileLimits limits;
    private final GchatWriter writer;
    private final boolean authorCards;

    GchatPosts(
            GchatApi api,
            GchatIds ids,
            GchatSelf self,
            GchatThreads threads,
            GchatAttempts attempts,
            GchatUploads uploads,
            FileLimits limits,
            boolean authorCards) {
        this.api = api;
        this.ids = ids;
        this.self = self;
        this.threads = threads;
        this.attempts = attempts;
        this.uploads = uploads;
        this.limits = limits;
        this.writer = new GchatWriter(ids);
        this.authorCards = authorCards;
    }

    Prepared prepare(Draft draft) {
        Set<Loss> losses = new LinkedHashSet<>();
        boolean wordless =
                limits.takesFiles() && draft.body().isEmpty() && !draft.files().isEmpty();
        List<Document> bodies = wordless ? List.of() : writer.split(draft.body(), nameInText(draft));
        bodies.forEach(body -> losses.addAll(writer.losses(body)));
        List<Draft> parts = new ArrayList<>(draft.bodyParts(bodies));
        if (parts.size() > 1) {
            losses.add(Loss.degraded(Element.LONG_BODY));
        }
        if (limits.takesFiles()) {
            parts.addAll(draft.fileParts(limits.perMessage()));
        } else if (!draft.files().isEmpty()) {
            losses.add(Loss.dropped(Element.ATTACHMENT));
        }
        draft.author().ifPresent(author -> losses.addAll(losses(author)));
        return new Prepared(parts, List.copyOf(losses));
    }

    private List<Loss> losses(Persona author) {
        List<Loss> losses = new ArrayList<>(List.of(Loss.degraded(Element.AUTHOR_NAME)));
        if (author.avatarUrl().isPresent()) {
            boolean shown = authorCards && GchatCards.picture(author).isPresent();
            losses.add(shown ? Loss.degraded(Element.AUTHOR_AVATAR) : Loss.dropped(Element.AUTHOR_AVATAR));
        }
        return losses;
    }

    private Optional<Persona> nameInText(Draft draft) {
        return authorCards ? Optional.empty() : draft.author();
    }

    MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
        String space = ids.name(channel);
        Message message = part.files().isEmpty() ? message(part) : fileMessage(channel, part);
        String clientId = GchatKeys.clientId(part.idempotencyKey());
        Map<String, String> query = new LinkedHashMap<>();
        query.put("messageId", clientId);
        query.put("requestId", GchatKeys.requestId(channel, part.idempotencyKey()));
        if (part.replyTo().isPresent()) {
            message.setThread(
                    new Thread().setName(thread(channel, part.replyTo().get())));
            query.put("messageReplyOption", REPLY_OPTION);
        }
        attempts.add(channel, part.idempotencyKey());
        return posted(channel, created(channel, clientId, space, query, message));
    }

    private Message fileMessage(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
        limits.require(part);
        Message message = new Message()
                .setAttachment(List.of(uploads.upload(channel, part.files().get(0))));
        String label = text(part);
        if (!label.isEmpty()) {
            message.setText(label).set("markupSyntax", MARKDOWN);
        }
        return message;
    }

    private JsonNode created(
            ChannelId channel, String clientId, String space, Map<String, String> query, Message message)
            throws ConnectorException, InterruptedException {
        try {
            return api.call(GchatCall.CREATE_MESSAGE, Map.of("space", space), query, message);
        } catch (ConnectorException e) {
            if (!e.code().equals(GchatErrors.ALREADY_EXISTS)) {
                throw e;
            }
            // Our own id is taken, so this very message is there: Google forgot the request, but not the message.
            return api.call(GchatCall.GET_MESSAGE, Map.of("message", ids.client(channel, clientId)), Map.of());
        }
    }

    private MessageId posted(ChannelId channel, JsonNode answer) throws ConnectorException {
        Optional<MessageId> id = ids.message(Json.text(answer, "name"))
                .filter(found -> found.channel().equals(channel));
        if (id.isEmpty()) {
            throw GchatErrors.odd(GchatCall.CREATE_MESSAGE, 200, "no_name");
        }
        self.learn(Json.text(answer, "sender", "name"));
        Json.text(answer, "thread", "name")
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .filter(GchatIds::isId)
                .ifPresent(thread -> threads.learn(id.get(), thread, GchatThreads.isReply(id.get(), thread)));
        return id.get();
    }

    private String thread(ChannelId channel, MessageId replyTo) throws ConnectorException {
        if (!replyTo.channel().equals(channel)) {
            throw ConnectorException.of(Kind.REJECTED, "other_space", "The thread is in another space");
        }
        ids.name(replyTo);
        return ids.name(channel) + "/threads/" + threads.thread(replyTo);
    }

    private Message message(Draft part) throws ConnectorException {
        if (part.body().isEmpty()) {
            throw ConnectorException.of(Kind.REJECTED, "no_text", "Google Chat takes no message without text");
        }
        String text = text(part);
        if (GchatWriter.bytes(text) > GchatWriter.MAX_TEXT
                && writer.split(part.body(), nameInText(part)).size() > 1) {
            throw ConnectorException.of(
                    Kind.REJECTED, "message_too_long", "The body is too long for one message: prepare the draft first");
        }
        Message message = new Message().setText(text);
        message.set("markupSyntax", MARKDOWN);
        if (authorCards) {
            part.author().ifPresent(author -> message.setCardsV2(List.of(GchatCards.author(author))));
        }
        return message;
    }

    /** What Google is given of a part; pure. */
    String text(Draft part) {
        if (!part.files().isEmpty()) {
            return part.author()
                    .map(author -> writer.text(GchatWriter.label(author), Optional.empty()))
                    .orElse("");
        }
        return writer.text(part.body(), nameInText(part));
    }

    @Override
    public void edit(MessageId message, Draft part) throws ConnectorException, InterruptedException {
        if (!part.files().isEmpty()) {
            throw ConnectorException.of(Kind.REJECTED, "edit_unsupported", "The file of a message cannot be changed");
        }
        boolean card = authorCards && part.author().isPresent();
        api.call(
                GchatCall.PATCH_MESSAGE,
                Map.of("message", ids.name(message)),
                Map.of("updateMask", card ? "text,cardsV2" : "text"),
                message(part));
    }

    /**
     * Without {@code force}, which would take the replies of others along. A first message that Google keeps because of its
     * replies loses its words instead.
     */
    @Override
    public void remove(MessageId message) throws ConnectorException, InterruptedException {
        try {
            api.call(GchatCall.DELETE_MESSAGE, Map.of("message", ids.name(message)), Map.of());
        } catch (ConnectorException e) {
            if (e.code().equals(GchatErrors.FAILED_PRECONDITION)) {
                edit(message, Draft.of(Document.of(Text.of(GONE)), "gone"));
            } else if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
        }
    }
}
