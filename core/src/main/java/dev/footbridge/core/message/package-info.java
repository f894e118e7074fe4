/** The neutral model: messages, users, channels, and what a platform tells about them. */
@NullMarked
package dev.footbridge.core.message;

import org.jspecify.annotations.NullMarked;
