/** The connector for Google Chat. */
@NullMarked
package dev.footbridge.gchat;

import org.jspecify.annotations.NullMarked;
