package dev.footbridge.relay.ledger;

/**
 * An operation that was given up.
 *
 * @param lane number of the target channel
 * @param code why: the platform's error code or a short word of ours
 */
public record DeadLetter(long seq, long lane, OperationRow.Kind kind, long group, String code, long at) {}
