/** Opaque identifiers. Only the connector that made one reads its value; everybody else compares and stores it. */
@NullMarked
package dev.footbridge.core.id;

import org.jspecify.annotations.NullMarked;
