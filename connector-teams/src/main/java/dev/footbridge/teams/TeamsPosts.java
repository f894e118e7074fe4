package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.chats.item.messages.replywithquote.ReplyWithQuotePostRequestBody;
import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.ChatMessage;
import com.microsoft.graph.models.ChatMessageMention;
import com.microsoft.graph.models.ChatMessageMentionedIdentitySet;
import com.microsoft.graph.models.Identity;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.TeamworkUserIdentity;
import com.microsoft.graph.models.TeamworkUserIdentityType;
import com.microsoft.graph.teams.item.channels.item.messages.item.setreaction.SetReactionPostRequestBody;
import com.microsoft.kiota.serialization.Parsable;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Editing;
import dev.footbridge.core.connector.Reactions;
import dev.footbridge.core.connector.Removal;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.http.Json;
import dev.footbridge.teams.TeamsIds.Address;
import dev.footbridge.teams.TeamsStorage.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Posts, edits, deletes and reacts as the relay account. */
final class TeamsPosts implements Editing, Removal, Reactions {

    private final TeamsApi api;
    private final TeamsIds ids;
    private final TeamsIdentity identity;
    private final TeamsWriter writer;
    private final TeamsStorage storage;

    TeamsPosts(TeamsApi api, TeamsIds ids, TeamsIdentity identity, TeamsWriter writer, TeamsStorage storage) {
        this.api = api;
        this.ids = ids;
        this.identity = identity;
        this.writer = writer;
        this.storage = storage;
    }

    MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
        if (!identity.isDelegated()) {
            throw ConnectorException.of(
                    Kind.UNSUPPORTED,
                    "application_cannot_send",
                    "Application permissions can only import history: configure a delegated relay account"
                            + " (setting refresh-token) to send messages");
        }
        TeamsPlace place = ids.place(channel);
        return part.files().isEmpty()
                ? post(channel, place, part, message(part), List.of())
                : postFiles(channel, place, part);
    }

    private MessageId postFiles(ChannelId channel, TeamsPlace place, Draft part)
            throws ConnectorException, InterruptedException {
        TeamsUploads.LIMITS.require(part);
        TeamsUploads uploads = TeamsUploads.of(part);
        List<Stored> stored = new ArrayList<>();
        try {
            for (Upload file : uploads.stored()) {
                stored.add(storage.store(channel, place, file));
            }
            TeamsContent label = writer.write(Document.empty(), part.author());
            ChatMessage message = TeamsFileMessage.of(label, stored, uploads.pictures());
            return post(channel, place, part, message, uploads.pictures());
        } catch (ConnectorException e) {
            if (e.effect() == Effect.NOT_APPLIED) {
                storage.discard(stored);
            }
            throw e;
        }
    }

    private MessageId post(ChannelId channel, TeamsPlace place, Draft part, ChatMessage message, List<Upload> pictures)
            throws ConnectorException, InterruptedException {
        if (part.replyTo().isEmpty()) {
            TeamsCall call =
                    place instanceof TeamsPlace.InChat ? TeamsCall.POST_CHAT_MESSAGE : TeamsCall.POST_CHANNEL_MESSAGE;
            return posted(channel, Optional.empty(), send(call, TeamsCall.path(place), message, pictures));
        }
        Address parent = ids.address(part.replyTo().get());
        if (!parent.place().sameAs(place)) {
            throw ConnectorException.of(Kind.REJECTED, "thread_elsewhere", "A reply must stay in its channel");
        }
        if (place instanceof TeamsPlace.InChat) {
            JsonNode answer =
                    send(TeamsCall.POST_CHAT_QUOTE, TeamsCall.path(place), quoting(parent, message), pictures);
            return posted(channel, Optional.empty(), answer);
        }
        Address root = new Address(place, parent.root(), Optional.empty());
        JsonNode answer = send(TeamsCall.POST_REPLY, TeamsCall.path(root), message, pictures);
        return posted(channel, Optional.of(root.root()), answer);
    }

    private JsonNode send(TeamsCall call, Map<String, String> path, Parsable body, List<Upload> pictures)
            throws ConnectorException, InterruptedException {
        return pictures.isEmpty()
                ? api.call(call, path, body)
                : api.stream(call, path, TeamsPictures.in(api.json(body), pictures));
    }

    private MessageId posted(ChannelId channel, Optional<String> root, JsonNode answer) throws ConnectorException {
        String id = Json.nonBlank(answer, "id")
                .filter(value -> value.length() <= 200)
                .orElseThrow(() -> ConnectorException.unavailable(
                        Effect.UNKNOWN, "odd_answer", "A post was answered without its id", null));
        Json.nonBlank(answer, "from", "user", "id").ifPresent(identity::learnUser);
        return root.map(first -> TeamsIds.message(channel, first, Optional.of(id)))
                .orElseGet(() -> TeamsIds.message(channel, id, Optional.empty()));
    }

    private static ReplyWithQuotePostRequestBody quoting(Address parent, ChatMessage message) {
        ReplyWithQuotePostRequestBody body = new ReplyWithQuotePostRequestBody();
        body.setMessageIds(List.of(parent.root()));
        body.setReplyMessage(message);
        return body;
    }

    private ChatMessage message(Draft part) throws ConnectorException {
        TeamsContent content = writer.write(part.body(), part.author());
        if (content.html().isEmpty()) {
            throw ConnectorException.of(Kind.REJECTED, "empty_message", "The platform takes no empty message");
        }
        if (content.size() > TeamsFeatures.MAX_BYTES) {
            throw ConnectorException.of(
                    Kind.REJECTED, "message_too_long", "The message is longer than 28 KB: prepare cuts it into parts");
        }
        ItemBody body = new ItemBody();
        body.setContentType(BodyType.Html);
        body.setContent(content.html());
        ChatMessage message = new ChatMessage();
        message.setBody(body);
        if (!content.mentioned().isEmpty()) {
            message.setMentions(mentions(content));
        }
        return message;
    }

    private static List<ChatMessageMention> mentions(TeamsContent content) {
        List<ChatMessageMention> mentions = new ArrayList<>();
        for (TeamsContent.Mentioned one : content.mentioned()) {
            TeamworkUserIdentity user = new TeamworkUserIdentity();
            user.setId(one.userId());
            user.setDisplayName(one.label());
            user.setUserIdentityType(TeamworkUserIdentityType.AadUser);
            ChatMessageMentionedIdentitySet who = new ChatMessageMentionedIdentitySet();
            who.setUser((Identity) user);
            ChatMessageMention mention = new ChatMessageMention();
            mention.setId(mentions.size());
            mention.setMentionText(one.label());
            mention.setMentioned(who);
            mentions.add(mention);
        }
        return mentions;
    }

    @Override
    public void edit(MessageId message, Draft part) throws ConnectorException, InterruptedException {
        Address address = ids.address(message);
        TeamsCall call = TeamsCall.of(
                address, TeamsCall.EDIT_CHANNEL_MESSAGE, TeamsCall.EDIT_REPLY, TeamsCall.EDIT_CHAT_MESSAGE);
        api.call(call, TeamsCall.path(address), message(part));
    }

    @Override
    public void remove(MessageId message) throws ConnectorException, InterruptedException {
        Address address = ids.address(message);
        TeamsCall call = TeamsCall.of(
                address, TeamsCall.DELETE_CHANNEL_MESSAGE, TeamsCall.DELETE_REPLY, TeamsCall.DELETE_CHAT_MESSAGE);
        Map<String, String> path = TeamsCall.path(address);
        try {
            if (call == TeamsCall.DELETE_CHAT_MESSAGE) {
                path = Map.of("user-id", self(), "chat-id", path.get("chat-id"), "chatMessage-id", address.root());
            }
            api.call(call, path, Map.of());
        } catch (ConnectorException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    /** Our account's id, asked for when no token and no post has told it. */
    private String self() throws ConnectorException, InterruptedException {
        api.token();
        Optional<UserId> known = identity.self();
        if (known.isPresent()) {
            return known.get().value();
        }
        JsonNode me = api.call(TeamsCall.ME, Map.of(), Map.of("select", List.of("id")));
        String id = Json.nonBlank(me, "id")
                .orElseThrow(
                        () -> ConnectorException.of(Kind.UNAVAILABLE, "odd_answer", "/me was answered without id"));
        identity.learnUser(id);
        return id;
    }

    @Override
    public boolean supports(Emoji emoji) {
        return !emoji.custom()
                && (emoji.value().codePoints().anyMatch(c -> c >= 0x203C || c == 0xA9 || c == 0xAE)
                        || emoji.value().indexOf('\u20E3') >= 0);
    }

    @Override
    public void react(MessageId message, Emoji emoji) throws ConnectorException, InterruptedException {
        Address address = ids.address(message);
        TeamsCall call = TeamsCall.of(
                address, TeamsCall.REACT_CHANNEL_MESSAGE, TeamsCall.REACT_REPLY, TeamsCall.REACT_CHAT_MESSAGE);
        api.call(call, TeamsCall.path(address), reaction(emoji));
    }

    @Override
    public void unreact(MessageId message, Emoji emoji) throws ConnectorException, InterruptedException {
        Address address = ids.address(message);
        TeamsCall call = TeamsCall.of(
                address, TeamsCall.UNREACT_CHANNEL_MESSAGE, TeamsCall.UNREACT_REPLY, TeamsCall.UNREACT_CHAT_MESSAGE);
        api.call(call, TeamsCall.path(address), reaction(emoji));
    }

    private Parsable reaction(Emoji emoji) throws ConnectorException {
        if (!supports(emoji)) {
            throw ConnectorException.of(
                    Kind.UNSUPPORTED, "reaction_not_unicode", "Only Unicode emoji can be set as reactions");
        }
        SetReactionPostRequestBody body = new SetReactionPostRequestBody();
        body.setReactionType(emoji.value());
        return body;
    }
}
