package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.delivery.Action;
import dev.footbridge.core.id.FileId;
import dev.footbridge.relay.transfer.FileSources;
import java.util.List;

/** Whether an operation with files goes on although its last call was refused: one bad file must not keep the others. */
final class FileOutcomes {

    static final String UNCERTAIN = "uncertain";

    private FileOutcomes() {}

    /** Goes on with what was learned; false when there is nothing to learn. */
    static boolean goesOn(Operation operation, ConnectorException reason) {
        Plan plan = operation.plan();
        if (plan.actions().isEmpty()) {
            return false;
        }
        Action action = plan.actions().get(0);
        if (action instanceof Action.Remove remove) {
            return withoutRemoval(operation, remove, reason);
        }
        return action instanceof Action.Post post && withoutFile(operation, post, reason);
    }

    private static boolean withoutRemoval(Operation operation, Action.Remove remove, ConnectorException reason) {
        if (reason.kind() == Kind.NOT_FOUND) {
            operation.plan(new Plan.Builder().gone(List.of(remove.message())).build(Plan.Verdict.MORE));
            return true;
        }
        boolean first = !operation.isRefused();
        operation.refuse();
        return first;
    }

    private static boolean withoutFile(Operation operation, Action.Post post, ConnectorException reason) {
        int part = Operation.partOf(post.key());
        if (reason.kind() == Kind.NOT_FOUND && post.part().replyTo().isPresent() && !operation.isTopLevel()) {
            operation.leaveThread();
            return true;
        }
        if (part == PartNumber.FILE_NOTE) {
            return false;
        }
        List<FileId> files = operation.work().sending(part);
        if (FileSources.isLearned(reason) && operation.work().learn()) {
            return true;
        }
        if (files.size() > 1) {
            operation.work().single();
        } else {
            files.forEach(file -> operation.work().failed(file, reason.code()));
        }
        return true;
    }

    /** Whether the files may be there nobody knows; they are not sent again. False when it was no file. */
    static boolean goesOnUncertain(Operation operation) {
        return operation.plan().actions().stream()
                .filter(Action.Post.class::isInstance)
                .map(action -> operation.work().sending(Operation.partOf(((Action.Post) action).key())))
                .anyMatch(files -> {
                    files.forEach(file -> operation.work().failed(file, UNCERTAIN));
                    return !files.isEmpty();
                });
    }
}
