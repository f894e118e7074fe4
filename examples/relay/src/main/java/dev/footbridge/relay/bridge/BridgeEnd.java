package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.id.ChannelId;
import java.util.Optional;

/**
 * A channel of a bridge, as others than the engine see it.
 *
 * @param id the newest, where the platform gave it another one
 * @param history at the pace of everything that the engine asks this platform
 */
public record BridgeEnd(ChannelId id, Connector connector, Optional<History> history) {}
