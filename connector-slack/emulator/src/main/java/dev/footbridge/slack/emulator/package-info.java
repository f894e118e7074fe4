/** A stateful stand-in for Slack over real HTTP, written from the vendor's contract. Shares no code with the connector. */
@NullMarked
package dev.footbridge.slack.emulator;

import org.jspecify.annotations.NullMarked;
