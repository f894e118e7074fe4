package dev.footbridge.relay.ledger;

import java.util.Optional;

/**
 * Something to do for one group on one channel.
 *
 * @param seq the order within the lane
 * @param lane number of the target channel
 * @param emoji for reactions, a Unicode sequence
 * @param due not before this moment
 * @param at when it was accepted
 * @param intent a post that may have happened
 */
public record OperationRow(
        long seq,
        long lane,
        Kind kind,
        long group,
        Optional<String> emoji,
        long due,
        long at,
        Optional<Intent> intent) {

    /** What to do. The order is part of the schema. */
    public enum Kind {
        POST,
        EDIT,
        REMOVE,
        REACTION,
        /** Brings the files in line, in a lane of their own. */
        FILES
    }

    /**
     * Written before the first byte of a post.
     *
     * @param mac hash of the content that went out, 0 when it is not known: the source may show another by the time
     *     that the post is found
     */
    public record Intent(int part, int attempt, String mark, long startedAt, long mac) {}
}
