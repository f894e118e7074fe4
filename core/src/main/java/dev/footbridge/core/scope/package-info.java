/** Permissions of the platforms: what a credential holds, what an operation needs, and the guard between them. */
@NullMarked
package dev.footbridge.core.scope;

import org.jspecify.annotations.NullMarked;
