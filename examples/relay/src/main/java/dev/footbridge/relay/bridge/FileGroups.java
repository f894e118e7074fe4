package dev.footbridge.relay.bridge;

import dev.footbridge.core.message.Attachment;
import dev.footbridge.relay.ledger.CopyRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which files go together into a message of the target: as they are there already, however many that were, and else as
 * many as it takes. What somebody removed at the target counts as being there, or it would come back with every edit.
 *
 * @param kept hashes of the messages that are as they should be
 * @param missing files of messages that are not there yet, in order
 */
record FileGroups(Set<Long> kept, List<List<Attachment>> missing) {

    /** Most files of one message that are looked for; platforms take fewer. */
    private static final int MAX_TOGETHER = 32;

    /** The hash of a message with these files. */
    @FunctionalInterface
    interface Hash {
        long of(List<Attachment> files);
    }

    static FileGroups of(List<Attachment> files, List<CopyRow> copies, int perMessage, Hash hash) {
        Set<Long> there = copies.stream().map(CopyRow::mac).collect(Collectors.toSet());
        Set<Long> kept = new HashSet<>();
        List<List<Attachment>> missing = new ArrayList<>();
        List<Attachment> open = new ArrayList<>();
        for (int at = 0; at < files.size(); ) {
            int found = there.isEmpty() ? 0 : known(files, at, there, hash, kept);
            if (found == 0) {
                open.add(files.get(at));
                at++;
            } else {
                at += found;
            }
            if (!open.isEmpty() && (found > 0 || open.size() == perMessage || at == files.size())) {
                missing.add(List.copyOf(open));
                open.clear();
            }
        }
        return new FileGroups(kept, missing);
    }

    /** How many files from a place on are in one message already. */
    private static int known(List<Attachment> files, int at, Set<Long> there, Hash hash, Set<Long> kept) {
        for (int count = Math.min(MAX_TOGETHER, files.size() - at); count > 0; count--) {
            long mac = hash.of(files.subList(at, at + count));
            if (there.contains(mac)) {
                kept.add(mac);
                return count;
            }
        }
        return 0;
    }

    boolean keeps(CopyRow copy) {
        return kept.contains(copy.mac());
    }
}
