/**
 * The neutral rich text: a closed tree of blocks that nest to a fixed depth, with flat runs of inlines inside. Every
 * {@link dev.footbridge.core.document.Document} is in one normal form, so equality is exact.
 */
@NullMarked
package dev.footbridge.core.document;

import org.jspecify.annotations.NullMarked;
