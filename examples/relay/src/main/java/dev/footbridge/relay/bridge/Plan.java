package dev.footbridge.relay.bridge;

import dev.footbridge.core.delivery.Action;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an operation comes down to when its turn comes.
 *
 * @param verdict what it means that the actions are done
 * @param reason why it is dead
 * @param macs per part the hash of its content
 * @param edited parts that the actions change
 * @param removed copies that the actions remove
 * @param files whether the files of the message are to be brought in line next
 * @param losses what does not cross whole; counted once, when the operation is done
 */
record Plan(
        Verdict verdict,
        String reason,
        List<Action> actions,
        Map<Integer, Long> macs,
        List<Edited> edited,
        List<MessageId> removed,
        boolean files,
        List<Lost> losses) {

    enum Verdict {
        NORMAL,
        /** A later operation of the lane does it as well. */
        SUPERSEDED,
        /** Its message is gone, or never came here. */
        VANISHED,
        /** There is more of it to do; its turn comes again at once. */
        MORE,
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

    /** A loss on the way from a platform. */
    record Lost(Platform source, Loss loss) {}

    Plan {
        actions = List.copyOf(actions);
        macs = Map.copyOf(macs);
        edited = List.copyOf(edited);
        removed = List.copyOf(removed);
        losses = List.copyOf(losses);
    }

    static Plan nothing(Verdict verdict) {
        return new Builder().build(verdict);
    }

    static Plan dead(String reason) {
        return new Builder().dead(reason);
    }

    /** The same, with or without files to look after. */
    Plan withFiles(boolean value) {
        return new Plan(verdict, reason, actions, macs, edited, removed, value, losses);
    }

    /** Whether nothing is left to do once this part is recorded. */
    boolean endsWith(String partKey) {
        return verdict == Verdict.NORMAL
                && !actions.isEmpty()
                && actions.get(actions.size() - 1) instanceof Action.Post post
                && post.key().equals(partKey);
    }

    /** Collects what is to be done. */
    static final class Builder {
        private final List<Action> actions = new ArrayList<>();
        private final Map<Integer, Long> macs = new HashMap<>();
        private final List<Edited> edited = new ArrayList<>();
        private final List<MessageId> removed = new ArrayList<>();
        private final List<Lost> losses = new ArrayList<>();

        Builder act(Action action) {
            actions.add(action);
            return this;
        }

        Builder post(int part, Action.Post post, long mac) {
            macs.put(part, mac);
            return act(post);
        }

        Builder edit(Action.Edit edit, long mac) {
            edited.add(new Edited(edit.message(), mac));
            return act(edit);
        }

        Builder remove(MessageId copy) {
            removed.add(copy);
            return act(new Action.Remove(copy));
        }

        /** The copies are gone without a call. */
        Builder gone(List<MessageId> copies) {
            removed.addAll(copies);
            return this;
        }

        Builder lost(Platform source, Loss loss) {
            losses.add(new Lost(source, loss));
            return this;
        }

        /** Whether there is nothing to call. */
        boolean isEmpty() {
            return actions.isEmpty();
        }

        Plan build(Verdict verdict) {
            return new Plan(verdict, "", actions, macs, edited, removed, false, losses);
        }

        /** Something of it can never be done; what was collected is done all the same. */
        Plan dead(String reason) {
            return new Plan(Verdict.DEAD, reason, actions, macs, edited, removed, false, losses);
        }
    }
}
