package dev.footbridge.relay.bridge;

import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.GroupRow;
import java.util.List;

/** A group with everything it is on the channels. */
record Links(GroupRow group, List<CopyRow> copies) {

    Links {
        copies = List.copyOf(copies);
    }

    /** Live copies on a channel by part; the original counts as part 0 where it was written. */
    List<CopyRow> on(long channel) {
        return copies.stream()
                .filter(copy -> copy.channel() == channel && !copy.gone())
                .sorted(java.util.Comparator.comparingInt(CopyRow::part))
                .toList();
    }
}
