package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.Reaction;
import dev.footbridge.core.message.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The messages of a workspace, and the one place that changes them and tells about it, in one order. */
final class InMemoryMessages {

    /** Every message has a time of its own, so that a channel has one order even while the clock stands still. */
    private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);

    private final Clock clock;
    private final InMemoryEvents events;
    private final Map<MessageId, Message> messages = new LinkedHashMap<>();
    private Instant lastTime = Instant.MIN;
    private long lastId;

    InMemoryMessages(Clock clock, InMemoryEvents events) {
        this.clock = clock;
        this.events = events;
    }

    Message post(
            User author,
            ChannelId channel,
            Document body,
            List<Attachment> files,
            Optional<MessageId> replyTo,
            Optional<String> key) {
        Message message;
        synchronized (this) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            lastTime = now.isAfter(lastTime) ? now : lastTime.plus(TICK);
            message = Message.builder(new MessageId(channel, "m" + ++lastId), author, lastTime)
                    .body(body)
                    .attachments(files)
                    .replyTo(replyTo)
                    .version("1")
                    .reactions(Set.of())
                    .idempotencyKey(key)
                    .build();
            messages.put(message.id(), message);
            events.append(eventId -> new InboundEvent.Posted(eventId, message));
        }
        events.pump();
        return message;
    }

    Message reply(User author, MessageId root, Document body) throws ConnectorException {
        return post(author, root.channel(), body, List.of(), Optional.of(threadOf(root)), Optional.empty());
    }

    /** The first message of the thread a message belongs to. */
    MessageId threadOf(MessageId message) throws ConnectorException {
        return existing(message).replyTo().orElse(message);
    }

    Message edit(UserId editor, MessageId id, Document body) throws ConnectorException {
        Message edited;
        synchronized (this) {
            Message old = existing(id);
            ownedBy(editor, old);
            edited = copy(old, body, Optional.of(clock.instant()), nextVersion(old), old.reactions());
            messages.put(id, edited);
            Message shown = edited;
            events.append(eventId -> new InboundEvent.Edited(eventId, shown));
        }
        events.pump();
        return edited;
    }

    void remove(UserId remover, MessageId id) throws ConnectorException {
        synchronized (this) {
            Message old = messages.get(id);
            if (old == null) {
                return;
            }
            ownedBy(remover, old);
            messages.remove(id);
            events.append(eventId -> new InboundEvent.Removed(eventId, id));
        }
        events.pump();
    }

    /** Adds or takes away one user's emoji; what is so already causes no event. */
    Message react(User user, MessageId id, Emoji emoji, boolean add) throws ConnectorException {
        Message changed;
        synchronized (this) {
            Message old = existing(id);
            Set<Reaction> reactions = new LinkedHashSet<>(old.reactions());
            Reaction reaction = new Reaction(user.id(), emoji);
            if (!(add ? reactions.add(reaction) : reactions.remove(reaction))) {
                return old;
            }
            changed = copy(old, old.body(), old.editedAt(), old.version(), reactions);
            messages.put(id, changed);
            events.append(eventId -> add
                    ? new InboundEvent.Reacted(eventId, id, user.id(), emoji, false)
                    : new InboundEvent.Unreacted(eventId, id, user.id(), emoji, false));
        }
        events.pump();
        return changed;
    }

    synchronized Optional<Message> find(MessageId id) {
        return Optional.ofNullable(messages.get(id));
    }

    /** Messages and replies of a channel, oldest first. */
    synchronized List<Message> in(ChannelId channel) {
        return messages.values().stream()
                .filter(message -> message.id().channel().equals(channel))
                .toList();
    }

    synchronized Message existing(MessageId id) throws ConnectorException {
        @Nullable Message message = messages.get(id);
        if (message == null) {
            throw ConnectorException.of(
                    ConnectorException.Kind.NOT_FOUND, "message_not_found", "the message does not exist");
        }
        return message;
    }

    private static void ownedBy(UserId user, Message message) throws ConnectorException {
        if (!message.author().id().equals(user)) {
            throw ConnectorException.of(
                    ConnectorException.Kind.FORBIDDEN, "not_author", "only its author may change a message");
        }
    }

    private static String nextVersion(Message message) {
        return Long.toString(Long.parseLong(message.version()) + 1);
    }

    private static Message copy(
            Message old, Document body, Optional<Instant> editedAt, String version, Set<Reaction> reactions) {
        return Message.builder(old.id(), old.author(), old.createdAt())
                .body(body)
                .attachments(old.attachments())
                .replyTo(old.replyTo())
                .editedAt(editedAt)
                .version(version)
                .reactions(reactions)
                .idempotencyKey(old.idempotencyKey())
                .build();
    }
}
