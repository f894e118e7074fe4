/** A stand-in for Webex over real HTTP. */
@NullMarked
package dev.footbridge.webex.emulator;

import org.jspecify.annotations.NullMarked;
