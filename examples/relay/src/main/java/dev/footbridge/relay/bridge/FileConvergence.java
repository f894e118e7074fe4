package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.delivery.Action;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.Message;
import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.InstallKey;
import dev.footbridge.relay.ledger.OperationRow;
import dev.footbridge.relay.transfer.FileChoice;
import dev.footbridge.relay.transfer.FileInspection;
import dev.footbridge.relay.transfer.FilePolicy;
import dev.footbridge.relay.transfer.FileRules;
import dev.footbridge.relay.transfer.FileSources;
import dev.footbridge.relay.transfer.FileWork;
import dev.footbridge.relay.transfer.Transfers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings the files that a channel has of a message to what the source shows: one call each time it is asked, until
 * nothing is left. What a file is known by is the hash of its id, so an edit of the text changes nothing about it.
 */
final class FileConvergence {

    private static final Duration UNTIL_A_STREAM_IS_FREE = Duration.ofMillis(250);

    private final Routes routes;
    private final LinkIndex links;
    private final Composer composer;
    private final Filing filing;
    private final FileSources sources;
    private final Transfers transfers;
    private final Orphans orphans;
    private final InstallKey key;

    FileConvergence(
            Routes routes,
            LinkIndex links,
            Composer composer,
            Filing filing,
            FileSources sources,
            Transfers transfers,
            Orphans orphans,
            InstallKey key) {
        this.routes = routes;
        this.links = links;
        this.composer = composer;
        this.filing = filing;
        this.sources = sources;
        this.transfers = transfers;
        this.orphans = orphans;
        this.key = key;
    }

    Plan plan(Operation operation, Links known, BridgedChannel source, Message message)
            throws ConnectorException, InterruptedException {
        BridgedChannel target = operation.lane().channel();
        Terms terms = routes.terms(source, target);
        FileLimits limits = target.connector().features(target.id()).files();
        FileWork work = operation.work();
        List<Filing.Filed> copied = filing.decide(message, source, target, terms.files()).stream()
                .filter(Filing.Filed::isCopied)
                .toList();
        List<Filing.Filed> failed = new ArrayList<>();
        while (true) {
            List<Attachment> wanted = new ArrayList<>();
            failed.clear();
            for (Filing.Filed filed : copied) {
                work.failure(filed.file().id())
                        .ifPresentOrElse(
                                code -> failed.add(new Filing.Filed(filed.file(), choice(code))),
                                () -> wanted.add(filed.file()));
            }
            FileGroups groups = FileGroups.of(
                    wanted, known.everyFile(target.number()), work.isSingle() ? 1 : limits.perMessage(), this::mac);
            if (groups.missing().isEmpty()) {
                return rest(operation, known, source, message, groups, failed);
            }
            Optional<Plan> post = post(operation, known, source, message, groups, terms.files());
            if (post.isPresent()) {
                return post.get();
            }
        }
    }

    /** A failure in the words of a notice; where there are links, a link, but to nothing that the operator keeps out. */
    private static FileChoice choice(String code) {
        if (FileInspection.isRefusal(code)) {
            return FileChoice.refuse(code);
        }
        return FileChoice.link(code.length() <= 48 ? code : code.substring(0, 48));
    }

    private long mac(List<Attachment> files) {
        return key.number("file", files.stream().map(file -> file.id().value()).collect(Collectors.joining("\n")));
    }

    /** Empty when the file turned out not to cross; its work knows why. */
    private Optional<Plan> post(
            Operation operation,
            Links known,
            BridgedChannel source,
            Message message,
            FileGroups groups,
            FileRules rules)
            throws ConnectorException, InterruptedException {
        BridgedChannel target = operation.lane().channel();
        if (!transfers.claim(operation.seq(), message.author().id())) {
            throw ConnectorException.throttled(
                    "streams_taken", "this person's streams are all in use", Optional.of(UNTIL_A_STREAM_IS_FREE));
        }
        Optional<OperationRow.Intent> intent = operation
                .intent()
                .filter(open -> PartNumber.isFile(open.part()) && open.part() != PartNumber.FILE_NOTE);
        List<Attachment> group = intent.flatMap(open -> groups.missing().stream()
                        .filter(files -> mac(files) == open.mac())
                        .findFirst())
                .orElse(groups.missing().get(0));
        boolean again = intent.filter(open -> mac(group) == open.mac()).isPresent();
        int part = again ? intent.get().part() : next(known, target, intent);
        List<Upload> uploads = new ArrayList<>();
        for (Attachment file : group) {
            try {
                uploads.add(upload(file, operation, source, rules));
            } catch (ConnectorException e) {
                if (e.kind() != Kind.REJECTED) {
                    throw e;
                }
                operation.work().failed(file.id(), e.code());
                return Optional.empty();
            }
        }
        Optional<MessageId> thread = operation.isTopLevel() ? Optional.empty() : links.rootOn(known.group(), target);
        Optional<Draft> draft = composer.files(message, uploads, known.group(), source, target, thread, suffix(part));
        if (draft.isEmpty()) {
            group.forEach(file -> operation.work().failed(file.id(), "not_taken"));
            return Optional.empty();
        }
        Plan.Builder plan = new Plan.Builder();
        operation.work().sending(part, group.stream().map(Attachment::id).toList());
        plan.post(
                part,
                new Action.Post(
                        operation.partKey(part),
                        draft.get(),
                        again ? intent.map(LedgerJournal::attemptOf) : Optional.empty()),
                mac(group));
        return Optional.of(plan.build(Plan.Verdict.MORE));
    }

    private Upload upload(Attachment file, Operation operation, BridgedChannel source, FileRules rules)
            throws ConnectorException, InterruptedException {
        BridgedChannel target = operation.lane().channel();
        Downloads downloads = source.connector().downloads().orElseThrow();
        FileId id = file.id();
        return sources.upload(
                file,
                () -> source.paced(Verb.DOWNLOAD, () -> downloads.open(id)),
                source.id(),
                target.id(),
                target.connector().features(target.id()).files(),
                rules,
                operation.work());
    }

    /** A number that no message with files ever had. */
    private static int next(Links known, BridgedChannel target, Optional<OperationRow.Intent> intent) {
        int last = known.everyFile(target.number()).stream()
                .mapToInt(CopyRow::part)
                .max()
                .orElse(PartNumber.FILE_NOTE);
        return Math.max(
                        last,
                        Math.max(
                                PartNumber.FILE_NOTE,
                                intent.map(OperationRow.Intent::part).orElse(0)))
                + 1;
    }

    /** What the key of a message with files ends with, but for what the connector adds. */
    private static String suffix(int part) {
        return Composer.FILE_SUFFIX + (part - PartNumber.FILE_NOTE);
    }

    /** All files are there: what is there too much goes, and what failed is told. */
    private Plan rest(
            Operation operation,
            Links known,
            BridgedChannel source,
            Message message,
            FileGroups groups,
            List<Filing.Filed> failed)
            throws ConnectorException, InterruptedException {
        BridgedChannel target = operation.lane().channel();
        Plan.Builder plan = new Plan.Builder();
        List<MessageId> surplus = new ArrayList<>(orphans(operation, known));
        known.files(target.number()).stream()
                .filter(copy -> copy.part() == PartNumber.FILE_NOTE ? failed.isEmpty() : !groups.keeps(copy))
                .forEach(copy -> surplus.add(target.message(copy.message())));
        if (!surplus.isEmpty()) {
            if (!operation.isRefused() && target.connector().removal().isPresent() && target.can(Element.DELETE)) {
                return plan.remove(surplus.get(0)).build(Plan.Verdict.MORE);
            }
            plan.lost(source.platform(), Loss.degraded(Element.EDIT));
        }
        if (failed.isEmpty()) {
            return plan.build(Plan.Verdict.NORMAL);
        }
        tell(operation, known, source, message, failed, plan);
        // A type that is kept out is what the operator wants: nobody has to look into that.
        return failed.stream()
                .flatMap(filed -> operation.work().failure(filed.file().id()).stream())
                .filter(code -> !code.equals(FilePolicy.TYPE))
                .findFirst()
                .map(plan::dead)
                .orElseGet(() -> plan.build(Plan.Verdict.NORMAL));
    }

    /** Files of an attempt whose answer was lost, and that are not wanted any more. */
    private List<MessageId> orphans(Operation operation, Links known) throws ConnectorException, InterruptedException {
        Optional<OperationRow.Intent> intent = operation
                .intent()
                .filter(open -> PartNumber.isFile(open.part()) && open.part() != PartNumber.FILE_NOTE);
        return intent.isEmpty()
                ? List.of()
                : orphans.of(operation, known, suffix(intent.get().part()) + "-");
    }

    private void tell(
            Operation operation,
            Links known,
            BridgedChannel source,
            Message message,
            List<Filing.Filed> failed,
            Plan.Builder plan)
            throws InterruptedException {
        BridgedChannel target = operation.lane().channel();
        Optional<MessageId> thread = operation.isTopLevel() ? Optional.empty() : links.rootOn(known.group(), target);
        Composer.Composed note = composer.fileNote(message, failed, known.group(), source, target, thread);
        note.losses().forEach(loss -> plan.lost(source.platform(), loss));
        Optional<CopyRow> there = known.files(target.number()).stream()
                .filter(copy -> copy.part() == PartNumber.FILE_NOTE)
                .findFirst();
        long mac = note.macs().get(0);
        Draft draft = note.parts().get(0);
        if (there.isEmpty()) {
            Optional<Action.Attempt> earlier = operation
                    .intent()
                    .filter(intent -> intent.part() == PartNumber.FILE_NOTE)
                    .map(LedgerJournal::attemptOf);
            plan.post(
                    PartNumber.FILE_NOTE,
                    new Action.Post(operation.partKey(PartNumber.FILE_NOTE), draft, earlier),
                    mac);
        } else if (there.get().mac() != mac && target.connector().editing().isPresent() && target.can(Element.EDIT)) {
            plan.edit(new Action.Edit(target.message(there.get().message()), draft), mac);
        }
    }
}
