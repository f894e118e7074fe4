package dev.footbridge.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Sends a run's webhooks, round robin over the channels. Blocks until the last one is answered. */
final class Load {

    private final URI webhook;
    private final Supplier<Webhooks> webhooks;

    /** @param webhooks gives every sender one of its own */
    Load(URI webhook, Supplier<Webhooks> webhooks) {
        this.webhook = webhook;
        this.webhooks = webhooks;
    }

    /** As fast as answers come, with so many webhooks outstanding at most. */
    void closedLoop(Run run, int outstanding) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        senders(
                outstanding,
                (events, connection) -> each(run, next::getAndIncrement, index -> {
                    byte[] request = events.request(run.number(index));
                    run.sending(index, System.nanoTime());
                    run.answered(index, connection.send(request));
                }));
    }

    /** As fast as answers come; in each channel the next webhook leaves when the one before is answered. */
    void inOrder(Run run) throws InterruptedException {
        AtomicInteger lanes = new AtomicInteger();
        senders(run.channels(), (events, connection) -> {
            AtomicInteger next = new AtomicInteger(lanes.getAndIncrement());
            each(run, () -> next.getAndAdd(run.channels()), index -> {
                byte[] request = events.request(run.number(index));
                run.sending(index, System.nanoTime());
                run.answered(index, connection.send(request));
            });
        });
    }

    /**
     * So many per second, whatever the answers do. A message's time runs from when it was due, not from when a sender got
     * round to it: a slow answer makes the following ones late instead of leaving them out.
     */
    void openLoop(Run run, double perSecond, int senders) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime() + 50_000_000;
        senders(
                senders,
                (events, connection) -> each(run, next::getAndIncrement, index -> {
                    long due = start + (long) (index * 1e9 / perSecond);
                    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    run.sending(index, due);
                    run.answered(index, connection.send(events.request(run.number(index))));
                }));
    }

    private interface Sender {
        void send(Webhooks events, WebhookConnection connection) throws IOException;
    }

    private interface Each {
        void send(int index) throws IOException;
    }

    private static void each(Run run, IntSupplier next, Each each) throws IOException {
        for (int index = next.getAsInt(); index < run.count(); index = next.getAsInt()) {
            each.send(index);
        }
    }

    private void senders(int count, Sender sender) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> work(sender), "load-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void work(Sender sender) {
        try (WebhookConnection connection = new WebhookConnection(webhook)) {
            sender.send(webhooks.get(), connection);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
