package dev.footbridge.relay.link;

import dev.footbridge.relay.ledger.FileLinkRow;
import dev.footbridge.relay.ledger.GroupRow;
import dev.footbridge.relay.transfer.FileRules;

/**
 * A link that exists and whose conversations are bridged.
 *
 * @param source where the file is
 * @param target whose people may have it
 * @param rules which files go from there to here
 */
record KnownLink(
        String secret, FileLinkRow row, GroupRow group, LinkedChannel source, LinkedChannel target, FileRules rules) {

    /** Never the secret. */
    @Override
    public String toString() {
        return "KnownLink[" + row.group() + "]";
    }
}
