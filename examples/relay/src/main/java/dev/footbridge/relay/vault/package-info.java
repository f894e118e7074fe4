/** Credentials that platforms rotate, encrypted at rest. */
@NullMarked
package dev.footbridge.relay.vault;

import org.jspecify.annotations.NullMarked;
