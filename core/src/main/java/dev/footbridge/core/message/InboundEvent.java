package dev.footbridge.core.message;

import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something a platform told. {@code eventId} is the same for every delivery of the same event, and unique within the
 * workspace.
 */
public sealed interface InboundEvent {

    /** The key for duplicates, at most 256 characters. */
    String eventId();

    /** Where it happened. */
    ChannelId channel();

    /** Calls the visitor's method for this kind. */
    <R> R accept(InboundVisitor<R> visitor);

    /** A new message, complete. */
    record Posted(String eventId, Message message) implements InboundEvent {
        @Override
        public ChannelId channel() {
            return message.id().channel();
        }

        @Override
        public <R> R accept(InboundVisitor<R> visitor) {
            return visitor.posted(this);
        }
    }

    /** A message in its new form, complete. */
    record Edited(String eventId, Message message) implements InboundEvent {
        @Override
        public ChannelId channel() {
            return message.id().channel();
        }

        @Override
        public <R> R accept(InboundVisitor<R> visitor) {
            return visitor.edited(this);
        }
    }

    /**
     * A message was created, edited or reacted to; the platform does not tell which, or its word is a mere hint.
     * Compare with what is known.
     *
     * @param snapshot the message as it stands, when the platform sent it and the sender was proved
     */
    record Touched(String eventId, MessageId message, Optional<Message> snapshot) implements InboundEvent {
        @Override
        public ChannelId channel() {
            return message.channel();
        }

        @Override
        public <R> R accept(InboundVisitor<R> visitor) {
            return visitor.touched(this);
        }
    }

    /** A message is gone. */
    record Removed(String eventId, MessageId message) implements InboundEvent {
        @Override
        public ChannelId channel() {
            return message.channel();
        }

        @Override
        public <R> R accept(InboundVisitor<R> visitor) {
            return visitor.removed(this);
        }
    }

    /** A user put an emoji under a message; {@code own} when it was this connector itself. */
    record Reacted(String eventId, MessageId message, UserId user, Emoji emoji, boolean own) implements InboundEvent {
        @Override
        public ChannelId channel() {
            return message.channel();
        }

        @Override
        public <R> R accept(InboundVisitor<R> visitor) {
            return visitor.reacted(this);
        }
    }

    /** A user took an emoji away; {@code own} when it was this connector itself. */
    record Unreacted(String eventId, MessageId message, UserId user, Emoji emoji, boolean own) implements InboundEvent {
        @Override
        public ChannelId channel() {
            return message.channel();
        }

        @Override
        public <R> R accept(InboundVisitor<R> visitor) {
            return visitor.unreacted(this);
        }
    }

    /** A user came in. */
    record MemberJoined(String eventId, ChannelId channel, UserId user) implements InboundEvent {
        @Override
        public <R> R accept(InboundVisitor<R> visitor) {
            return visitor.memberJoined(this);
        }
    }

    /** A user went away. */
    record MemberLeft(String eventId, ChannelId channel, UserId user) implements InboundEvent {
        @Override
        public <R> R accept(InboundVisitor<R> visitor) {
            return visitor.memberLeft(this);
        }
    }

    /** A channel was renamed, archived, or has a new id ({@code movedTo}). */
    record ChannelChanged(String eventId, ChannelId channel, Optional<ChannelId> movedTo) implements InboundEvent {
        @Override
        public <R> R accept(InboundVisitor<R> visitor) {
            return visitor.channelChanged(this);
        }
    }

    /**
     * Events of this channel may have been lost: compare its history.
     *
     * @param since start of the doubtful time, when it is known
     */
    record Gap(String eventId, ChannelId channel, Optional<Instant> since) implements InboundEvent {
        @Override
        public <R> R accept(InboundVisitor<R> visitor) {
            return visitor.gap(this);
        }
    }
}
