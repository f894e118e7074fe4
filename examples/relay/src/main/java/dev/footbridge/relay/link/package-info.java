/** Links to files that people open after they signed in on their own platform. */
@NullMarked
package dev.footbridge.relay.link;

import org.jspecify.annotations.NullMarked;
