package dev.footbridge.relay.bridge;

import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.relay.content.ContentCache;
import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.GroupRow;
import dev.footbridge.relay.ledger.InstallKey;
import dev.footbridge.relay.ledger.LedgerTx;
import dev.footbridge.relay.ledger.OperationRow;
import dev.footbridge.relay.ledger.ParkedRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides what an event means, inside the transaction that makes it durable, on the one thread that writes: so no two
 * decisions ever race. What leaves the database happens after the commit.
 */
final class Decider {

    private final Routes routes;
    private final Lanes lanes;
    private final LinkIndex links;
    private final ContentCache cache;
    private final InstallKey key;
    private final Parking parking;
    private final ReactionDecider reactions;

    Decider(
            Routes routes,
            Lanes lanes,
            LinkIndex links,
            ContentCache cache,
            InstallKey key,
            Parking parking,
            Selves selves) {
        this.routes = routes;
        this.lanes = lanes;
        this.links = links;
        this.cache = cache;
        this.key = key;
        this.parking = parking;
        this.reactions = new ReactionDecider(routes, lanes, parking, selves);
    }

    ReactionDecider reactions() {
        return reactions;
    }

    /** A message as it was first written. */
    void posted(LedgerTx tx, BridgedChannel channel, Message message, Fate fate, Instant now) throws SQLException {
        Optional<CopyRow> known = tx.links().copy(channel.number(), message.id().value());
        if (known.isPresent()) {
            changed(tx, channel, known.get(), message, fate, now);
        } else if (channel.holdsBack()) {
            remember(tx, message);
            parking.toRead(tx, channel, message.id(), ParkedRow.Kind.HELD_BACK, fate, now);
        } else {
            create(tx, channel, message, fate, now);
        }
    }

    /** A message in its new form. */
    void edited(LedgerTx tx, BridgedChannel channel, Message message, Fate fate, Instant now) throws SQLException {
        Optional<CopyRow> known = tx.links().copy(channel.number(), message.id().value());
        if (known.isPresent()) {
            changed(tx, channel, known.get(), message, fate, now);
        } else if (message.createdAt().toEpochMilli() < channel.bridgedAt()) {
            tx.afterCommit(() -> fate.ignored("before_bridge"));
        } else {
            remember(tx, message);
            parking.unknownMessage(
                    tx, channel, message.id(), ParkedRow.Kind.EDITED, Optional.empty(), Optional.empty(), fate, now);
        }
    }

    /** A message as it stands, with no word about what happened to it. */
    void stands(LedgerTx tx, BridgedChannel channel, Message message, Fate fate, Instant now) throws SQLException {
        Optional<CopyRow> known = tx.links().copy(channel.number(), message.id().value());
        if (known.isPresent()) {
            Outbox outbox = new Outbox(tx, now.toEpochMilli());
            if (message.reactionsKnown()) {
                reactions.compare(tx, channel, known.get(), message, outbox);
            }
            if (!message.own()) {
                change(tx, channel, known.get(), message, outbox, now);
            }
            outbox.release(fate, "unchanged", lanes);
        } else if (message.own()) {
            tx.afterCommit(() -> fate.ignored("own"));
        } else if (message.createdAt().toEpochMilli() < channel.bridgedAt()) {
            tx.afterCommit(() -> fate.ignored("before_bridge"));
        } else {
            create(tx, channel, message, fate, now);
        }
    }

    /** The same, told live: it queues behind what must be read first. */
    void touched(LedgerTx tx, BridgedChannel channel, Message message, Fate fate, Instant now) throws SQLException {
        boolean makesNew = !message.own()
                && tx.links().copy(channel.number(), message.id().value()).isEmpty();
        if (makesNew && channel.holdsBack()) {
            remember(tx, message);
            parking.toRead(tx, channel, message.id(), ParkedRow.Kind.HELD_BACK, fate, now);
        } else {
            stands(tx, channel, message, fate, now);
        }
    }

    private void create(LedgerTx tx, BridgedChannel channel, Message message, Fate fate, Instant now)
            throws SQLException {
        Outbox outbox = new Outbox(tx, now.toEpochMilli());
        OptionalLong root = message.replyTo().isPresent()
                ? OptionalLong.of(thread(tx, channel, message, message.replyTo().get(), outbox, now))
                : OptionalLong.empty();
        GroupRow group = new GroupRow(
                tx.links().newGroup(),
                channel.number(),
                message.id().value(),
                root,
                message.createdAt().toEpochMilli(),
                version(message),
                editedAt(message),
                false);
        insert(tx, group, now);
        remember(tx, message);
        outbox.add(OperationRow.Kind.POST, group.id(), routes.posts(channel));
        if (message.reactionsKnown() && !message.reactions().isEmpty()) {
            reactions.compare(tx, channel, original(channel, message.id(), group.id()), message, outbox);
        }
        outbox.release(fate, "no_target", lanes);
        unpark(tx, channel, message.id(), group.id(), now);
    }

    private static CopyRow original(BridgedChannel channel, MessageId id, long group) {
        return new CopyRow(channel.number(), id.value(), group, CopyRow.ORIGINAL, 0, false);
    }

    /** The thread's group; one that is not known yet is carried first, so that the reply has a place. */
    private long thread(
            LedgerTx tx, BridgedChannel channel, Message reply, MessageId rootId, Outbox outbox, Instant now)
            throws SQLException {
        Optional<CopyRow> known = tx.links().copy(channel.number(), rootId.value());
        if (known.isPresent()) {
            return known.get().group();
        }
        GroupRow root = new GroupRow(
                tx.links().newGroup(),
                channel.number(),
                rootId.value(),
                OptionalLong.empty(),
                reply.createdAt().toEpochMilli(),
                0,
                0,
                false);
        insert(tx, root, now);
        outbox.add(OperationRow.Kind.POST, root.id(), routes.posts(channel));
        return root.id();
    }

    private void insert(LedgerTx tx, GroupRow group, Instant now) throws SQLException {
        tx.links().insert(group, now.toEpochMilli());
        tx.afterCommit(() -> links.created(group));
    }

    private void changed(LedgerTx tx, BridgedChannel channel, CopyRow known, Message message, Fate fate, Instant now)
            throws SQLException {
        Outbox outbox = new Outbox(tx, now.toEpochMilli());
        String otherwise = change(tx, channel, known, message, outbox, now);
        outbox.release(fate, otherwise, lanes);
    }

    /** Returns why nothing is to be done, if so. */
    private String change(
            LedgerTx tx, BridgedChannel channel, CopyRow known, Message message, Outbox outbox, Instant now)
            throws SQLException {
        if (known.part() != CopyRow.ORIGINAL) {
            return "copy";
        }
        GroupRow group = tx.links().group(known.group()).orElseThrow();
        if (group.gone()) {
            return "removed";
        }
        if (editedAt(message) < group.editedAt()) {
            return "older";
        }
        long version = version(message);
        if (version == group.version()) {
            return "unchanged";
        }
        GroupRow next = new GroupRow(
                group.id(),
                group.origin(),
                group.message(),
                group.root(),
                message.createdAt().toEpochMilli(),
                version,
                editedAt(message),
                false);
        tx.links().seen(next, now.toEpochMilli());
        tx.afterCommit(() -> links.changed(next));
        remember(tx, message);
        if (group.version() != 0) {
            outbox.add(OperationRow.Kind.EDIT, group.id(), routes.posts(channel));
        }
        return "unchanged";
    }

    /** A message is gone. One that is not known leaves a tombstone, as its creation may still be on its way. */
    void removed(LedgerTx tx, BridgedChannel channel, MessageId id, Fate fate, Instant now) throws SQLException {
        tx.afterCommit(() -> cache.forget(id));
        Optional<CopyRow> known = tx.links().copy(channel.number(), id.value());
        if (known.isEmpty()) {
            insert(tx, tombstone(tx, channel, id, now), now);
            parking.drop(tx, channel, id, now);
            tx.afterCommit(() -> fate.ignored("unknown_message"));
        } else if (known.get().part() != CopyRow.ORIGINAL) {
            CopyRow copy = known.get();
            tx.links().copyGone(copy.channel(), copy.message());
            CopyRow gone = new CopyRow(copy.channel(), copy.message(), copy.group(), copy.part(), copy.mac(), true);
            tx.afterCommit(() -> links.replaced(gone));
            tx.afterCommit(() -> fate.ignored("copy"));
        } else {
            removedAtSource(tx, channel, known.get().group(), fate, now);
        }
    }

    private void removedAtSource(LedgerTx tx, BridgedChannel channel, long id, Fate fate, Instant now)
            throws SQLException {
        GroupRow group = tx.links().group(id).orElseThrow();
        Outbox outbox = new Outbox(tx, now.toEpochMilli());
        if (!group.gone()) {
            tx.links().gone(id, now.toEpochMilli());
            GroupRow gone = new GroupRow(
                    id,
                    group.origin(),
                    group.message(),
                    group.root(),
                    group.createdAt(),
                    group.version(),
                    group.editedAt(),
                    true);
            tx.afterCommit(() -> links.changed(gone));
            outbox.add(OperationRow.Kind.REMOVE, id, routes.removals(channel));
        }
        outbox.release(fate, "removed", lanes);
    }

    private GroupRow tombstone(LedgerTx tx, BridgedChannel channel, MessageId id, Instant now) {
        return new GroupRow(
                tx.links().newGroup(),
                channel.number(),
                id.value(),
                OptionalLong.empty(),
                now.toEpochMilli(),
                0,
                0,
                true);
    }

    /** What waited for this message happens now. */
    private void unpark(LedgerTx tx, BridgedChannel channel, MessageId id, long group, Instant now)
            throws SQLException {
        if (!parking.mayHold()) {
            return;
        }
        List<ParkedRow> waiting = tx.parked().waitingFor(channel.number(), id.value());
        for (ParkedRow row : waiting) {
            if (row.cause() != ParkedRow.Cause.UNKNOWN_MESSAGE) {
                continue;
            }
            parking.delete(tx, row);
            Fate fate = parking.fateOf(row, channel, now);
            if (row.kind() == ParkedRow.Kind.EDITED) {
                Outbox outbox = new Outbox(tx, now.toEpochMilli());
                outbox.add(OperationRow.Kind.EDIT, group, routes.posts(channel));
                outbox.release(fate, "no_target", lanes);
                tx.afterCommit(() -> freshen(id));
            } else {
                reactions.unparked(tx, channel, original(channel, id, group), row, fate, now);
            }
        }
    }

    /** The edited form may have left the heap before its creation came: then the source must be asked. */
    private void freshen(MessageId id) {
        if (cache.find(id).flatMap(Message::editedAt).isEmpty()) {
            cache.forget(id);
        }
    }

    private void remember(LedgerTx tx, Message message) {
        tx.afterCommit(() -> cache.put(message));
    }

    private long version(Message message) {
        return key.number("version", message.version() + "|" + editedAt(message));
    }

    private static long editedAt(Message message) {
        return message.editedAt().map(Instant::toEpochMilli).orElse(0L);
    }
}
