package dev.footbridge.core.delivery;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers posts across a crash. A write's future completes once it survives one; an implementation may commit many
 * together, but never a later write of a channel without the earlier ones, also when a write failed and is tried again.
 * Writes do not block, are called one after the other for a channel and concurrently for different ones, and may come
 * again with the same values. Never called with content.
 *
 * <p>An operation's outcome is told when its writes completed. The lane does not wait for {@link #recorded} before it goes
 * on: the next intent of the channel, which it does wait for, cannot survive without it.
 */
public interface DeliveryJournal {

    /** Before the first byte of a post; replaces an earlier intent of the same key. */
    CompletableFuture<Void> intent(ChannelId channel, String key, Action.Attempt attempt);

    /**
     * The post's id is known; its intent is void from here on. Completing this future before the write survives a crash
     * is allowed where nobody keeps the outcome anywhere that survives one: after a crash the intent is there without
     * the record, and the post is looked for. Who acts on {@link Outcome.Delivered} outside of the process must wait.
     */
    CompletableFuture<Void> recorded(ChannelId channel, String key, MessageId id);

    /** The post certainly did not happen; the intent is void. */
    CompletableFuture<Void> voided(ChannelId channel, String key);

    /**
     * Whether a message id is already recorded for any post, so that a read-back must not adopt it again. True from the
     * call of {@link #recorded} on, also while that write is under way.
     */
    boolean isRecorded(MessageId id);
}
