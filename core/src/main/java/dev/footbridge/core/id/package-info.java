/** Opaque, scoped identifiers: only the connector that made one may read it. */
@NullMarked
package dev.footbridge.core.id;

import org.jspecify.annotations.NullMarked;
