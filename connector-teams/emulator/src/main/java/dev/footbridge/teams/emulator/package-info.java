/**
 * A stateful stand-in for the Teams part of Microsoft Graph v1.0 and for the Entra token endpoint, over real HTTP. Written
 * from the vendor's published contract; shares no code with the connector.
 */
@NullMarked
package dev.footbridge.teams.emulator;

import org.jspecify.annotations.NullMarked;
