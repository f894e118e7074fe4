package dev.footbridge.relay.bridge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.GroupRow;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The links that are in use, in the heap; the ledger is behind them. What was sent is here before it is committed, so
 * that the next operation of a lane need not wait for the disk. Safe for concurrent use.
 */
final class LinkIndex {

    private static final int MAX_GROUPS = 100_000;

    private final Ledger ledger;
    private final Cache<Long, Optional<Links>> groups = Caffeine.newBuilder()
            .maximumSize(MAX_GROUPS)
            .executor(Runnable::run)
            .build();
    private final Map<MessageId, CopyRow> uncommitted = new ConcurrentHashMap<>();

    LinkIndex(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The group; empty when it was forgotten. */
    Optional<Links> find(long group) {
        Optional<Links> found = groups.get(group, this::load);
        return found == null ? Optional.empty() : found;
    }

    /** What a reply of the group answers on a channel; empty when it is no reply or the channel lacks its thread. */
    Optional<MessageId> rootOn(GroupRow group, BridgedChannel channel) {
        return group.root().isEmpty()
                ? Optional.empty()
                : find(group.root().getAsLong()).flatMap(root -> first(root, channel));
    }

    /** What an answer to a message of the group answers on a channel: its thread's first message, or itself. */
    Optional<MessageId> threadOn(Links known, BridgedChannel channel) {
        Optional<MessageId> root = rootOn(known.group(), channel);
        return root.isPresent() ? root : first(known, channel);
    }

    private static Optional<MessageId> first(Links known, BridgedChannel channel) {
        return known.on(channel.number()).stream().findFirst().map(copy -> channel.message(copy.message()));
    }

    private Optional<Links> load(long group) {
        try {
            Optional<Links> links = ledger.read(tx -> {
                Optional<GroupRow> row = tx.links().group(group);
                List<CopyRow> copies = row.isEmpty() ? List.of() : tx.links().copies(group);
                return row.map(known -> new Links(known, copies));
            });
            for (CopyRow copy : uncommitted.values()) {
                if (copy.group() == group) {
                    links = links.map(known -> with(known, copy));
                }
            }
            return links;
        } catch (LedgerException e) {
            throw new UncheckedIOException(new java.io.IOException(e));
        }
    }

    void created(GroupRow group) {
        CopyRow original = new CopyRow(group.origin(), group.message(), group.id(), CopyRow.ORIGINAL, 0, false);
        groups.put(group.id(), Optional.of(new Links(group, List.of(original))));
    }

    void changed(GroupRow group) {
        update(group.id(), links -> new Links(group, links.copies()));
    }

    /** A message was sent; {@link #committed} follows when the ledger has it. */
    void sent(MessageId id, CopyRow copy) {
        uncommitted.put(id, copy);
        update(copy.group(), links -> with(links, copy));
    }

    void committed(MessageId id) {
        uncommitted.remove(id);
    }

    /** A copy has another content or is gone. */
    void replaced(CopyRow copy) {
        update(copy.group(), links -> with(links, copy));
    }

    /** Whether a message is known, be it as an original or as a copy. */
    boolean isKnown(long channel, MessageId id) {
        if (uncommitted.containsKey(id)) {
            return true;
        }
        try {
            return ledger.read(tx -> tx.links().copy(channel, id.value()).isPresent());
        } catch (LedgerException e) {
            throw new UncheckedIOException(new java.io.IOException(e));
        }
    }

    private void update(long group, UnaryOperator<Links> change) {
        groups.asMap().compute(group, (id, known) -> {
            Optional<Links> current = known == null || known.isEmpty() ? load(group) : known;
            return current.map(change);
        });
    }

    private static Links with(Links links, CopyRow copy) {
        List<CopyRow> copies = new ArrayList<>(links.copies());
        copies.removeIf(
                other -> other.channel() == copy.channel() && other.message().equals(copy.message()));
        copies.add(copy);
        return new Links(links.group(), copies);
    }
}
