package dev.footbridge.relay.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Messages on their way, in the heap: bounded in bytes and in age. Losing an entry costs a read at the source, never the
 * message. Safe for concurrent use.
 */
public final class ContentCache {

    /** What a message takes beside its characters: ids, times, objects. */
    private static final int OVERHEAD = 1_024;

    /** A character of text, with the objects that hold it. */
    private static final int PER_CHARACTER = 3;

    private final Cache<MessageId, Message> messages;

    public ContentCache(long maxBytes, Duration maxAge) {
        messages = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((MessageId id, Message message) -> weight(message))
                .expireAfterWrite(maxAge)
                .executor(Runnable::run)
                .build();
    }

    /** Remembers a message unless a newer edit of it is here already. */
    public void put(Message message) {
        messages.asMap().merge(message.id(), message, ContentCache::newer);
    }

    private static Message newer(Message old, Message next) {
        Instant oldEdit = old.editedAt().orElse(Instant.MIN);
        Instant nextEdit = next.editedAt().orElse(Instant.MIN);
        return nextEdit.isBefore(oldEdit) ? old : next;
    }

    public Optional<Message> find(MessageId id) {
        return Optional.ofNullable(messages.getIfPresent(id));
    }

    /** Makes the next look go to the source. */
    public void forget(MessageId id) {
        messages.invalidate(id);
    }

    private static int weight(Message message) {
        return OVERHEAD
                + PER_CHARACTER * size(message.body())
                + 64 * message.reactions().size();
    }

    private static int size(Document body) {
        return DocumentSize.of(body);
    }
}
