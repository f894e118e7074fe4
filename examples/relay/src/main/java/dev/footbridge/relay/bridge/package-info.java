/** Keeps the channels of a bridge in step: what arrives becomes operations for every other channel. */
@NullMarked
package dev.footbridge.relay.bridge;

import org.jspecify.annotations.NullMarked;
