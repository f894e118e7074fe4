package dev.footbridge.relay.link;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.id.ChannelId;
import java.util.Optional;

/**
 * A channel of a bridge.
 *
 * @param platformName the platform's name for people
 * @param history how its messages are read, at the pace that the platform allows
 */
public record LinkedChannel(ChannelId id, String platformName, Connector connector, Optional<History> history) {}
