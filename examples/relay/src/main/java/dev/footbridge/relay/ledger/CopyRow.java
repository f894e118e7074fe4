package dev.footbridge.relay.ledger;

/**
 * One message of a group on one channel.
 *
 * @param part {@value #ORIGINAL} for the message that was written by a person, else the number of the part from 0 on
 * @param mac hash of the content that was last sent, 0 for the original
 */
public record CopyRow(long channel, String message, long group, int part, long mac, boolean gone) {

    /** The part number of the original. */
    public static final int ORIGINAL = -1;
}
