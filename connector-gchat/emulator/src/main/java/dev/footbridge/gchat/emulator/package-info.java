/** A stand-in for Google Chat over real HTTP. */
@NullMarked
package dev.footbridge.gchat.emulator;

import org.jspecify.annotations.NullMarked;
