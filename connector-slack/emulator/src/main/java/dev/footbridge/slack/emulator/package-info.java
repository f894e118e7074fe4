/** A stateful stand-in for Slack over real HTTP. */
@NullMarked
package dev.footbridge.slack.emulator;

import org.jspecify.annotations.NullMarked;
