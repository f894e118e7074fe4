package dev.footbridge.relay.bridge;

import dev.footbridge.relay.documents.DocumentPolicy;
import dev.footbridge.relay.transfer.FileRules;

/**
 * What the bridges between two channels allow.
 *
 * @param reactions whether reactions cross at all
 * @param reactionReplies whether a reply may stand for a reaction
 * @param editReplies whether a reply may stand for an edit
 * @param broadcast whether a mention may ring a crowd
 * @param previews whether links get a preview
 * @param files which files cross
 * @param documents what is done about documents behind links
 */
record Terms(
        boolean reactions,
        boolean reactionReplies,
        boolean editReplies,
        boolean broadcast,
        boolean previews,
        FileRules files,
        DocumentPolicy documents) {

    static final Terms NONE = new Terms(false, false, false, false, false, FileRules.NOTHING, DocumentPolicy.OFF);
}
