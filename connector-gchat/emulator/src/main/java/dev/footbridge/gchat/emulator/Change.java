package dev.footbridge.gchat.emulator;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened in a space.
 *
 * @param by who did it
 */
record Change(
        Kind kind,
        ChatSpace space,
        Optional<ChatMessage> message,
        Optional<ChatMessage.Reaction> reaction,
        Optional<Member> member,
        ChatUser by,
        Instant at) {
    /** What happened, named as the vendor's event types are. */
    enum Kind {
        MESSAGE_CREATED("message", "created"),
        MESSAGE_UPDATED("message", "updated"),
        MESSAGE_DELETED("message", "deleted"),
        REACTION_CREATED("reaction", "created"),
        REACTION_DELETED("reaction", "deleted"),
        MEMBERSHIP_CREATED("membership", "created"),
        MEMBERSHIP_UPDATED("membership", "updated"),
        MEMBERSHIP_DELETED("membership", "deleted"),
        SPACE_UPDATED("space", "updated");

        private final String resource;
        private final String verb;

        Kind(String resource, String verb) {
            this.resource = resource;
            this.verb = verb;
        }

        /** message, reaction, membership or space. */
        String resource() {
            return resource;
        }

        String verb() {
            return verb;
        }

        String type() {
            return "google.workspace.chat." + resource + ".v1." + verb;
        }

        String batchType() {
            return "google.workspace.chat." + resource + ".v1.batch"
                    + verb.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + verb.substring(1);
        }
    }

    static Change message(Kind kind, ChatMessage message, ChatUser by, Instant at) {
        return new Change(kind, message.space(), Optional.of(message), Optional.empty(), Optional.empty(), by, at);
    }

    static Change reaction(Kind kind, ChatMessage message, ChatMessage.Reaction reaction, Instant at) {
        return new Change(
                kind,
                message.space(),
                Optional.of(message),
                Optional.of(reaction),
                Optional.empty(),
                reaction.user(),
                at);
    }

    static Change member(Kind kind, ChatSpace space, Member member, ChatUser by, Instant at) {
        return new Change(kind, space, Optional.empty(), Optional.empty(), Optional.of(member), by, at);
    }

    static Change space(ChatSpace space, ChatUser by, Instant at) {
        return new Change(Kind.SPACE_UPDATED, space, Optional.empty(), Optional.empty(), Optional.empty(), by, at);
    }
}
