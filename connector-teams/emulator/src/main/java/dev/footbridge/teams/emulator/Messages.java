package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What people do with messages, whether through the API or in the client: the rules of Teams about who may do what. */
final class Messages {
    private Messages() {}

    /** Posts a message, or a reply when {@code replyTo} names a root message of a channel. */
    static ChatMessage post(
            Conversation conversation, Optional<String> replyTo, Author author, MessageContent content) {
        replyTo.ifPresent(root -> requireRoot(conversation, root));
        return conversation.add(stamp ->
                ChatMessage.posted(conversation.place(), stamp, replyTo, author, content.withId(Long.toString(stamp))));
    }

    /** Changes the content; only the author may. */
    static ChatMessage edit(Conversation conversation, String id, Person editor, MessageContent content) {
        return conversation.change(id, ChangeKind.EDITED, (message, stamp) -> {
            requireVisible(message);
            requireAuthor(message, editor);
            return message.edited(content.withId(id), stamp);
        });
    }

    /** Soft-deletes; only the author may. Deleting again changes nothing. */
    static ChatMessage delete(Conversation conversation, String id, Person deleter) {
        return conversation.change(id, ChangeKind.DELETED, (message, stamp) -> {
            requireAuthor(message, deleter);
            return message.isDeleted() ? message : message.deleted(stamp);
        });
    }

    static ChatMessage restore(Conversation conversation, String id, Person restorer) {
        return conversation.change(id, ChangeKind.RESTORED, (message, stamp) -> {
            requireAuthor(message, restorer);
            return message.isDeleted() ? message.restored(stamp) : message;
        });
    }

    /** Adds a reaction; the same one of the same user twice is one. */
    static ChatMessage react(Conversation conversation, String id, Person person, String type) {
        return conversation.change(id, ChangeKind.REACTED, (message, stamp) -> {
            requireVisible(message);
            return message.reaction(type, person.id()).isPresent()
                    ? message
                    : message.withReaction(Reaction.of(type, person.id(), stamp), stamp);
        });
    }

    static ChatMessage unreact(Conversation conversation, String id, Person person, String type) {
        return conversation.change(id, ChangeKind.REACTED, (message, stamp) -> {
            requireVisible(message);
            return message.reaction(type, person.id())
                    .map(reaction -> message.withoutReaction(reaction, stamp))
                    .orElse(message);
        });
    }

    /** Marks a message as a data-loss-prevention service does. */
    static ChatMessage flag(Conversation conversation, String id, JsonNode violation) {
        return conversation.change(id, ChangeKind.FLAGGED, (message, stamp) -> message.flagged(violation, stamp));
    }

    static void requireRoot(Conversation conversation, String id) {
        var root = conversation.find(id).orElseThrow(() -> GraphFault.messageNotFound(id));
        if (root.replyToId().isPresent()) {
            throw GraphFault.badRequest("A reply cannot be replied to.");
        }
    }

    private static void requireVisible(ChatMessage message) {
        if (message.isDeleted()) {
            throw GraphFault.messageNotFound(message.id());
        }
    }

    private static void requireAuthor(ChatMessage message, Person person) {
        if (message.isEvent() || !message.author().isUser(person.id())) {
            throw GraphFault.forbidden("Only the sender of the message can change it.");
        }
    }
}
