package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.WebhookDelivery;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns changes into notification POSTs. Changes of one window for one URL travel in one POST, also those of different
 * subscriptions; encryption and signing happen on the notifier's own thread, not on the thread of the request.
 */
final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final int ITEMS_PER_POST = 20;

    private final SubscriptionBook book;
    private final Tenant tenant;
    private final MessageJson json;
    private final ValidationTokens tokens;
    private final WebhookSender sender;
    private final RandomGenerator random;
    private final Duration window;
    private final ScheduledExecutorService pump = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "graph-notifier");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<URI, Queue<Notification>> waiting = new HashMap<>();
    private boolean scheduled;
    private boolean draining;

    Notifier(
            SubscriptionBook book,
            Tenant tenant,
            MessageJson json,
            ValidationTokens tokens,
            WebhookSender sender,
            RandomGenerator random,
            Duration window) {
        this.book = book;
        this.tenant = tenant;
        this.json = json;
        this.tokens = tokens;
        this.sender = sender;
        this.random = random;
        this.window = window;
    }

    void changed(ChangeKind kind, ChatMessage message) {
        if (book.isEmpty()) {
            return;
        }
        for (var key : keys(message)) {
            for (var subscription : book.live(key)) {
                if (!subscription.paused()
                        && subscription.changeTypes().contains(kind.changeType())
                        && subscription.resource().wants(message)) {
                    queue(new Notification.Change(subscription, kind.changeType(), message));
                }
            }
        }
    }

    void lifecycle(Subscription subscription, String event) {
        subscription.lifecycleUrl().ifPresent(url -> queue(new Notification.Lifecycle(subscription, url, event)));
    }

    /** Waits until every change so far has been delivered or given up. */
    boolean awaitIdle(Duration timeout) throws InterruptedException {
        var deadline = System.nanoTime() + timeout.toNanos();
        synchronized (waiting) {
            while (!waiting.isEmpty() || draining) {
                var left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(waiting, left);
            }
        }
        return sender.awaitIdle(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }

    @Override
    public void close() {
        pump.shutdownNow();
    }

    private List<String> keys(ChatMessage message) {
        var keys = new ArrayList<String>();
        keys.add(SubscribedResource.placeKey(message.place()));
        if (message.place() instanceof Place.ChatPlace chat) {
            keys.add(SubscribedResource.ALL_CHATS);
            tenant.requireChat(chat.chatId())
                    .roster()
                    .members()
                    .forEach(m -> keys.add(SubscribedResource.userKey(m.person().id())));
        } else {
            keys.add(SubscribedResource.ALL_CHANNELS);
        }
        return keys;
    }

    private void queue(Notification notification) {
        synchronized (waiting) {
            waiting.computeIfAbsent(notification.target(), t -> new ArrayDeque<>())
                    .add(notification);
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        try {
            var unused = pump.schedule(this::drain, window.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            synchronized (waiting) {
                waiting.clear();
            }
        }
    }

    private void drain() {
        Map<URI, Queue<Notification>> batch;
        synchronized (waiting) {
            batch = new HashMap<>(waiting);
            waiting.clear();
            scheduled = false;
            draining = true;
        }
        try {
            batch.forEach(this::send);
        } catch (RuntimeException e) {
            LOG.error("Notifications were lost inside the emulator", e);
        } finally {
            synchronized (waiting) {
                draining = false;
                waiting.notifyAll();
            }
        }
    }

    private void send(URI target, Queue<Notification> notifications) {
        while (!notifications.isEmpty()) {
            var items = new ArrayList<Notification>(ITEMS_PER_POST);
            while (items.size() < ITEMS_PER_POST && !notifications.isEmpty()) {
                items.add(notifications.remove());
            }
            sender.send(
                    new WebhookDelivery(target, "graph", label(items), "application/json; charset=utf-8", body(items)));
        }
    }

    private static String label(List<Notification> items) {
        return items.get(0) instanceof Notification.Change ? "notification" : "lifecycle";
    }

    private byte[] body(List<Notification> items) {
        var tokenApps = new LinkedHashSet<String>();
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("value");
            for (var item : items) {
                if (item instanceof Notification.Change change) {
                    change.write(out, tenant.id(), seal(change, tokenApps));
                } else if (item instanceof Notification.Lifecycle event) {
                    event.write(out, tenant.id());
                }
            }
            out.writeEndArray();
            if (!tokenApps.isEmpty()) {
                out.writeArrayFieldStart("validationTokens");
                for (var app : tokenApps) {
                    out.writeString(tokens.forApp(app));
                }
                out.writeEndArray();
            }
            out.writeEndObject();
        });
    }

    private Optional<Encryption.Sealed> seal(Notification.Change change, Set<String> tokenApps) {
        return change.subscription().encryption().map(encryption -> {
            tokenApps.add(change.subscription().appId());
            return encryption.seal(Json.bytes(out -> json.writeItem(out, change.message())), random);
        });
    }
}
