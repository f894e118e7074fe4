/** Documents behind links: whether those who read a message elsewhere can open them, letting them in, where they sign in. */
@NullMarked
package dev.footbridge.relay.documents;

import org.jspecify.annotations.NullMarked;
