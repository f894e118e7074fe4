package dev.footbridge.relay.ledger;

/**
 * A link to a file that was given out to the people of a channel.
 *
 * @param id keyed hash of the link's secret
 * @param group the message that the file hangs on
 * @param file keyed hash of the file's id
 * @param channel number of the channel whose people may open it
 * @param expiresAt milliseconds since 1970
 */
public record FileLinkRow(String id, long group, long file, long channel, long expiresAt) {}
