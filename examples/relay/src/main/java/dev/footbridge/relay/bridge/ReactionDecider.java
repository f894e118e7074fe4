package dev.footbridge.relay.bridge;

import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.Reaction;
import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.LedgerTx;
import dev.footbridge.relay.ledger.OperationRow;
import dev.footbridge.relay.ledger.ParkedRow;
import dev.footbridge.relay.ledger.ReactionTable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Counts reactions: the relay has one identity per channel, so an emoji of several people is one there, which comes
 * with the first and goes with the last.
 */
final class ReactionDecider {

    private final Routes routes;
    private final Lanes lanes;
    private final Parking parking;
    private final Selves selves;

    ReactionDecider(Routes routes, Lanes lanes, Parking parking, Selves selves) {
        this.routes = routes;
        this.lanes = lanes;
        this.parking = parking;
        this.selves = selves;
    }

    /** Somebody reacted ({@code added}) with an emoji of this canonical name, or took it back. */
    void reacted(
            LedgerTx tx,
            BridgedChannel channel,
            MessageId message,
            UserId user,
            String emoji,
            boolean added,
            Fate fate,
            Instant now)
            throws SQLException {
        Optional<CopyRow> known = tx.links().copy(channel.number(), message.value());
        if (known.isEmpty()) {
            ParkedRow.Kind kind = added ? ParkedRow.Kind.REACTED : ParkedRow.Kind.UNREACTED;
            parking.unknownMessage(
                    tx, channel, message, kind, Optional.of(emoji), Optional.of(user.value()), fate, now);
            return;
        }
        if (PartNumber.isNotice(known.get().part())) {
            tx.afterCommit(() -> fate.ignored("notice"));
            return;
        }
        Outbox outbox = new Outbox(tx, now.toEpochMilli());
        set(tx, known.get(), channel, emoji, user.value(), added, outbox);
        outbox.release(fate, "unchanged", lanes);
    }

    void unparked(LedgerTx tx, BridgedChannel channel, CopyRow copy, ParkedRow row, Fate fate, Instant now)
            throws SQLException {
        Outbox outbox = new Outbox(tx, now.toEpochMilli());
        set(
                tx,
                copy,
                channel,
                row.emoji().orElseThrow(),
                row.user().orElseThrow(),
                row.kind() == ParkedRow.Kind.REACTED,
                outbox);
        outbox.release(fate, "unchanged", lanes);
    }

    /** Brings the reactions of a channel's people under one message to what it shows. */
    void compare(LedgerTx tx, BridgedChannel channel, CopyRow copy, Message message, Outbox outbox)
            throws SQLException {
        if (PartNumber.isNotice(copy.part()) || !selves.isKnown(channel.workspace())) {
            // The relay's own reactions would count as people's; the next comparison sees to it.
            return;
        }
        Set<ReactionTable.Row> shown = new HashSet<>();
        for (Reaction reaction : message.reactions()) {
            String user = reaction.user().value();
            if (!selves.contains(channel.workspace(), user)) {
                channel.canonical(reaction.emoji())
                        .ifPresent(
                                emoji -> shown.add(new ReactionTable.Row(emoji, channel.number(), user, copy.part())));
            }
        }
        for (ReactionTable.Row known : tx.reactions().of(copy.group())) {
            if (known.channel() == channel.number() && known.part() == copy.part() && !shown.remove(known)) {
                set(tx, copy, channel, known.emoji(), known.user(), false, outbox);
            }
        }
        for (ReactionTable.Row added : shown) {
            set(tx, copy, channel, added.emoji(), added.user(), true, outbox);
        }
    }

    private void set(
            LedgerTx tx, CopyRow copy, BridgedChannel channel, String emoji, String user, boolean there, Outbox outbox)
            throws SQLException {
        long group = copy.group();
        List<ReactionTable.Row> before = tx.reactions().of(group);
        ReactionTable.Row reaction = new ReactionTable.Row(emoji, channel.number(), user, copy.part());
        boolean changed =
                there ? tx.reactions().add(group, reaction) : tx.reactions().remove(group, reaction);
        if (!changed) {
            return;
        }
        for (BridgedChannel lane : routes.reactions(channel)) {
            // With nobody else's there, this one decides; otherwise only a reply that names all shows it.
            boolean others = before.stream()
                    .anyMatch(row ->
                            row.emoji().equals(emoji) && row.channel() != lane.number() && !row.equals(reaction));
            boolean names = lane.reaction(emoji).isEmpty()
                    && routes.terms(channel, lane).reactionReplies();
            if (!others || names) {
                outbox.add(OperationRow.Kind.REACTION, group, lane, Optional.of(emoji));
            }
        }
    }
}
