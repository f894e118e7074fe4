package dev.footbridge.relay.bridge;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.time.Instant;
import java.util.Optional;

/**
 * An operation that was given up.
 *
 * @param operation what was to be done: post, edit, remove or reaction
 * @param source the message at its source; empty when its channel is not bridged any more
 * @param target empty when it is not bridged any more
 * @param code why: the platform's error code or a short word of ours
 */
public record DeadLetterInfo(
        long number,
        String operation,
        Optional<MessageId> source,
        Optional<ChannelId> target,
        String code,
        Instant at) {}
