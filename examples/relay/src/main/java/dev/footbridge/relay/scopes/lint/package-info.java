/** Reads permission documents as vendors of apps publish them, and holds them against the platforms' own facts. */
@NullMarked
package dev.footbridge.relay.scopes.lint;

import org.jspecify.annotations.NullMarked;
