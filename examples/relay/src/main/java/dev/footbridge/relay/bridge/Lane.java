package dev.footbridge.relay.bridge;

import dev.footbridge.relay.ledger.OperationRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What waits for one channel, in order: files, or all else. Only the head of a long backlog is in the heap; the rest stays in the ledger.
 * Safe for concurrent use.
 */
final class Lane {

    private static final int MOST_IN_HEAP = 2_000;
    private static final int FEWEST_IN_HEAP = 500;

    /** Reads the operations of this lane after a place in the order. */
    @FunctionalInterface
    interface Backlog {
        List<Operation> after(long seq, int limit);
    }

    private final BridgedChannel channel;
    private final boolean files;
    private final NavigableMap<Long, Operation> waiting = new TreeMap<>();
    private final Map<Long, List<Operation>> byGroup = new HashMap<>();
    private final Map<Long, List<Operation>> behindPost = new HashMap<>();
    private final NavigableMap<Long, Operation> underWay = new TreeMap<>();
    private boolean complete;
    private long loadedTo;
    private boolean open;

    Lane(BridgedChannel channel, boolean files) {
        this.channel = channel;
        this.files = files;
    }

    /** Whether files go through it, and nothing else. */
    boolean isForFiles() {
        return files;
    }

    BridgedChannel channel() {
        return channel;
    }

    /** Takes an operation that is in the ledger by now. */
    synchronized void add(Operation operation) {
        if (!complete || operation.seq() <= loadedTo) {
            return;
        }
        if (waiting.size() >= MOST_IN_HEAP) {
            complete = false;
            return;
        }
        enter(operation);
    }

    private void enter(Operation operation) {
        waiting.put(operation.seq(), operation);
        loadedTo = Math.max(loadedTo, operation.seq());
        byGroup.computeIfAbsent(operation.group(), unused -> new ArrayList<>(2)).add(operation);
    }

    /** The next operation, unless enough are under way or the lane is shut; counts it as under way. */
    synchronized Optional<Operation> next(int window, Backlog backlog) {
        if (!open || underWay.size() >= window) {
            return Optional.empty();
        }
        if (!complete && waiting.size() < FEWEST_IN_HEAP) {
            List<Operation> more = backlog.after(loadedTo, MOST_IN_HEAP - FEWEST_IN_HEAP);
            more.forEach(this::enter);
            complete = more.size() < MOST_IN_HEAP - FEWEST_IN_HEAP;
        }
        Map.Entry<Long, Operation> first = waiting.pollFirstEntry();
        if (first == null) {
            return Optional.empty();
        }
        underWay.put(first.getKey(), first.getValue());
        return Optional.of(first.getValue());
    }

    /** The operation ended; those that waited for it take their places again. */
    synchronized void ended(Operation operation) {
        underWay.remove(operation.seq());
        List<Operation> ofGroup = byGroup.get(operation.group());
        if (ofGroup != null) {
            ofGroup.remove(operation);
            if (ofGroup.isEmpty()) {
                byGroup.remove(operation.group());
            }
        }
        if (operation.kind() == OperationRow.Kind.POST) {
            List<Operation> behind = behindPost.remove(operation.group());
            if (behind != null) {
                behind.forEach(other -> waiting.put(other.seq(), other));
            }
        }
    }

    /** The operation is not under way any more and its turn comes later; see {@link #again}. */
    synchronized void paused(Operation operation) {
        underWay.remove(operation.seq());
    }

    /** Takes its place again. */
    synchronized void again(Operation operation) {
        waiting.put(operation.seq(), operation);
    }

    /** Its turn comes when the post of a group ended. */
    synchronized void behindPost(Operation operation, long group) {
        underWay.remove(operation.seq());
        if (hasOpenPost(group, operation.seq())) {
            behindPost.computeIfAbsent(group, unused -> new ArrayList<>()).add(operation);
        } else {
            waiting.put(operation.seq(), operation);
        }
    }

    /** Whether the post of a group comes before a place in the order and has not ended. */
    synchronized boolean hasOpenPost(long group, long beforeSeq) {
        return byGroup.getOrDefault(group, List.of()).stream()
                .anyMatch(other -> other.kind() == OperationRow.Kind.POST && other.seq() < beforeSeq);
    }

    /** Whether a later operation does the same. */
    synchronized boolean hasLater(Operation operation, OperationRow.Kind kind) {
        return byGroup.getOrDefault(operation.group(), List.of()).stream()
                .anyMatch(other -> other.kind() == kind
                        && other.seq() > operation.seq()
                        && (kind != OperationRow.Kind.REACTION
                                || other.row().emoji().equals(operation.row().emoji())));
    }

    /**
     * Whether an operation of a group waits here, or may wait in the ledger among what came with operation {@code seq} or
     * later.
     */
    synchronized boolean mayHold(long group, long seq) {
        return byGroup.containsKey(group) || (!complete && loadedTo < seq);
    }

    /** The groups of the next operations that need content, soonest first. */
    synchronized List<Long> upcoming(int limit) {
        return Stream.concat(underWay.values().stream(), waiting.values().stream())
                .filter(operation -> operation.kind() == OperationRow.Kind.POST
                        || operation.kind() == OperationRow.Kind.EDIT
                        || operation.kind() == OperationRow.Kind.FILES)
                .limit(limit)
                .map(Operation::group)
                .toList();
    }

    synchronized void open(boolean now) {
        open = now;
    }

    synchronized boolean isIdle() {
        return underWay.isEmpty();
    }

    synchronized boolean isEmpty() {
        return underWay.isEmpty() && waiting.isEmpty() && behindPost.isEmpty() && complete;
    }

    /** In the heap; {@link #isComplete} tells whether there are more. */
    synchronized long size() {
        return waiting.size()
                + (long) underWay.size()
                + behindPost.values().stream().mapToLong(List::size).sum();
    }

    synchronized boolean isComplete() {
        return complete;
    }
}
