package dev.footbridge.core.message;

import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A message as it stands on its platform at one moment.
 *
 * @param own whether this connector's own credentials wrote it: an echo, never to be carried further
 * @param replyTo the first message of the thread, when this is a reply
 * @param createdAt as the platform orders the channel
 * @param version grows or changes with every edit; empty when the platform tells nothing. Compared for equality only
 * @param reactions all reactions, when the source listed them; empty also when it did not, see {@code reactionsKnown}
 * @param reactionsKnown whether {@code reactions} is complete
 * @param idempotencyKey the key of the draft it was posted from, where the platform keeps one
 */
public record Message(
        MessageId id,
        User author,
        boolean own,
        Document body,
        List<Attachment> attachments,
        Optional<MessageId> replyTo,
        Instant createdAt,
        Optional<Instant> editedAt,
        String version,
        Set<Reaction> reactions,
        boolean reactionsKnown,
        Optional<String> idempotencyKey) {

    public Message {
        attachments = List.copyOf(attachments);
        reactions = Set.copyOf(reactions);
    }

    /** Starts a message with the members that every message has. */
    public static Builder builder(MessageId id, User author, Instant createdAt) {
        return new Builder(id, author, createdAt);
    }

    /** Never the body. */
    @Override
    public String toString() {
        return "Message[" + id + "]";
    }

    /** Collects the optional members. */
    public static final class Builder {
        private final MessageId id;
        private final User author;
        private final Instant createdAt;
        private boolean own;
        private Document body = Document.empty();
        private List<Attachment> attachments = List.of();
        private Optional<MessageId> replyTo = Optional.empty();
        private Optional<Instant> editedAt = Optional.empty();
        private String version = "";
        private Set<Reaction> reactions = Set.of();
        private boolean reactionsKnown;
        private Optional<String> idempotencyKey = Optional.empty();

        private Builder(MessageId id, User author, Instant createdAt) {
            this.id = id;
            this.author = author;
            this.createdAt = createdAt;
        }

        /** Whether it is this connector's own echo. Defaults to false. */
        public Builder own(boolean value) {
            own = value;
            return this;
        }

        /** The body. Defaults to the empty document. */
        public Builder body(Document value) {
            body = value;
            return this;
        }

        /** The files. Defaults to none. */
        public Builder attachments(List<Attachment> value) {
            attachments = value;
            return this;
        }

        /** The first message of the thread. Defaults to none. */
        public Builder replyTo(Optional<MessageId> value) {
            replyTo = value;
            return this;
        }

        /** The last edit by a person. Defaults to none. */
        public Builder editedAt(Optional<Instant> value) {
            editedAt = value;
            return this;
        }

        /** The platform's version mark. Defaults to empty. */
        public Builder version(String value) {
            version = value;
            return this;
        }

        /** The complete reactions. Defaults to unknown. */
        public Builder reactions(Set<Reaction> value) {
            reactions = value;
            reactionsKnown = true;
            return this;
        }

        /** The key it was posted with. Defaults to none. */
        public Builder idempotencyKey(Optional<String> value) {
            idempotencyKey = value;
            return this;
        }

        /** The message. */
        public Message build() {
            return new Message(
                    id,
                    author,
                    own,
                    body,
                    attachments,
                    replyTo,
                    createdAt,
                    editedAt,
                    version,
                    reactions,
                    reactionsKnown,
                    idempotencyKey);
        }
    }
}
