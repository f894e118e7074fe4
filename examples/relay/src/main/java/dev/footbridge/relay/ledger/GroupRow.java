package dev.footbridge.relay.ledger;

import java.util.OptionalLong;

/**
 * One message as people see it, wherever it was written and copied to.
 *
 * @param origin number of the channel where it was written
 * @param message its id there
 * @param root group of the first message of its thread, for a reply
 * @param version hash of the source's version, as last seen; 0 before the first content was seen
 * @param editedAt the newest edit seen, 0 for none
 * @param gone whether it was removed at its source
 */
public record GroupRow(
        long id,
        long origin,
        String message,
        OptionalLong root,
        long createdAt,
        long version,
        long editedAt,
        boolean gone) {}
