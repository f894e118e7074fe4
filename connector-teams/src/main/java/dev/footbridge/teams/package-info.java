/** The connector for Teams. */
@NullMarked
package dev.footbridge.teams;

import org.jspecify.annotations.NullMarked;
