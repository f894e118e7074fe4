package dev.footbridge.webex.emulator;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** All webhooks. Safe for concurrent use: deliveries look here for secrets. */
final class WebhookBook {
    private final Map<String, Webhook> webhooks = new ConcurrentSkipListMap<>();

    void add(Webhook webhook) {
        webhooks.put(webhook.id(), webhook);
    }

    void remove(Webhook webhook) {
        webhooks.remove(webhook.id());
    }

    Optional<Webhook> find(String id) {
        return Optional.ofNullable(webhooks.get(id));
    }

    Collection<Webhook> all() {
        return webhooks.values();
    }
}
