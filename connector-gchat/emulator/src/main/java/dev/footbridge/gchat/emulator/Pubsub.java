package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.WebhookDelivery;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Topics and subscriptions of Cloud Pub/Sub. Has a lock of its own, as pulls wait. */
final class Pubsub implements AutoCloseable {
    static final String CHAT_PUBLISHER = "serviceAccount:chat-api-push@system.gserviceaccount.com";

    /**
     * A subscription.
     *
     * @param push where to; empty for pull
     * @param audience of the token that a push carries
     * @param account whose token it is; empty for none
     */
    record Subscription(
            String name,
            String topic,
            Duration deadline,
            boolean ordered,
            Optional<URI> push,
            String audience,
            String account,
            PubsubQueue queue) {
        Subscription pushingTo(Optional<URI> endpoint, String newAudience, String newAccount) {
            return new Subscription(name, topic, deadline, ordered, endpoint, newAudience, newAccount, queue);
        }
    }

    private final Domain domain;
    private final WebhookSender sender;
    private final PushPolicy policy;
    private final Duration longestWait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<String, Set<String>> topics = new LinkedHashMap<>();
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private long lastMessage = 176_178_667_444_862_000L;
    private boolean closed;

    Pubsub(Domain domain, WebhookSender sender, PushPolicy policy, Duration longestWait) {
        this.domain = domain;
        this.sender = sender;
        this.policy = policy;
        this.longestWait = longestWait;
    }

    /** Adds a topic that nobody may publish to. False: it is there already. */
    boolean addTopic(String name) {
        lock.lock();
        try {
            return topics.putIfAbsent(name, new HashSet<>()) == null;
        } finally {
            lock.unlock();
        }
    }

    Optional<Set<String>> publishers(String topic) {
        lock.lock();
        try {
            return Optional.ofNullable(topics.get(topic)).map(Set::copyOf);
        } finally {
            lock.unlock();
        }
    }

    void grant(String topic, Set<String> publishers) {
        lock.lock();
        try {
            topics.put(topic, new HashSet<>(publishers));
        } finally {
            lock.unlock();
        }
    }

    boolean removeTopic(String name) {
        lock.lock();
        try {
            return topics.remove(name) != null;
        } finally {
            lock.unlock();
        }
    }

    /** False: there is one of this name. */
    boolean add(Subscription subscription) {
        lock.lock();
        try {
            boolean added = subscriptions.putIfAbsent(subscription.name(), subscription) == null;
            if (added) {
                policy.register(subscription);
            }
            return added;
        } finally {
            lock.unlock();
        }
    }

    Optional<Subscription> find(String name) {
        lock.lock();
        try {
            return Optional.ofNullable(subscriptions.get(name));
        } finally {
            lock.unlock();
        }
    }

    List<Subscription> all() {
        lock.lock();
        try {
            return List.copyOf(subscriptions.values());
        } finally {
            lock.unlock();
        }
    }

    boolean remove(String name) {
        lock.lock();
        try {
            return subscriptions.remove(name) != null;
        } finally {
            lock.unlock();
        }
    }

    /** Changes between pull and push; what waits is pushed. */
    void pushTo(String name, Optional<URI> endpoint, String audience, String account) {
        lock.lock();
        try {
            Subscription old = subscriptions.get(name);
            if (old != null) {
                Subscription changed = old.pushingTo(endpoint, audience, account);
                subscriptions.put(name, changed);
                policy.register(changed);
                if (endpoint.isPresent()) {
                    old.queue().drain().forEach(message -> push(changed, message));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    PubsubMessage message(Map<String, String> attributes, byte[] data, String orderingKey) {
        lock.lock();
        try {
            return new PubsubMessage(
                    Long.toString(++lastMessage), domain.now(), Map.copyOf(attributes), data, orderingKey);
        } finally {
            lock.unlock();
        }
    }

    void publish(String topic, PubsubMessage message) {
        lock.lock();
        try {
            for (Subscription subscription : subscriptions.values()) {
                if (!subscription.topic().equals(topic)) {
                    continue;
                }
                if (subscription.push().isPresent()) {
                    push(subscription, message);
                } else {
                    subscription.queue().add(message);
                }
            }
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void push(Subscription subscription, PubsubMessage message) {
        sender.send(new WebhookDelivery(
                subscription.push().orElseThrow(),
                subscription.ordered() ? message.orderingKey() : "",
                message.attributes().getOrDefault("ce-type", "pubsub"),
                "application/json",
                Json.bytes(message.push(subscription.name()))));
    }

    /** Waits for a message unless told not to; an empty list after the longest wait. */
    List<PubsubQueue.Leased> pull(Subscription subscription, int most, boolean immediately)
            throws InterruptedException {
        long left = immediately ? 0 : longestWait.toNanos();
        lock.lock();
        try {
            while (true) {
                List<PubsubQueue.Leased> leased =
                        subscription.queue().lease(most, domain.clock(), subscription.deadline());
                if (!leased.isEmpty() || left <= 0 || closed) {
                    return leased;
                }
                // Leases end by the given clock, of whose steps nobody tells: look again often.
                long step = Math.min(left, TimeUnit.MILLISECONDS.toNanos(100));
                left -= step - Math.max(0, arrived.awaitNanos(step));
            }
        } finally {
            lock.unlock();
        }
    }

    void acknowledge(Subscription subscription, List<String> ackIds) {
        lock.lock();
        try {
            ackIds.forEach(subscription.queue()::acknowledge);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void extend(Subscription subscription, List<String> ackIds, Duration deadline) {
        lock.lock();
        try {
            ackIds.forEach(id -> subscription.queue().extend(id, domain.clock(), deadline));
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
