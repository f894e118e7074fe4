package dev.footbridge.relay.bridge;

import dev.footbridge.core.id.ChannelId;

/**
 * One channel of a bridge.
 *
 * @param connector the name under which the engine was given the connector
 */
public record EndpointSpec(String connector, ChannelId channel, Direction direction) {}
