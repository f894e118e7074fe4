/** Scopes for operators: plans for profiles, what a configuration needs, and what the installed platforms know. */
@NullMarked
package dev.footbridge.relay.scopes;

import org.jspecify.annotations.NullMarked;
