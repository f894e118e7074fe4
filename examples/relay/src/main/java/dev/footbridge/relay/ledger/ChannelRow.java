package dev.footbridge.relay.ledger;

import dev.footbridge.core.id.ChannelId;
import java.util.OptionalLong;

/**
 * A channel as the ledger knows it.
 *
 * @param workspace the ledger's number of its workspace
 * @param bridgedAt since when its messages are carried
 * @param repairedTo up to when its history was compared with the ledger
 */
public record ChannelRow(long id, long workspace, ChannelId channel, OptionalLong bridgedAt, OptionalLong repairedTo) {}
