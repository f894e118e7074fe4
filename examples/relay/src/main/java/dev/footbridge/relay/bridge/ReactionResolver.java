package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.delivery.Action;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import dev.footbridge.relay.ledger.OperationRow;
import dev.footbridge.relay.ledger.ReactionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings one emoji under one message to what people elsewhere show: a reaction of the relay, or, where the channel cannot
 * react and the bridge wants it, a reply that names them; it changes with them and goes with the last.
 */
final class ReactionResolver {

    private final Routes routes;
    private final LinkIndex links;
    private final Ledger ledger;
    private final Composer composer;
    private final Orphans orphans;
    private final ReactionPace pace;

    ReactionResolver(
            Routes routes, LinkIndex links, Ledger ledger, Composer composer, Orphans orphans, ReactionPace pace) {
        this.routes = routes;
        this.links = links;
        this.ledger = ledger;
        this.composer = composer;
        this.orphans = orphans;
        this.pace = pace;
    }

    Plan resolve(Operation operation, Links known) throws ConnectorException, InterruptedException {
        if (operation.lane().hasLater(operation, OperationRow.Kind.REACTION)) {
            return Plan.nothing(Plan.Verdict.SUPERSEDED);
        }
        BridgedChannel target = operation.lane().channel();
        Optional<CopyRow> copy = known.on(target.number()).stream().findFirst();
        if (copy.isEmpty() || known.group().gone()) {
            return Plan.nothing(Plan.Verdict.VANISHED);
        }
        String canonical = operation.row().emoji().orElseThrow();
        List<Composer.Reactor> reactors = reactors(operation, known, canonical, target);
        Optional<Emoji> reaction = operation.isRefused() ? Optional.empty() : target.reaction(canonical);
        int number = PartNumber.notice(ledger.key(), canonical);
        Optional<CopyRow> notice = known.notice(target.number(), number);
        Plan plan = reaction.isPresent()
                ? reacting(target, target.message(copy.get().message()), reaction.get(), reactors, notice)
                : noticing(operation, known, canonical, reactors, number, notice);
        return plan.actions().isEmpty() || pace.mayCall(operation) ? plan : Plan.nothing(Plan.Verdict.TOO_SOON);
    }

    /** The people on other channels who have this emoji under the message and whose bridges let it through. */
    private List<Composer.Reactor> reactors(Operation operation, Links known, String canonical, BridgedChannel target)
            throws ConnectorException {
        List<Composer.Reactor> reactors = new ArrayList<>();
        for (ReactionTable.Row row : rows(operation)) {
            if (row.emoji().equals(canonical) && row.channel() != target.number() && isThere(known, row)) {
                routes.byNumber(row.channel())
                        .filter(source -> routes.terms(source, target).reactions())
                        .ifPresent(source -> reactors.add(
                                new Composer.Reactor(new UserId(source.id().workspace(), row.user()), source)));
            }
        }
        return reactors.stream().distinct().toList();
    }

    /** A message goes with its reactions; nobody tells of them. */
    private static boolean isThere(Links known, ReactionTable.Row row) {
        return known.copies().stream()
                .anyMatch(copy -> copy.channel() == row.channel() && copy.part() == row.part() && !copy.gone());
    }

    private List<ReactionTable.Row> rows(Operation operation) throws ConnectorException {
        try {
            return ledger.read(tx -> tx.reactions().of(operation.group()));
        } catch (LedgerException e) {
            throw ConnectorException.unavailable(
                    ConnectorException.Effect.NOT_APPLIED, "ledger_unavailable", "the ledger cannot be read", e);
        }
    }

    private static Plan reacting(
            BridgedChannel target,
            MessageId copy,
            Emoji emoji,
            List<Composer.Reactor> reactors,
            Optional<CopyRow> notice) {
        Plan.Builder plan = new Plan.Builder();
        plan.act(reactors.isEmpty() ? new Action.Unreact(copy, emoji) : new Action.React(copy, emoji));
        notice.filter(there -> target.connector().removal().isPresent())
                .ifPresent(there -> plan.remove(target.message(there.message())));
        return plan.build(Plan.Verdict.NORMAL);
    }

    private Plan noticing(
            Operation operation,
            Links known,
            String canonical,
            List<Composer.Reactor> reactors,
            int number,
            Optional<CopyRow> notice)
            throws ConnectorException, InterruptedException {
        BridgedChannel target = operation.lane().channel();
        List<Composer.Reactor> named = reactors.stream()
                .filter(reactor -> routes.terms(reactor.channel(), target).reactionReplies())
                .toList();
        Plan.Builder plan = new Plan.Builder();
        if (named.isEmpty()) {
            reactors.stream()
                    .findFirst()
                    .ifPresent(lost -> plan.lost(lost.channel().platform(), Loss.dropped(element(canonical))));
            withdraw(operation, known, target, number, notice, plan);
            return plan.build(plan.isEmpty() ? Plan.Verdict.VANISHED : Plan.Verdict.NORMAL);
        }
        Composer.Composed composed =
                composer.notice(canonical, named, known.group(), target, links.threadOn(known, target), number);
        long mac = composed.macs().get(0);
        if (notice.isEmpty()) {
            Optional<Action.Attempt> earlier =
                    operation.intent().filter(intent -> intent.part() == number).map(LedgerJournal::attemptOf);
            plan.post(
                    number,
                    new Action.Post(operation.partKey(number), composed.parts().get(0), earlier),
                    mac);
        } else if (notice.get().mac() != mac
                && target.connector().editing().isPresent()
                && target.can(Element.EDIT)
                && !operation.isNotEditable(target.message(notice.get().message()))) {
            plan.edit(
                    new Action.Edit(
                            target.message(notice.get().message()),
                            composed.parts().get(0)),
                    mac);
        }
        if (!plan.isEmpty()) {
            plan.lost(named.get(0).channel().platform(), Loss.degraded(element(canonical)));
        }
        return plan.build(Plan.Verdict.NORMAL);
    }

    private void withdraw(
            Operation operation,
            Links known,
            BridgedChannel target,
            int number,
            Optional<CopyRow> notice,
            Plan.Builder plan)
            throws ConnectorException, InterruptedException {
        if (target.connector().removal().isEmpty() || !target.can(Element.DELETE)) {
            return;
        }
        notice.ifPresent(there -> plan.remove(target.message(there.message())));
        orphans.of(operation, known, Composer.noticeSuffix(number)).forEach(plan::remove);
    }

    private static Element element(String canonical) {
        return EmojiTable.isCustom(canonical) ? Element.CUSTOM_REACTION : Element.REACTION;
    }
}
