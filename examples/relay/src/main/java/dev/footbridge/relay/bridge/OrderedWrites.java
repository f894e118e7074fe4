package dev.footbridge.relay.bridge;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.relay.ledger.LedgerException;
import dev.footbridge.relay.ledger.LedgerWork;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Writes that are tried again as long as the ledger is not broken for good: a full disk may have room again. A write that
 * failed is never overtaken by a later one of its channel, so whatever of a channel survives a crash is a beginning of
 * what was written. Writes of one channel are called one after the other.
 */
final class OrderedWrites {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Function<LedgerWork<Boolean>, CompletableFuture<Boolean>> ledger;
    private final BooleanSupplier open;
    private final Timers timers;
    private final AtomicLong count = new AtomicLong();
    private final Map<ChannelId, TreeSet<Long>> failed = new HashMap<>();

    private record Write(ChannelId channel, long number, LedgerWork<?> work, CompletableFuture<Void> done) {}

    /** @param ledger one thread that does what it is given in order, and tells of a failure before it does the next */
    OrderedWrites(
            Function<LedgerWork<Boolean>, CompletableFuture<Boolean>> ledger, BooleanSupplier open, Timers timers) {
        this.ledger = ledger;
        this.open = open;
        this.timers = timers;
    }

    /** Completes when the write is durable. */
    CompletableFuture<Void> write(ChannelId channel, LedgerWork<?> work) {
        Write write = new Write(channel, count.incrementAndGet(), work, new CompletableFuture<>());
        attempt(write);
        return write.done();
    }

    private void attempt(Write write) {
        ledger.apply(tx -> {
                    if (overtakes(write)) {
                        return false;
                    }
                    write.work().run(tx);
                    return true;
                })
                .whenComplete((written, failure) -> {
                    if (failure == null && written) {
                        settled(write);
                        write.done().complete(null);
                    } else if (open.getAsBoolean()) {
                        waits(write);
                        timers.after(RETRY, () -> attempt(write));
                    } else {
                        write.done()
                                .completeExceptionally(
                                        failure == null ? new LedgerException("the ledger is closed") : failure);
                    }
                });
    }

    private synchronized boolean overtakes(Write write) {
        TreeSet<Long> earlier = failed.get(write.channel());
        return earlier != null && earlier.first() < write.number();
    }

    private synchronized void waits(Write write) {
        failed.computeIfAbsent(write.channel(), unused -> new TreeSet<>()).add(write.number());
    }

    private synchronized void settled(Write write) {
        TreeSet<Long> waiting = failed.get(write.channel());
        if (waiting != null && waiting.remove(write.number()) && waiting.isEmpty()) {
            failed.remove(write.channel());
        }
    }
}
