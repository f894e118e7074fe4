/** The reference relay. */
@NullMarked
package dev.footbridge.relay;

import org.jspecify.annotations.NullMarked;
