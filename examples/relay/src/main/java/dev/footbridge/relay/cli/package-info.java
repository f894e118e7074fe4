/** The relay's commands. */
@NullMarked
package dev.footbridge.relay.cli;

import org.jspecify.annotations.NullMarked;
