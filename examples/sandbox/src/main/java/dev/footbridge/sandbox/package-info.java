/** The sandbox: emulators, relay and a seeded conversation in one command. */
@NullMarked
package dev.footbridge.sandbox;

import org.jspecify.annotations.NullMarked;
