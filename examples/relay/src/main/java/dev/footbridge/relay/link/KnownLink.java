package dev.footbridge.relay.link;

import dev.footbridge.relay.ledger.FileLinkRow;
import dev.footbridge.relay.ledger.GroupRow;

/**
 * A link that exists and whose conversations are bridged.
 *
 * @param source where the file is
 * @param target whose people may have it
 */
record KnownLink(String secret, FileLinkRow row, GroupRow group, LinkedChannel source, LinkedChannel target) {

    /** Never the secret. */
    @Override
    public String toString() {
        return "KnownLink[" + row.group() + "]";
    }
}
