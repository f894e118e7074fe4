/**
 * The engine every platform emulator is built on: an HTTP and WebSocket server with a request journal, a token table, rate
 * limits, fault switches, a webhook sender and an inspector page. It knows no platform.
 */
@NullMarked
package dev.footbridge.testkit.emulator;

import org.jspecify.annotations.NullMarked;
