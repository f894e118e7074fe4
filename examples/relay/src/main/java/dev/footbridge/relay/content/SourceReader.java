package dev.footbridge.relay.content;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Gets the content of a message: from the heap, else from the source. Where many are wanted soon, one call reads the
 * span of the conversation they lie in. Safe for concurrent use; one read at a time per channel.
 */
public final class SourceReader {

    /** From how many missing messages on a span is read. */
    private static final int SPAN_FROM = 3;

    private static final int MAX_PAGES = 10;

    /**
     * A message whose content is wanted.
     *
     * @param root first message of its thread, for a reply
     */
    public record Wanted(MessageId id, Optional<MessageId> root, Instant createdAt) {}

    /** Is told what was read again. */
    @FunctionalInterface
    public interface Rereads {
        void reread(ChannelId source, int calls, int messages);
    }

    private final ContentCache cache;
    private final Rereads rereads;
    private final Map<ChannelId, Object> locks = new ConcurrentHashMap<>();

    public SourceReader(ContentCache cache, Rereads rereads) {
        this.cache = cache;
        this.rereads = rereads;
    }

    /**
     * The message as it stands; empty when it is gone.
     *
     * @param soon what else of the same channel will be wanted, soonest first; asked only when the heap lacks the message
     */
    public Optional<Message> read(Optional<History> history, Wanted wanted, Supplier<List<Wanted>> soon)
            throws ConnectorException, InterruptedException {
        Optional<Message> cached = cache.find(wanted.id());
        if (cached.isPresent()) {
            return cached;
        }
        History source = source(history);
        synchronized (locks.computeIfAbsent(wanted.id().channel(), unused -> new Object())) {
            cached = cache.find(wanted.id());
            return cached.isPresent() ? cached : readNow(source, wanted, soon.get());
        }
    }

    /** The message as it stands now, whatever the heap has; empty when it is gone. */
    public Optional<Message> readFresh(Optional<History> history, Wanted wanted)
            throws ConnectorException, InterruptedException {
        History source = source(history);
        synchronized (locks.computeIfAbsent(wanted.id().channel(), unused -> new Object())) {
            cache.forget(wanted.id());
            return readNow(source, wanted, List.of());
        }
    }

    private static History source(Optional<History> history) throws ConnectorException {
        return history.orElseThrow(() -> ConnectorException.of(
                ConnectorException.Kind.UNSUPPORTED,
                "content_gone",
                "the content left the heap and this connector cannot read it again"));
    }

    private Optional<Message> readNow(History source, Wanted wanted, List<Wanted> soon)
            throws ConnectorException, InterruptedException {
        List<Wanted> missing = soon.stream()
                .filter(other -> !other.id().equals(wanted.id())
                        && other.root().equals(wanted.root())
                        && cache.find(other.id()).isEmpty())
                .toList();
        if (missing.size() + 1 >= SPAN_FROM) {
            Optional<Message> found = readSpan(source, wanted, missing);
            if (found.isPresent()) {
                return found;
            }
        }
        Optional<Message> message = source.message(wanted.id());
        message.ifPresent(cache::put);
        rereads.reread(wanted.id().channel(), 1, message.isPresent() ? 1 : 0);
        return message;
    }

    private Optional<Message> readSpan(History source, Wanted wanted, List<Wanted> missing)
            throws ConnectorException, InterruptedException {
        Set<MessageId> ids = missing.stream().map(Wanted::id).collect(Collectors.toSet());
        ids.add(wanted.id());
        Window window = span(wanted, missing);
        Map<MessageId, Message> found = new HashMap<>();
        Optional<String> cursor = Optional.empty();
        int calls = 0;
        do {
            Page<Message> page = wanted.root().isPresent()
                    ? source.replies(wanted.root().get(), window, cursor)
                    : source.messages(wanted.id().channel(), window, cursor);
            calls++;
            page.items().stream()
                    .filter(message -> ids.contains(message.id()))
                    .forEach(message -> found.put(message.id(), message));
            cursor = page.next();
        } while (cursor.isPresent() && calls < MAX_PAGES && found.size() < ids.size());
        found.values().forEach(cache::put);
        rereads.reread(wanted.id().channel(), calls, found.size());
        return Optional.ofNullable(found.get(wanted.id()));
    }

    /** The ledger keeps milliseconds, platforms finer times: the span ends after the last one's millisecond. */
    private static Window span(Wanted wanted, List<Wanted> missing) {
        Instant from = wanted.createdAt();
        Instant to = wanted.createdAt();
        for (Wanted other : missing) {
            from = other.createdAt().isBefore(from) ? other.createdAt() : from;
            to = other.createdAt().isAfter(to) ? other.createdAt() : to;
        }
        return new Window(from, to.plusMillis(1));
    }
}
