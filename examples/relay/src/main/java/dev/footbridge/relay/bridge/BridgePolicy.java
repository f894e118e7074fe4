package dev.footbridge.relay.bridge;

import dev.footbridge.relay.documents.DocumentPolicy;
import dev.footbridge.relay.transfer.FileRules;
import java.util.List;

/**
 * What a bridge carries beside the messages themselves, and what happens where a target cannot do it.
 *
 * @param removals whether a removed message is removed everywhere
 * @param broadcast whether a mention that rings a crowd may ring one at the targets
 * @param previews whether links that a connector knows get a preview
 * @param files which files cross
 * @param documents what is done about documents behind links
 * @param emoji custom emoji that mean the same
 */
public record BridgePolicy(
        Reactions reactions,
        Edits edits,
        boolean removals,
        boolean broadcast,
        boolean previews,
        FileRules files,
        DocumentPolicy documents,
        List<EmojiRow> emoji) {

    /** What becomes of reactions. */
    public enum Reactions {
        /** They cross where the target can react, and are lost elsewhere. */
        MIRROR,
        /** Where the target cannot react, a short reply tells the emoji and who reacted. */
        REPLY,
        /** They stay where they are. */
        OFF
    }

    /** What becomes of an edit where the copy cannot be edited. */
    public enum Edits {
        /** A reply to the copy tells the new text. */
        REPLY,
        /** It is lost. */
        OFF
    }

    private static final BridgePolicy EVERYTHING = new BridgePolicy(
            Reactions.MIRROR, Edits.REPLY, true, false, false, FileRules.EVERYTHING, DocumentPolicy.OFF, List.of());

    public BridgePolicy {
        emoji = List.copyOf(emoji);
    }

    /** Everything crosses that rings nobody and shows nothing that was not written. */
    public static BridgePolicy everything() {
        return EVERYTHING;
    }

    public BridgePolicy withReactions(Reactions value) {
        return new BridgePolicy(value, edits, removals, broadcast, previews, files, documents, emoji);
    }

    public BridgePolicy withEdits(Edits value) {
        return new BridgePolicy(reactions, value, removals, broadcast, previews, files, documents, emoji);
    }

    public BridgePolicy withRemovals(boolean value) {
        return new BridgePolicy(reactions, edits, value, broadcast, previews, files, documents, emoji);
    }

    public BridgePolicy withBroadcast(boolean value) {
        return new BridgePolicy(reactions, edits, removals, value, previews, files, documents, emoji);
    }

    public BridgePolicy withPreviews(boolean value) {
        return new BridgePolicy(reactions, edits, removals, broadcast, value, files, documents, emoji);
    }

    public BridgePolicy withEmoji(List<EmojiRow> value) {
        return new BridgePolicy(reactions, edits, removals, broadcast, previews, files, documents, value);
    }

    public BridgePolicy withFiles(FileRules value) {
        return new BridgePolicy(reactions, edits, removals, broadcast, previews, value, documents, emoji);
    }

    public BridgePolicy withDocuments(DocumentPolicy value) {
        return new BridgePolicy(reactions, edits, removals, broadcast, previews, files, value, emoji);
    }
}
