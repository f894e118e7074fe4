package dev.footbridge.core.delivery;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers posts across a crash. A write's future completes once it survives one; an implementation may commit many
 * together, but never a later write of a channel without the earlier ones. Writes do not block, are called concurrently
 * for different channels, and may come again with the same values. Never called with content.
 */
public interface DeliveryJournal {

    /** Before the first byte of a post; replaces an earlier intent of the same key. */
    CompletableFuture<Void> intent(ChannelId channel, String key, Action.Attempt attempt);

    /** The post's id is known. */
    CompletableFuture<Void> recorded(ChannelId channel, String key, MessageId id);

    /** The post certainly did not happen; the intent is void. */
    CompletableFuture<Void> voided(ChannelId channel, String key);

    /**
     * Whether a message id is already recorded for any post, so that a read-back must not adopt it again. True from the
     * call of {@link #recorded} on, also while that write is under way.
     */
    boolean isRecorded(MessageId id);
}
