package dev.footbridge.relay.bridge;

import dev.footbridge.core.id.MessageId;
import dev.footbridge.relay.ledger.OperationRow;
import dev.footbridge.relay.transfer.FileWork;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Something to do on one channel, from the ledger's row to its end. */
final class Operation {

    private static final String KEY_PREFIX = "o";

    private final OperationRow row;
    private final Lane lane;
    private volatile Optional<OperationRow.Intent> intent;
    private volatile Plan plan = Plan.nothing(Plan.Verdict.NORMAL);
    private volatile boolean plainText;
    private volatile boolean topLevel;
    private volatile boolean refused;
    private volatile boolean finished;
    private final CompletableFuture<Optional<Ticket>> inheritance = new CompletableFuture<>();
    private final FileWork work = new FileWork();
    private final Set<MessageId> notEditable = ConcurrentHashMap.newKeySet();

    Operation(OperationRow row, Lane lane) {
        this.row = row;
        this.lane = lane;
        this.intent = row.intent();
    }

    OperationRow row() {
        return row;
    }

    OperationRow.Kind kind() {
        return row.kind();
    }

    long seq() {
        return row.seq();
    }

    long group() {
        return row.group();
    }

    Lane lane() {
        return lane;
    }

    /** Names the operation to journal and logs. */
    String key() {
        return KEY_PREFIX + row.seq();
    }

    String partKey(int part) {
        return key() + "." + part;
    }

    static long seqOf(String partKey) {
        return Long.parseLong(partKey.substring(KEY_PREFIX.length(), partKey.indexOf('.')));
    }

    static int partOf(String partKey) {
        return Integer.parseInt(partKey.substring(partKey.indexOf('.') + 1));
    }

    /** A post that may have happened, in this life or an earlier one. */
    Optional<OperationRow.Intent> intent() {
        return intent;
    }

    void intent(Optional<OperationRow.Intent> value) {
        intent = value;
    }

    /** What the last resolving found to be done. */
    Plan plan() {
        return plan;
    }

    void plan(Plan value) {
        plan = value;
    }

    /** The target refused the rich form once. */
    boolean isPlainText() {
        return plainText;
    }

    void degrade() {
        plainText = true;
    }

    void enrich() {
        plainText = false;
    }

    /** The target will not react, or not remove; once only. */
    boolean isRefused() {
        return refused;
    }

    void refuse() {
        refused = true;
    }

    /** The target will not change this message. */
    boolean isNotEditable(MessageId copy) {
        return notEditable.contains(copy);
    }

    /** Whether any of them was thought to be editable until now. */
    boolean notEditable(Collection<MessageId> copies) {
        return notEditable.addAll(copies);
    }

    /** The thread does not exist at the target. */
    boolean isTopLevel() {
        return topLevel;
    }

    void leaveThread() {
        topLevel = true;
    }

    /** The event behind it, for the operation that follows from it: the event ends with that one. */
    CompletableFuture<Optional<Ticket>> inheritance() {
        return inheritance;
    }

    /** What it learned about files. */
    FileWork work() {
        return work;
    }

    /** The ledger has it as done already. */
    boolean isFinished() {
        return finished;
    }

    void finished() {
        finished = true;
    }
}
