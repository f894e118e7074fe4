package dev.footbridge.testkit.emulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends events to subscribers as a vendor does: signed, with the vendor's time-out and retry schedule. Bounded: at most
 * {@link Options#maxInFlight()} requests at a time and {@link Options#maxWaiting()} deliveries waiting; what does not fit is
 * counted as dropped. Repetitions run outside their lane, as they do at the vendors.
 */
public final class WebhookSender implements AutoCloseable {
    /**
     * @param maxInFlight requests under way at the same time, over all targets
     * @param maxWaiting deliveries not yet finished, including those waiting for a repetition
     * @param timeScale 60 makes a minute of the vendor's schedule last a second
     */
    public record Options(int maxInFlight, int maxWaiting, double timeScale) {
        public static Options defaults() {
            return new Options(32, 100_000, 1);
        }

        public Options withTimeScale(double scale) {
            return new Options(maxInFlight, maxWaiting, scale);
        }

        public Options withMaxInFlight(int count) {
            return new Options(count, maxWaiting, timeScale);
        }
    }

    /** What became of the deliveries so far. */
    public record Counts(long accepted, long delivered, long abandoned, long dropped, long attempts) {}

    private static final int LOG_SIZE = 1_000;
    private static final Duration REORDER_HOLD = Duration.ofSeconds(1);

    private final WebhookPolicy policy;
    private final Options options;
    private final Faults faults;
    private final Clock clock;
    private final WebhookHttp http;
    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService timer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Map<String, Queue<WebhookDelivery>> lanes = new HashMap<>();
    private final Map<URI, Held> held = new HashMap<>();
    private final Deque<DeliveryAttempt> log = new ArrayDeque<>();
    private int unfinished;

    private final LongAdder accepted = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder attempts = new LongAdder();

    private record Held(WebhookDelivery delivery, ScheduledFuture<?> release) {}

    public WebhookSender(WebhookPolicy policy, Options options, Faults faults, Clock clock) {
        this.policy = policy;
        this.options = options;
        this.faults = faults;
        this.clock = clock;
        this.http = new WebhookHttp(options.maxInFlight());
        this.workers = Threads.pool("webhook", options.maxInFlight());
        this.timer = new ScheduledThreadPoolExecutor(1, Threads.daemon("webhook-retry"));
    }

    /** Queues a delivery; returns at once. False: dropped because too many are waiting, or by a fault. */
    public boolean send(WebhookDelivery delivery) {
        Optional<FaultKind> fault = faults.strikeDelivery(delivery).map(Fault::kind);
        if (fault.equals(Optional.of(FaultKind.DROP_DELIVERY)) || !begin()) {
            dropped.increment();
            return false;
        }
        accepted.increment();
        if (fault.equals(Optional.of(FaultKind.REORDER_DELIVERY))) {
            hold(delivery);
            return true;
        }
        enqueue(delivery);
        if (fault.equals(Optional.of(FaultKind.DUPLICATE_DELIVERY)) && begin()) {
            accepted.increment();
            enqueue(delivery);
        }
        release(delivery.target());
        return true;
    }

    /** One signed request, answered before this returns and never repeated: for handshakes and load generators. */
    public SubscriberReply exchange(WebhookDelivery delivery) {
        return exchange(delivery, 0, WebhookPolicy.Failure.NONE);
    }

    /** As {@link #exchange(WebhookDelivery)}, marked as the repetition of an attempt that failed. */
    public SubscriberReply exchange(WebhookDelivery delivery, int attempt, WebhookPolicy.Failure previous) {
        return attempt(delivery, attempt, previous);
    }

    /** Waits until nothing is queued, under way or waiting for a repetition. */
    public boolean awaitIdle(Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (unfinished > 0) {
                if (left <= 0) {
                    return false;
                }
                left = idle.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The newest attempts, oldest first. */
    public List<DeliveryAttempt> log() {
        lock.lock();
        try {
            return new ArrayList<>(log);
        } finally {
            lock.unlock();
        }
    }

    public Counts counts() {
        return new Counts(accepted.sum(), delivered.sum(), abandoned.sum(), dropped.sum(), attempts.sum());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
        http.close();
    }

    private boolean begin() {
        lock.lock();
        try {
            if (unfinished >= options.maxWaiting()) {
                return false;
            }
            unfinished++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void finish(LongAdder counter) {
        counter.increment();
        lock.lock();
        try {
            if (--unfinished == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(WebhookDelivery delivery) {
        if (delivery.lane().isEmpty()) {
            submit(() -> perform(delivery, 0, WebhookPolicy.Failure.NONE));
            return;
        }
        String key = delivery.target() + "\n" + delivery.lane();
        lock.lock();
        try {
            Queue<WebhookDelivery> lane = lanes.get(key);
            if (lane != null) {
                lane.add(delivery);
                return;
            }
            lanes.put(key, new ArrayDeque<>());
        } finally {
            lock.unlock();
        }
        submit(() -> performLane(key, delivery));
    }

    private void performLane(String key, WebhookDelivery first) {
        perform(first, 0, WebhookPolicy.Failure.NONE);
        WebhookDelivery next;
        lock.lock();
        try {
            Queue<WebhookDelivery> lane = lanes.getOrDefault(key, new ArrayDeque<>());
            next = lane.poll();
            if (next == null) {
                lanes.remove(key);
                return;
            }
        } finally {
            lock.unlock();
        }
        submit(() -> performLane(key, next));
    }

    private void perform(WebhookDelivery delivery, int attempt, WebhookPolicy.Failure previous) {
        SubscriberReply reply = attempt(delivery, attempt, previous);
        if (reply.failure() == WebhookPolicy.Failure.NONE) {
            finish(delivered);
            return;
        }
        List<Duration> delays = policy.retryDelays();
        if (attempt >= delays.size() || policy.stopped(reply.status(), reply.headers())) {
            finish(abandoned);
            return;
        }
        long nanos = (long) (delays.get(attempt).toNanos() / options.timeScale());
        later(nanos, () -> submit(() -> perform(delivery, attempt + 1, reply.failure())));
    }

    private SubscriberReply attempt(WebhookDelivery delivery, int attempt, WebhookPolicy.Failure previous) {
        Instant at = clock.instant();
        SubscriberReply reply = http.post(
                delivery, policy.headers(delivery, attempt, previous), policy.timeout(attempt), policy::delivered);
        attempts.increment();
        DeliveryAttempt line = new DeliveryAttempt(
                at,
                Duration.between(at, clock.instant()),
                delivery.target().toString(),
                delivery.label(),
                attempt,
                reply.status(),
                reply.failure());
        lock.lock();
        try {
            log.add(line);
            if (log.size() > LOG_SIZE) {
                log.remove();
            }
        } finally {
            lock.unlock();
        }
        return reply;
    }

    private void hold(WebhookDelivery delivery) {
        URI target = delivery.target();
        lock.lock();
        try {
            Held before = held.put(
                    target,
                    new Held(
                            delivery,
                            timer.schedule(() -> release(target), REORDER_HOLD.toMillis(), TimeUnit.MILLISECONDS)));
            if (before != null) {
                before.release().cancel(false);
                enqueue(before.delivery());
            }
        } finally {
            lock.unlock();
        }
    }

    private void release(URI target) {
        lock.lock();
        try {
            Held waiting = held.remove(target);
            if (waiting != null) {
                waiting.release().cancel(false);
                enqueue(waiting.delivery());
            }
        } finally {
            lock.unlock();
        }
    }

    private void later(long nanos, Runnable task) {
        try {
            timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            finish(abandoned);
        }
    }

    private void submit(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException closed) {
            finish(abandoned);
        }
    }

    /** The counts as a map, for the inspector page. */
    Map<String, Long> countsAsMap() {
        Counts now = counts();
        Map<String, Long> result = new TreeMap<>();
        result.put("accepted", now.accepted());
        result.put("delivered", now.delivered());
        result.put("abandoned", now.abandoned());
        result.put("dropped", now.dropped());
        result.put("attempts", now.attempts());
        return result;
    }
}
