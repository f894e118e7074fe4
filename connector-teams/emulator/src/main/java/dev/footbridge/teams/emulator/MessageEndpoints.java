package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.ArrayList;
import java.util.Optional;

/** Posting and changing messages. */
final class MessageEndpoints {
    private static final String CHANNEL = "/teams/{team-id}/channels/{channel-id}/messages";
    private static final String CHAT = "/chats/{chat-id}/messages";
    private static final String ONE = "/{chatMessage-id}";
    private static final String REPLY = ONE + "/replies/{chatMessage-id1}";
    private static final int MAX_REACTION_LENGTH = 64;

    private final Access access;
    private final MessageReader reader;
    private final MessageJson json;
    private final Imports imports;

    MessageEndpoints(Access access, MessageReader reader, MessageJson json, Imports imports) {
        this.access = access;
        this.reader = reader;
        this.json = json;
        this.imports = imports;
    }

    void register(GraphRouter router) {
        router.add("POST " + CHANNEL, this::post);
        router.add("POST " + CHANNEL + ONE + "/replies", this::post);
        router.add("POST " + CHAT, this::post);
        router.add("POST " + CHAT + "/replyWithQuote", this::replyWithQuote);
        for (var message : new String[] {CHANNEL + ONE, CHANNEL + REPLY, CHAT + ONE}) {
            router.add("PATCH " + message, this::patch);
            router.add("POST " + message + "/softDelete", this::softDelete);
            router.add("POST " + message + "/undoSoftDelete", this::undoSoftDelete);
            router.add("POST " + message + "/setReaction", this::setReaction);
            router.add("POST " + message + "/unsetReaction", this::unsetReaction);
        }
        // The reference pages name this form for chats; the one above exists in the API as well.
        for (var owner : new String[] {"/users/{user-id}", "/me"}) {
            var message = owner + CHAT + ONE;
            router.alias(
                    "POST " + message + "/softDelete",
                    "POST /users/{user-id}" + CHAT + ONE + "/softDelete",
                    this::softDelete);
            router.alias(
                    "POST " + message + "/undoSoftDelete",
                    "POST /users/{user-id}" + CHAT + ONE + "/undoSoftDelete",
                    this::undoSoftDelete);
            router.alias("POST " + owner + CHAT, "POST " + CHAT, this::post);
            router.alias("PATCH " + message, "PATCH " + CHAT + ONE, this::patch);
            router.alias("POST " + message + "/setReaction", "POST " + CHAT + ONE + "/setReaction", this::setReaction);
            router.alias(
                    "POST " + message + "/unsetReaction", "POST " + CHAT + ONE + "/unsetReaction", this::unsetReaction);
        }
    }

    private Reply post(GraphRequest request) {
        var conversation = access.conversation(request);
        var body = request.json();
        var replyTo = Optional.ofNullable(request.path().get("chatMessage-id"));
        var content = reader.read(body, messageUrl(request, conversation, replyTo, MessageContent.ID_TO_COME));
        ChatMessage message;
        if (request.caller().isDelegated()) {
            refuseImportMembers(body);
            message = Messages.post(
                    conversation, replyTo, request.caller().requireUser().asAuthor(), content);
        } else {
            message = imports.post(conversation, replyTo, body, content);
        }
        return GraphReplies.created(out -> json.writeEntity(out, message, request.apiUrl()));
    }

    private Reply replyWithQuote(GraphRequest request) {
        var conversation = access.conversation(request);
        var body = request.json();
        var quoted = new ArrayList<ChatMessage>();
        for (var id : body.path("messageIds")) {
            quoted.add(conversation
                    .find(id.asText())
                    .filter(m -> !m.isDeleted())
                    .orElseThrow(() -> GraphFault.messageNotFound(id.asText())));
        }
        if (quoted.isEmpty() || quoted.size() > Quotes.MAX_QUOTED) {
            throw GraphFault.badRequest("'messageIds' must name 1 to " + Quotes.MAX_QUOTED + " messages.");
        }
        var url = messageUrl(request, conversation, Optional.empty(), MessageContent.ID_TO_COME);
        var content = Quotes.of(quoted, reader.read(body.path("replyMessage"), url));
        var author = request.caller().requireUser().asAuthor();
        var message = Messages.post(conversation, Optional.empty(), author, content);
        return GraphReplies.created(out -> json.writeEntity(out, message, request.apiUrl()));
    }

    private Reply patch(GraphRequest request) {
        var conversation = access.conversation(request);
        var message = access.message(request, conversation);
        var body = request.json();
        if (!request.caller().isDelegated()) {
            return flag(conversation, message, body);
        }
        var editor = request.caller().requireUser();
        if (!message.author().isUser(editor.id())) {
            throw GraphFault.forbidden("Only the sender of the message can change it.");
        }
        var url = messageUrl(request, conversation, message.replyToId(), message.id());
        Messages.edit(conversation, message.id(), editor, reader.read(body, url));
        return GraphReplies.noContent();
    }

    private static Reply flag(Conversation conversation, ChatMessage message, JsonNode body) {
        var violation = body.path("policyViolation");
        if (!violation.isObject()) {
            throw GraphFault.forbidden("Only policyViolation can be updated in application-only context.");
        }
        Messages.flag(conversation, message.id(), violation);
        return GraphReplies.noContent();
    }

    private Reply softDelete(GraphRequest request) {
        var conversation = access.conversation(request);
        Messages.delete(
                conversation,
                access.message(request, conversation).id(),
                request.caller().requireUser());
        return GraphReplies.noContent();
    }

    private Reply undoSoftDelete(GraphRequest request) {
        var conversation = access.conversation(request);
        Messages.restore(
                conversation,
                access.message(request, conversation).id(),
                request.caller().requireUser());
        return GraphReplies.noContent();
    }

    private Reply setReaction(GraphRequest request) {
        var conversation = access.conversation(request);
        var id = access.message(request, conversation).id();
        Messages.react(conversation, id, request.caller().requireUser(), reactionType(request));
        return GraphReplies.noContent();
    }

    private Reply unsetReaction(GraphRequest request) {
        var conversation = access.conversation(request);
        var id = access.message(request, conversation).id();
        Messages.unreact(conversation, id, request.caller().requireUser(), reactionType(request));
        return GraphReplies.noContent();
    }

    private static String reactionType(GraphRequest request) {
        var type = Json.text(request.json(), "reactionType").orElse("");
        if (type.isBlank() || type.length() > MAX_REACTION_LENGTH) {
            throw GraphFault.badRequest("Invalid reaction type.");
        }
        return type;
    }

    private static void refuseImportMembers(JsonNode body) {
        for (var member : new String[] {"from", "createdDateTime"}) {
            if (body.hasNonNull(member)) {
                throw GraphFault.badRequest("'" + member + "' can only be set while messages are imported.");
            }
        }
    }

    private static String messageUrl(
            GraphRequest request, Conversation conversation, Optional<String> replyTo, String id) {
        var base = request.apiUrl() + "/" + conversation.place().path() + "/messages/";
        return replyTo.map(root -> base + root + "/replies/" + id).orElseGet(() -> base + id);
    }
}
