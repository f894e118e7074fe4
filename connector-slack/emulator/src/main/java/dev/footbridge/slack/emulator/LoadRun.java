package dev.footbridge.slack.emulator;

import dev.footbridge.testkit.emulator.SubscriberReply;
import dev.footbridge.testkit.emulator.WebhookDelivery;
import dev.footbridge.testkit.emulator.WebhookPolicy;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/** Sends signed events straight from its own threads: no queue between the plan and the app. */
final class LoadRun {
    /** Makes the event of a message that is put into the channel's history on the way. */
    record Prepared(String channelId, String ts, WebhookDelivery delivery) {}

    private static final int REPETITIONS = 3;

    private final LoadPlan plan;
    private final WebhookSender sender;
    private final BiFunction<String, Integer, Prepared> preparer;
    private final LoadListener listener;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private final long start = System.nanoTime();

    LoadRun(
            LoadPlan plan,
            WebhookSender sender,
            BiFunction<String, Integer, Prepared> preparer,
            LoadListener listener) {
        this.plan = plan;
        this.sender = sender;
        this.preparer = preparer;
        this.listener = listener;
    }

    LoadResult run() throws InterruptedException {
        int channels = plan.channels().size();
        int workers = plan.inOrder() ? Math.min(plan.outstanding(), channels) : plan.outstanding();
        List<Thread> threads = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            int number = worker;
            Runnable work = plan.inOrder() ? () -> ordered(number, workers) : this::unordered;
            Thread thread = new Thread(work, "slack-load-" + worker);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new LoadResult(
                accepted.get(), refused.get(), retries.get(), Duration.ofNanos(System.nanoTime() - start));
    }

    /** Each worker owns every n-th channel and walks its messages in order. */
    private void ordered(int worker, int workers) {
        int channels = plan.channels().size();
        for (int i = 0; i < plan.messages() && !Thread.currentThread().isInterrupted(); i++) {
            if (i % channels % workers == worker) {
                one(i);
            }
        }
    }

    private void unordered() {
        for (int i = next.getAndIncrement(); i < plan.messages(); i = next.getAndIncrement()) {
            one(i);
        }
    }

    private void one(int index) {
        pace(index);
        Prepared prepared =
                preparer.apply(plan.channels().get(index % plan.channels().size()), index);
        listener.sending(index, prepared.channelId(), prepared.ts());
        SubscriberReply reply = sender.exchange(prepared.delivery(), 0, WebhookPolicy.Failure.NONE);
        for (int again = 1; again <= REPETITIONS && reply.failure() != WebhookPolicy.Failure.NONE; again++) {
            retries.incrementAndGet();
            reply = sender.exchange(prepared.delivery(), again, reply.failure());
        }
        boolean taken = reply.failure() == WebhookPolicy.Failure.NONE;
        (taken ? accepted : refused).incrementAndGet();
        listener.answered(index, taken);
    }

    private void pace(int index) {
        if (plan.perSecond() <= 0) {
            return;
        }
        long due = start + (long) (index * 1e9 / plan.perSecond());
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
