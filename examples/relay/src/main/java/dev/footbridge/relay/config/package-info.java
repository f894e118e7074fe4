/** The relay's YAML file: parsing with exact positions, checks, and the records the rest of the relay reads. */
@NullMarked
package dev.footbridge.relay.config;

import org.jspecify.annotations.NullMarked;
