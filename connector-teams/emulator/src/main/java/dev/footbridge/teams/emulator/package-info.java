/** A stateful stand-in for Teams over real HTTP. */
@NullMarked
package dev.footbridge.teams.emulator;

import org.jspecify.annotations.NullMarked;
