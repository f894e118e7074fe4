/** Moves files: which may cross and how, streams with proof, the temporary spool, and how far each transfer is. */
@NullMarked
package dev.footbridge.relay.transfer;

import org.jspecify.annotations.NullMarked;
