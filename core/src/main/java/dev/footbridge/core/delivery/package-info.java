/** The one caller of the connectors: order per channel, pacing, retry, read-back; failure becomes data. */
@NullMarked
package dev.footbridge.core.delivery;

import org.jspecify.annotations.NullMarked;
