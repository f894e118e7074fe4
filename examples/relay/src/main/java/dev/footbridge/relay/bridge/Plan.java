package dev.footbridge.relay.bridge;

import dev.footbridge.core.delivery.Action;
import dev.footbridge.core.id.MessageId;
import java.util.List;

/**
 * What an operation comes down to when its turn comes.
 *
 * @param verdict what it means that the actions are done
 * @param reason why it is dead
 * @param macs per part the hash of its content
 * @param edited parts that the actions change
 * @param removed copies that the actions remove
 */
record Plan(
        Verdict verdict,
        String reason,
        List<Action> actions,
        List<Long> macs,
        List<Edited> edited,
        List<MessageId> removed) {

    enum Verdict {
        NORMAL,
        /** A later operation of the lane does it as well. */
        SUPERSEDED,
        /** Its message is gone, or never came here. */
        VANISHED,
        /** Its turn comes again after the post of its message. */
        BEHIND_POST,
        /** Too soon after the last one; its turn comes again. */
        TOO_SOON,
        /** The source's credentials are refused just now; its turn comes again. */
        SOURCE_CLOSED,
        /** It can never be done. */
        DEAD
    }

    /** A copy that gets another content. */
    record Edited(MessageId copy, long mac) {}

    Plan {
        actions = List.copyOf(actions);
        macs = List.copyOf(macs);
        edited = List.copyOf(edited);
        removed = List.copyOf(removed);
    }

    static Plan nothing(Verdict verdict) {
        return new Plan(verdict, "", List.of(), List.of(), List.of(), List.of());
    }

    static Plan dead(String reason) {
        return new Plan(Verdict.DEAD, reason, List.of(), List.of(), List.of(), List.of());
    }

    static Plan of(Action action) {
        return new Plan(Verdict.NORMAL, "", List.of(action), List.of(), List.of(), List.of());
    }

    /** Whether nothing is left to do once this part is recorded. */
    boolean endsWith(String partKey) {
        return !actions.isEmpty()
                && actions.get(actions.size() - 1) instanceof Action.Post post
                && post.key().equals(partKey);
    }
}
