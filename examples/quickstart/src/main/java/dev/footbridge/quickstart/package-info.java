/** One file: connect, listen, answer. */
@NullMarked
package dev.footbridge.quickstart;

import org.jspecify.annotations.NullMarked;
