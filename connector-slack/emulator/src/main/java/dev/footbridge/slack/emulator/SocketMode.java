package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.SocketHandler;
import dev.footbridge.testkit.emulator.SocketSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Socket Mode: tickets, up to ten sockets that take turns, acknowledgements within three seconds and the same repetitions as
 * over HTTP. See <a href="https://docs.slack.dev/apis/events-api/using-socket-mode/">Using Socket Mode</a>.
 */
final class SocketMode implements SocketHandler, AutoCloseable {
    static final int MAX_SOCKETS = 10;
    private static final Duration ACK_WITHIN = Duration.ofSeconds(3);
    private static final List<Duration> RETRIES = List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5));
    private static final int MAX_TICKETS = 1_000;

    private final String appId;
    private final double timeScale;
    private final Set<String> tickets = ConcurrentHashMap.newKeySet();
    private final List<SocketSession> open = new ArrayList<>();
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final AtomicLong lastEnvelope = new AtomicLong();
    private final AtomicLong abandoned = new AtomicLong();
    private final ScheduledThreadPoolExecutor timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int outstanding;
    private volatile int connections;
    private int turn;

    private record Pending(ObjectNode payload, int attempt) {}

    SocketMode(String appId, double timeScale) {
        this.appId = appId;
        this.timeScale = timeScale;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "slack-emulator-sockets");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** @param ticket good for one connection */
    void admit(String ticket) {
        if (tickets.size() < MAX_TICKETS) {
            tickets.add(ticket);
        }
    }

    boolean connected() {
        return connections > 0;
    }

    int connections() {
        return connections;
    }

    long abandoned() {
        return abandoned.get();
    }

    /** Waits until every envelope is acknowledged or given up. */
    boolean awaitIdle(Duration timeout) throws InterruptedException {
        long left = Math.max(1, timeout.toNanos());
        lock.lock();
        try {
            while (outstanding > 0) {
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

    private void count(int change) {
        lock.lock();
        try {
            outstanding += change;
            if (outstanding == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void send(ObjectNode payload) {
        count(1);
        send(payload, 0, "");
    }

    private void send(ObjectNode payload, int attempt, String reason) {
        String id = String.format("%08x-0000-4000-8000-%012x", appId.hashCode(), lastEnvelope.incrementAndGet());
        ObjectNode envelope = Nodes.object().put("envelope_id", id);
        envelope.set("payload", payload);
        envelope.put("type", "events_api")
                .put("accepts_response_payload", false)
                .put("retry_attempt", attempt)
                .put("retry_reason", reason);
        pending.put(id, new Pending(payload, attempt));
        next().ifPresent(session -> session.send(envelope.toString()));
        after(ACK_WITHIN, () -> expire(id));
    }

    private void expire(String id) {
        Pending late = pending.remove(id);
        if (late == null) {
            return;
        }
        if (late.attempt() >= RETRIES.size()) {
            abandoned.incrementAndGet();
            count(-1);
            return;
        }
        long nanos = (long) (RETRIES.get(late.attempt()).toNanos() / timeScale);
        after(Duration.ofNanos(nanos), () -> send(late.payload(), late.attempt() + 1, "timeout"));
    }

    private synchronized Optional<SocketSession> next() {
        return open.isEmpty() ? Optional.empty() : Optional.of(open.get(Math.floorMod(turn++, open.size())));
    }

    private void after(Duration delay, Runnable task) {
        try {
            timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            pending.clear();
        }
    }

    /** Asks every socket to reconnect, as the vendor does every few hours, and closes it. */
    void refresh() {
        List<SocketSession> all;
        synchronized (this) {
            all = List.copyOf(open);
        }
        all.forEach(session -> disconnect(session, "refresh_requested"));
    }

    /** Cuts every socket without a word. */
    void cut() {
        List<SocketSession> all;
        synchronized (this) {
            all = List.copyOf(open);
        }
        all.forEach(SocketSession::cut);
    }

    @Override
    public void opened(SocketSession session) {
        if (!tickets.remove(session.queryParameter("ticket").orElse(""))) {
            session.close(4401, "invalid ticket");
            return;
        }
        int count;
        synchronized (this) {
            count = open.size() + 1;
            if (count <= MAX_SOCKETS) {
                open.add(session);
                connections = count;
            }
        }
        if (count > MAX_SOCKETS) {
            disconnect(session, "too_many_websockets");
            return;
        }
        ObjectNode hello = Nodes.object().put("type", "hello").put("num_connections", count);
        hello.putObject("debug_info")
                .put("host", "applink-emulator")
                .put("build_number", 1)
                .put("approximate_connection_time", 18_060);
        hello.putObject("connection_info").put("app_id", appId);
        session.send(hello.toString());
    }

    private static void disconnect(SocketSession session, String reason) {
        ObjectNode message = Nodes.object().put("type", "disconnect").put("reason", reason);
        message.putObject("debug_info").put("host", "applink-emulator");
        session.send(message.toString());
        session.close(1000, reason);
    }

    @Override
    public void received(SocketSession session, String text) {
        Optional<JsonNode> json = Nodes.parse(text);
        if (json.isPresent() && pending.remove(Nodes.text(json.get(), "envelope_id")) != null) {
            count(-1);
        }
    }

    @Override
    public void closed(SocketSession session) {
        synchronized (this) {
            open.remove(session);
            connections = open.size();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
