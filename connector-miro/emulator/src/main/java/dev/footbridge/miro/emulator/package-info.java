/** A stand-in for Miro over real HTTP. */
@NullMarked
package dev.footbridge.miro.emulator;

import org.jspecify.annotations.NullMarked;
