package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.delivery.Action;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.message.Message;
import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.OperationRow;
import java.util.List;
import java.util.Optional;

/**
 * Brings the copy of a message to what the source shows. A copy that cannot be edited stays as it is, and a correction, a
 * reply to it, tells the new text; a correction is a message like any other, so it is edited as long as that works and
 * followed by another one when it does not.
 */
final class Convergence {

    private final Routes routes;
    private final LinkIndex links;
    private final Composer composer;
    private final DocumentWatch documents;

    Convergence(Routes routes, LinkIndex links, Composer composer, DocumentWatch documents) {
        this.routes = routes;
        this.links = links;
        this.composer = composer;
        this.documents = documents;
    }

    Plan plan(Operation operation, Links known, BridgedChannel source, Message message) throws InterruptedException {
        BridgedChannel target = operation.lane().channel();
        Terms terms = routes.terms(source, target);
        Optional<MessageId> thread = operation.isTopLevel() ? Optional.empty() : links.rootOn(known.group(), target);
        Optional<Composer.Composed> composed =
                composer.compose(message, known.group(), source, target, terms, thread, operation.isPlainText());
        if (composed.isEmpty()) {
            return Plan.nothing(Plan.Verdict.VANISHED);
        }
        documents.carries(known.group().id(), source, message);
        List<CopyRow> there = known.text(target.number());
        if (operation.kind() == OperationRow.Kind.EDIT && isStuck(operation, known, composed.get(), there)) {
            return terms.editReplies()
                    ? correction(operation, known, source, message, terms)
                    : new Plan.Builder()
                            .lost(source.platform(), Loss.dropped(Element.EDIT))
                            .build(Plan.Verdict.VANISHED);
        }
        Plan.Builder plan = new Plan.Builder();
        Platform from = source.platform();
        composed.get().losses().forEach(loss -> plan.lost(from, loss));
        if (known.group().root().isPresent() && thread.isEmpty()) {
            plan.lost(from, Loss.degraded(Element.REPLY));
        }
        return difference(operation, composed.get(), there, plan, from);
    }

    /** Whether a part would have to change that cannot; once that was so, the corrections carry on. */
    private static boolean isStuck(Operation operation, Links known, Composer.Composed composed, List<CopyRow> there) {
        BridgedChannel target = operation.lane().channel();
        return !composed.parts().isEmpty() && !known.correction(target.number()).isEmpty()
                || there.stream()
                        .anyMatch(copy -> differs(copy, copy.part(), composed)
                                && !isEditable(operation, target.message(copy.message())));
    }

    private static boolean differs(CopyRow copy, int part, Composer.Composed composed) {
        return part < composed.parts().size() && copy.mac() != composed.macs().get(part);
    }

    private static boolean isEditable(Operation operation, MessageId copy) {
        BridgedChannel target = operation.lane().channel();
        return target.connector().editing().isPresent() && target.can(Element.EDIT) && !operation.isNotEditable(copy);
    }

    private static Plan difference(
            Operation operation, Composer.Composed composed, List<CopyRow> there, Plan.Builder plan, Platform from) {
        BridgedChannel target = operation.lane().channel();
        for (int part = 0; part < composed.parts().size(); part++) {
            int number = part;
            Optional<CopyRow> copy =
                    there.stream().filter(row -> row.part() == number).findFirst();
            if (copy.isEmpty()) {
                post(operation, part, composed, part, plan);
            } else if (differs(copy.get(), part, composed)
                    && isEditable(operation, target.message(copy.get().message()))) {
                edit(target, copy.get(), composed, part, plan);
            }
        }
        List<CopyRow> surplus = there.stream()
                .filter(copy -> copy.part() >= composed.parts().size())
                .toList();
        if (!surplus.isEmpty() && (target.connector().removal().isEmpty() || !target.can(Element.DELETE))) {
            plan.lost(from, Loss.degraded(Element.EDIT));
        } else {
            surplus.forEach(copy -> plan.remove(target.message(copy.message())));
        }
        return plan.build(Plan.Verdict.NORMAL);
    }

    private static void post(Operation operation, int number, Composer.Composed composed, int part, Plan.Builder plan) {
        Draft draft = composed.parts().get(part);
        Optional<Action.Attempt> earlier =
                operation.intent().filter(intent -> intent.part() == number).map(LedgerJournal::attemptOf);
        plan.post(
                number,
                new Action.Post(operation.partKey(number), draft, earlier),
                composed.macs().get(part));
    }

    private static void edit(
            BridgedChannel target, CopyRow copy, Composer.Composed composed, int part, Plan.Builder plan) {
        plan.edit(
                new Action.Edit(target.message(copy.message()), composed.parts().get(part)),
                composed.macs().get(part));
    }

    private Plan correction(Operation operation, Links known, BridgedChannel source, Message message, Terms terms)
            throws InterruptedException {
        BridgedChannel target = operation.lane().channel();
        List<CopyRow> latest = known.correction(target.number());
        int current =
                latest.isEmpty() ? -1 : PartNumber.generation(latest.get(0).part());
        Optional<MessageId> thread = operation.isTopLevel() ? Optional.empty() : links.threadOn(known, target);
        int next = known.nextCorrection(target.number());
        Plan.Builder plan = new Plan.Builder();
        if (current >= 0) {
            Composer.Composed composed = composed(operation, known, source, message, terms, thread, current);
            if (continues(operation, latest, composed)) {
                converge(operation, latest, composed, current, plan);
                return degraded(plan, source);
            }
        }
        Composer.Composed composed = composed(operation, known, source, message, terms, thread, next);
        int parts = Math.min(composed.parts().size(), PartNumber.MAX_CORRECTION_PARTS);
        for (int part = 0; part < parts; part++) {
            post(operation, PartNumber.correction(next, part), composed, part, plan);
        }
        return degraded(plan, source);
    }

    private static Plan degraded(Plan.Builder plan, BridgedChannel source) {
        if (!plan.isEmpty()) {
            plan.lost(source.platform(), Loss.degraded(Element.EDIT));
        }
        return plan.build(Plan.Verdict.NORMAL);
    }

    private Composer.Composed composed(
            Operation operation,
            Links known,
            BridgedChannel source,
            Message message,
            Terms terms,
            Optional<MessageId> thread,
            int generation)
            throws InterruptedException {
        return composer.correction(
                        message,
                        known.group(),
                        source,
                        operation.lane().channel(),
                        terms,
                        thread,
                        operation.isPlainText(),
                        generation)
                .orElseThrow();
    }

    /** Whether the newest correction can become this text. */
    private static boolean continues(Operation operation, List<CopyRow> latest, Composer.Composed composed) {
        BridgedChannel target = operation.lane().channel();
        return latest.size() <= composed.parts().size()
                && latest.stream().allMatch(copy -> {
                    int part = part(copy);
                    return part < composed.parts().size()
                            && (copy.mac() == composed.macs().get(part)
                                    || isEditable(operation, target.message(copy.message())));
                });
    }

    private static void converge(
            Operation operation, List<CopyRow> latest, Composer.Composed composed, int generation, Plan.Builder plan) {
        for (int part = 0; part < composed.parts().size(); part++) {
            int wanted = part;
            Optional<CopyRow> copy =
                    latest.stream().filter(row -> part(row) == wanted).findFirst();
            if (copy.isEmpty()) {
                post(operation, PartNumber.correction(generation, part), composed, part, plan);
            } else if (copy.get().mac() != composed.macs().get(part)) {
                edit(operation.lane().channel(), copy.get(), composed, part, plan);
            }
        }
    }

    private static int part(CopyRow correction) {
        return PartNumber.part(correction.part());
    }
}
