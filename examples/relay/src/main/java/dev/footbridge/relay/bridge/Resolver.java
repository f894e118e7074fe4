package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.delivery.Action;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.relay.content.SourceReader;
import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.GroupRow;
import dev.footbridge.relay.ledger.OperationRow;
import java.time.Clock;
import java.time.Duration;
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

    /** How long an answer waits for the file that it answers, before it stands outside of its thread. */
    private static final Duration FILE_PATIENCE = Duration.ofMinutes(1);

    private final Routes routes;
    private final Lanes lanes;
    private final LinkIndex links;
    private final SourceReader reader;
    private final Composer composer;
    private final Convergence convergence;
    private final FileConvergence files;
    private final ReactionResolver reactions;
    private final Orphans orphans;
    private final Clock clock;

    Resolver(
            Routes routes,
            Lanes lanes,
            LinkIndex links,
            SourceReader reader,
            Composer composer,
            Convergence convergence,
            FileConvergence files,
            ReactionResolver reactions,
            Orphans orphans,
            Clock clock) {
        this.routes = routes;
        this.lanes = lanes;
        this.links = links;
        this.reader = reader;
        this.composer = composer;
        this.convergence = convergence;
        this.files = files;
        this.reactions = reactions;
        this.orphans = orphans;
        this.clock = clock;
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
            case REACTION -> reactions.resolve(operation, known);
            case FILES -> files(operation, known);
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
        return root.isPresent() && waitsForFile(operation, known, root.getAsLong())
                ? Plan.nothing(Plan.Verdict.TOO_SOON)
                : converge(operation, known);
    }

    /** An answer to a message that is only files, of which none is there yet. */
    private boolean waitsForFile(Operation operation, Links known, long root) {
        BridgedChannel target = operation.lane().channel();
        return links.rootOn(known.group(), target).isEmpty()
                && lanes.mayHoldFiles(target, root)
                && clock.millis() - operation.row().at() < FILE_PATIENCE.toMillis();
    }

    private Plan files(Operation operation, Links known) throws ConnectorException, InterruptedException {
        if (operation.lane().hasLater(operation, OperationRow.Kind.FILES)) {
            return Plan.nothing(Plan.Verdict.SUPERSEDED);
        }
        return known.group().gone() ? withoutSource(operation, known) : converge(operation, known);
    }

    private Plan edit(Operation operation, Links known) throws ConnectorException, InterruptedException {
        if (operation.lane().hasLater(operation, OperationRow.Kind.EDIT)) {
            return Plan.nothing(Plan.Verdict.SUPERSEDED);
        }
        BridgedChannel target = operation.lane().channel();
        boolean nothingThere = known.on(target.number()).isEmpty() && !lanes.mayHoldFiles(target, operation.group());
        if (known.group().gone() || nothingThere) {
            return Plan.nothing(Plan.Verdict.VANISHED);
        }
        return converge(operation, known);
    }

    /** The source as it stands now, against what the target has. */
    private Plan converge(Operation operation, Links known) throws ConnectorException, InterruptedException {
        Optional<BridgedChannel> source = routes.byNumber(known.group().origin());
        if (source.isEmpty()) {
            return Plan.dead("not_bridged");
        }
        BridgedChannel target = operation.lane().channel();
        if (!target.can(Element.POST)) {
            Loss loss = new Loss(
                    Element.POST, target.connector().features(target.id()).fidelity(Element.POST));
            return new Plan.Builder().lost(source.get().platform(), loss).build(Plan.Verdict.VANISHED);
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
        if (operation.kind() == OperationRow.Kind.FILES) {
            return files.plan(operation, known, source.get(), message.get());
        }
        // Asked before the copies are looked at: files that end meanwhile are among them then.
        boolean files = !message.get().attachments().isEmpty() || mayHaveFiles(operation);
        return convergence.plan(operation, known, source.get(), message.get()).withFiles(files);
    }

    /** Whether files of the message are at the target, or on their way. */
    private boolean mayHaveFiles(Operation operation) {
        BridgedChannel target = operation.lane().channel();
        return lanes.mayHoldFiles(target, operation.group())
                || links.find(operation.group())
                        .filter(known -> !known.files(target.number()).isEmpty())
                        .isPresent();
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
        return wanted(source, group, links.rootOn(group, source));
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

    /** The source is gone: nothing is posted, and what may have been posted by a lost attempt is found and removed. */
    private Plan withoutSource(Operation operation, Links known) throws ConnectorException, InterruptedException {
        BridgedChannel target = operation.lane().channel();
        boolean isFiles = operation.kind() == OperationRow.Kind.FILES;
        boolean files = !isFiles && lanes.mayHoldFiles(target, operation.group());
        List<MessageId> there = new ArrayList<>(orphans.of(operation, known, isFiles ? Composer.FILE_SUFFIX : ""));
        // Read again: what the other lane posted meanwhile is among it.
        Links now = links.find(operation.group()).orElse(known);
        (isFiles ? now.files(target.number()) : now.posted(target.number()))
                .forEach(copy -> there.add(target.message(copy.message())));
        if (there.isEmpty() || target.connector().removal().isEmpty()) {
            return Plan.nothing(Plan.Verdict.VANISHED).withFiles(files);
        }
        Plan.Builder plan = new Plan.Builder();
        there.forEach(plan::remove);
        return plan.build(Plan.Verdict.NORMAL).withFiles(files);
    }

    /** Where a message cannot be removed, at least its text goes. Files that are still on their way go after it. */
    private Plan remove(Operation operation, Links before) {
        BridgedChannel target = operation.lane().channel();
        boolean files = lanes.mayHoldFiles(target, operation.group());
        Links known = links.find(operation.group()).orElse(before);
        List<CopyRow> there = known.posted(target.number());
        if (there.isEmpty()) {
            return Plan.nothing(Plan.Verdict.VANISHED).withFiles(files);
        }
        Plan.Builder plan = new Plan.Builder();
        if (target.connector().removal().isPresent() && target.can(Element.DELETE) && !operation.isRefused()) {
            there.forEach(copy -> plan.remove(target.message(copy.message())));
            return plan.build(Plan.Verdict.NORMAL).withFiles(files);
        }
        List<MessageId> editable = there.stream()
                .filter(copy -> !PartNumber.isFile(copy.part()) || copy.part() == PartNumber.FILE_NOTE)
                .map(copy -> target.message(copy.message()))
                .filter(copy -> target.connector().editing().isPresent()
                        && target.can(Element.EDIT)
                        && !operation.isNotEditable(copy))
                .toList();
        if (!editable.isEmpty()) {
            Composer.Composed blank = composer.removed(known.group(), target);
            editable.forEach(copy -> plan.edit(
                    new Action.Edit(copy, blank.parts().get(0)), blank.macs().get(0)));
            plan.gone(editable);
        }
        Loss loss = editable.size() == there.size() ? Loss.degraded(Element.DELETE) : Loss.dropped(Element.DELETE);
        routes.byNumber(known.group().origin()).ifPresent(source -> plan.lost(source.platform(), loss));
        return plan.build(editable.isEmpty() ? Plan.Verdict.VANISHED : Plan.Verdict.NORMAL)
                .withFiles(files);
    }
}
