package dev.footbridge.core.delivery;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers posts across a crash. Both writes complete once they survive one; an implementation may commit many
 * together. Never called with content.
 */
public interface DeliveryJournal {

    /** Before the first byte of a post. */
    CompletableFuture<Void> intent(ChannelId channel, String key, Action.Attempt attempt);

    /** The post's id is known. */
    CompletableFuture<Void> recorded(ChannelId channel, String key, MessageId id);

    /** The post certainly did not happen; the intent is void. */
    CompletableFuture<Void> voided(ChannelId channel, String key);

    /** Whether a message id is already recorded for any post, so that a read-back must not adopt it again. */
    boolean isRecorded(MessageId id);
}
