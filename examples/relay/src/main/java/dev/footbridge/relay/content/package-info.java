/** Where message content comes from: a bounded heap cache, else the source platform again. Never a disk. */
@NullMarked
package dev.footbridge.relay.content;

import org.jspecify.annotations.NullMarked;
