package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.delivery.Action;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.message.Message;
import dev.footbridge.relay.content.SourceReader;
import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.GroupRow;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import dev.footbridge.relay.ledger.OperationRow;
import dev.footbridge.relay.ledger.ReactionTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds what is to be done when an operation's turn comes: the difference between how the message stands at its source
 * and what the target has of it. So an operation may be resolved any number of times.
 */
final class Resolver {

    /** One call to a source's history brings about this many messages. */
    private static final int AHEAD = 100;

    private final Routes routes;
    private final LinkIndex links;
    private final Ledger ledger;
    private final SourceReader reader;
    private final Composer composer;
    private final Orphans orphans;
    private final ReactionPace pace;

    Resolver(Routes routes, LinkIndex links, Ledger ledger, SourceReader reader, Composer composer, ReactionPace pace) {
        this.routes = routes;
        this.links = links;
        this.ledger = ledger;
        this.reader = reader;
        this.composer = composer;
        this.orphans = new Orphans(links, ledger.key());
        this.pace = pace;
    }

    Plan resolve(Operation operation) throws ConnectorException, InterruptedException {
        Optional<Links> found = links.find(operation.group());
        if (found.isEmpty()) {
            return Plan.nothing(Plan.Verdict.VANISHED);
        }
        Links known = found.get();
        if (operation.kind() != OperationRow.Kind.POST
                && operation.lane().hasOpenPost(operation.group(), operation.seq())) {
            return Plan.nothing(Plan.Verdict.BEHIND_POST);
        }
        return switch (operation.kind()) {
            case POST -> post(operation, known);
            case EDIT -> edit(operation, known);
            case REMOVE -> remove(operation, known);
            case REACTION -> reaction(operation, known);
        };
    }

    private Plan post(Operation operation, Links known) throws ConnectorException, InterruptedException {
        if (known.group().gone() || operation.lane().hasLater(operation, OperationRow.Kind.REMOVE)) {
            return withoutSource(operation, known);
        }
        OptionalLong root = known.group().root();
        if (root.isPresent() && operation.lane().hasOpenPost(root.getAsLong(), operation.seq())) {
            return Plan.nothing(Plan.Verdict.BEHIND_POST);
        }
        return converge(operation, known);
    }

    private Plan edit(Operation operation, Links known) throws ConnectorException, InterruptedException {
        if (operation.lane().hasLater(operation, OperationRow.Kind.EDIT)) {
            return Plan.nothing(Plan.Verdict.SUPERSEDED);
        }
        BridgedChannel target = operation.lane().channel();
        if (known.group().gone() || known.on(target.number()).isEmpty()) {
            return Plan.nothing(Plan.Verdict.VANISHED);
        }
        return converge(operation, known);
    }

    /** The source as it stands now, against the parts that the target has. */
    private Plan converge(Operation operation, Links known) throws ConnectorException, InterruptedException {
        BridgedChannel target = operation.lane().channel();
        Optional<BridgedChannel> source = routes.byNumber(known.group().origin());
        if (source.isEmpty()) {
            return Plan.dead("not_bridged");
        }
        Optional<Message> message;
        try {
            message = reader.read(
                    source.get().connector().history(),
                    wanted(source.get(), known.group()),
                    () -> soon(operation, known));
        } catch (ConnectorException e) {
            return unreadable(e);
        }
        if (message.isEmpty()) {
            return withoutSource(operation, known);
        }
        Optional<MessageId> thread = thread(operation, known, target);
        Optional<Composer.Composed> composed =
                composer.compose(message.get(), known.group(), source.get(), target, thread, operation.isPlainText());
        if (composed.isEmpty()) {
            return Plan.nothing(Plan.Verdict.VANISHED);
        }
        Plan.Builder plan = new Plan.Builder();
        Platform from = source.get().platform();
        composed.get().losses().forEach(loss -> plan.lost(from, loss));
        if (known.group().root().isPresent() && thread.isEmpty()) {
            plan.lost(from, Loss.degraded(Element.REPLY));
        }
        return difference(operation, composed.get(), known.on(target.number()), plan, from);
    }

    /** What passes is tried again by the delivery; what does not must not block the lane. */
    private static Plan unreadable(ConnectorException e) throws ConnectorException {
        return switch (e.kind()) {
            case THROTTLED, UNAVAILABLE -> throw e;
            case UNAUTHORIZED -> Plan.nothing(Plan.Verdict.SOURCE_CLOSED);
            case FORBIDDEN, NOT_FOUND, REJECTED, UNSUPPORTED -> Plan.dead("source_" + e.code());
        };
    }

    private static SourceReader.Wanted wanted(BridgedChannel source, GroupRow group, Optional<MessageId> root) {
        return new SourceReader.Wanted(source.message(group.message()), root, Instant.ofEpochMilli(group.createdAt()));
    }

    private SourceReader.Wanted wanted(BridgedChannel source, GroupRow group) {
        Optional<MessageId> root = group.root().isEmpty()
                ? Optional.empty()
                : links.find(group.root().getAsLong())
                        .flatMap(thread -> thread.on(source.number()).stream().findFirst())
                        .map(copy -> source.message(copy.message()));
        return wanted(source, group, root);
    }

    private List<SourceReader.Wanted> soon(Operation operation, Links known) {
        List<SourceReader.Wanted> wanted = new ArrayList<>();
        BridgedChannel source = routes.byNumber(known.group().origin()).orElseThrow();
        for (long group : operation.lane().upcoming(AHEAD)) {
            links.find(group)
                    .map(Links::group)
                    .filter(other -> other.origin() == known.group().origin()
                            && !other.gone()
                            && other.root().equals(known.group().root()))
                    .ifPresent(other -> wanted.add(wanted(source, other)));
        }
        return wanted;
    }

    private Optional<MessageId> thread(Operation operation, Links known, BridgedChannel target) {
        OptionalLong root = known.group().root();
        if (root.isEmpty()) {
            return Optional.empty();
        }
        return operation.isTopLevel()
                ? Optional.empty()
                : links.find(root.getAsLong())
                        .flatMap(parent -> parent.on(target.number()).stream().findFirst())
                        .map(copy -> target.message(copy.message()));
    }

    private Plan difference(
            Operation operation, Composer.Composed composed, List<CopyRow> there, Plan.Builder plan, Platform from) {
        BridgedChannel target = operation.lane().channel();
        boolean editable = target.connector().editing().isPresent();
        for (int part = 0; part < composed.parts().size(); part++) {
            int number = part;
            Optional<CopyRow> copy =
                    there.stream().filter(row -> row.part() == number).findFirst();
            Draft draft = composed.parts().get(part);
            long mac = composed.macs().get(part);
            if (copy.isEmpty()) {
                plan.post(part, new Action.Post(operation.partKey(part), draft, earlier(operation, part)), mac);
            } else if (copy.get().mac() != mac && editable) {
                plan.edit(new Action.Edit(target.message(copy.get().message()), draft), mac);
            } else if (copy.get().mac() != mac) {
                plan.lost(from, Loss.dropped(Element.EDIT));
            }
        }
        for (CopyRow copy : there) {
            if (copy.part() >= composed.parts().size()
                    && target.connector().removal().isPresent()) {
                plan.remove(target.message(copy.message()));
            }
        }
        return plan.build(Plan.Verdict.NORMAL);
    }

    private static Optional<Action.Attempt> earlier(Operation operation, int part) {
        return operation.intent().filter(intent -> intent.part() == part).map(LedgerJournal::attemptOf);
    }

    /** The source is gone: nothing is posted, and what may have been posted by a lost attempt is found and removed. */
    private Plan withoutSource(Operation operation, Links known) throws ConnectorException, InterruptedException {
        BridgedChannel target = operation.lane().channel();
        List<MessageId> there = new ArrayList<>(orphans.of(operation, known));
        known.on(target.number()).forEach(copy -> there.add(target.message(copy.message())));
        if (there.isEmpty() || target.connector().removal().isEmpty()) {
            return Plan.nothing(Plan.Verdict.VANISHED);
        }
        return removal(there);
    }

    private Plan remove(Operation operation, Links known) {
        BridgedChannel target = operation.lane().channel();
        List<MessageId> there = known.on(target.number()).stream()
                .filter(copy -> copy.part() != CopyRow.ORIGINAL)
                .map(copy -> target.message(copy.message()))
                .toList();
        if (there.isEmpty()) {
            return Plan.nothing(Plan.Verdict.VANISHED);
        }
        if (target.connector().removal().isEmpty()) {
            return lost(known, Loss.dropped(Element.DELETE));
        }
        return removal(there);
    }

    private static Plan removal(List<MessageId> there) {
        Plan.Builder plan = new Plan.Builder();
        there.forEach(plan::remove);
        return plan.build(Plan.Verdict.NORMAL);
    }

    /** The target cannot do it. */
    private Plan lost(Links known, Loss loss) {
        Plan.Builder plan = new Plan.Builder();
        routes.byNumber(known.group().origin()).ifPresent(source -> plan.lost(source.platform(), loss));
        return plan.build(Plan.Verdict.VANISHED);
    }

    private Plan reaction(Operation operation, Links known) throws ConnectorException {
        if (operation.lane().hasLater(operation, OperationRow.Kind.REACTION)) {
            return Plan.nothing(Plan.Verdict.SUPERSEDED);
        }
        BridgedChannel target = operation.lane().channel();
        Optional<CopyRow> copy = known.on(target.number()).stream().findFirst();
        if (copy.isEmpty() || known.group().gone()) {
            return Plan.nothing(Plan.Verdict.VANISHED);
        }
        Connector connector = target.connector();
        Emoji emoji = Emoji.unicode(operation.row().emoji().orElseThrow());
        if (connector.reactions().filter(able -> able.supports(emoji)).isEmpty()) {
            return lost(known, Loss.dropped(Element.REACTION));
        }
        if (!pace.mayCall(operation)) {
            return Plan.nothing(Plan.Verdict.TOO_SOON);
        }
        MessageId id = target.message(copy.get().message());
        return new Plan.Builder()
                .act(isWanted(operation, emoji) ? new Action.React(id, emoji) : new Action.Unreact(id, emoji))
                .build(Plan.Verdict.NORMAL);
    }

    /** Whether anybody on another channel has this emoji under the message. */
    private boolean isWanted(Operation operation, Emoji emoji) throws ConnectorException {
        try {
            List<ReactionTable.Row> rows = ledger.read(tx -> tx.reactions().of(operation.group()));
            return rows.stream()
                    .anyMatch(row -> row.emoji().equals(emoji.value())
                            && row.channel() != operation.row().lane());
        } catch (LedgerException e) {
            throw ConnectorException.unavailable(
                    ConnectorException.Effect.NOT_APPLIED, "ledger_unavailable", "the ledger cannot be read", e);
        }
    }
}
