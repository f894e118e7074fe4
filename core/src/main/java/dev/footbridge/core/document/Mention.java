package dev.footbridge.core.document;

import dev.footbridge.core.id.UserId;

/**
 * A mention that notifies somebody on the platform it belongs to. A writer turns a mention into a real one only when
 * the target belongs to its own workspace; a foreign one is shown as text.
 *
 * @param label what is shown, without the leading {@code @}; may be empty when the source does not tell
 */
public record Mention(Target target, String label) implements Inline {

    /** Whom a mention notifies. */
    public sealed interface Target permits UserTarget, GroupTarget, BroadcastTarget {}

    /** One user. */
    public record UserTarget(UserId user) implements Target {}

    /** A group of users that the platform knows by an id. */
    public record GroupTarget(String id) implements Target {}

    /** Everybody in reach; never carried to another platform unless a policy allows it. */
    public record BroadcastTarget(Audience audience) implements Target {}

    /** How far a broadcast mention reaches. */
    public enum Audience {
        /** Members who are online now. */
        ACTIVE,
        /** All members of the channel. */
        CHANNEL,
        /** Everybody in the workspace or team. */
        EVERYONE
    }

    /** A mention of one user. */
    public static Mention user(UserId user, String label) {
        return new Mention(new UserTarget(user), label);
    }

    /** A mention of everybody in reach. */
    public static Mention broadcast(Audience audience, String label) {
        return new Mention(new BroadcastTarget(audience), label);
    }

    @Override
    public <R> R accept(InlineVisitor<R> visitor) {
        return visitor.mention(this);
    }
}
