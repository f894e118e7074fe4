/** The relay's store: ids, links, intents and outcomes in SQLite. Never content. */
@NullMarked
package dev.footbridge.relay.ledger;

import org.jspecify.annotations.NullMarked;
