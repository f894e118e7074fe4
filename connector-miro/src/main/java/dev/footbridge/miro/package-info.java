/** The connector for Miro. */
@NullMarked
package dev.footbridge.miro;

import org.jspecify.annotations.NullMarked;
