package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.BoundedMap;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A journal that ends with the process: enough for read-back after a lost answer, not after a crash. Remembers the last
 * {@value #CAPACITY} message ids.
 */
public final class InMemoryJournal implements DeliveryJournal {
    static final int CAPACITY = 10_000;

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final Map<MessageId, Boolean> recorded = new BoundedMap<>(CAPACITY);

    /** An empty journal. */
    public InMemoryJournal() {}

    @Override
    public CompletableFuture<Void> intent(ChannelId channel, String key, Action.Attempt attempt) {
        return DONE;
    }

    @Override
    public synchronized CompletableFuture<Void> recorded(ChannelId channel, String key, MessageId id) {
        recorded.put(id, Boolean.TRUE);
        return DONE;
    }

    @Override
    public CompletableFuture<Void> voided(ChannelId channel, String key) {
        return DONE;
    }

    @Override
    public synchronized boolean isRecorded(MessageId id) {
        return recorded.containsKey(id);
    }
}
