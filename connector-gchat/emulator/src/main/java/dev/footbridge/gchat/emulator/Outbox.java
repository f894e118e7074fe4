package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.Faults;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Everything that leaves, put together: Pub/Sub, Workspace Events, interaction events. */
final class Outbox implements AutoCloseable {
    private final Domain domain;
    private final GchatPeople people;
    private final GoogleTokens google;
    private final Pubsub pubsub;
    private final EventSubscriptions subscriptions;
    private final Interactions interactions;
    private final WebhookSender pushes;
    private final WebhookSender calls;
    private final ScheduledExecutorService timer;
    private final EventSubscriptionMethods methods;

    Outbox(
            Domain domain,
            GchatPeople people,
            Tokens tokens,
            GchatEmulatorBuilder settings,
            Faults faults,
            GoogleTokens google,
            MessageJson json) {
        this.domain = domain;
        this.people = people;
        this.google = google;
        PushPolicy policy = new PushPolicy(google);
        pushes = new WebhookSender(policy, settings.webhooks, faults, settings.clock);
        pubsub = new Pubsub(domain, pushes, policy, settings.pullWait);
        subscriptions = new EventSubscriptions(domain, pubsub, new EventJson(domain, json));
        interactions = new Interactions(domain, new InteractionJson(domain, json), google);
        calls = new WebhookSender(interactions, settings.webhooks, faults, settings.clock);
        interactions.sender(calls);
        methods = new EventSubscriptionMethods(domain, tokens, subscriptions);
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "gchat-leases");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::advance, 1, 1, TimeUnit.SECONDS);
    }

    private void advance() {
        synchronized (domain) {
            subscriptions.advance();
        }
    }

    void register(ChatApi api, Changes changes) {
        new PubsubMethods(pubsub, domain.ids()).register(api);
        methods.register(api);
        changes.add(subscriptions);
        changes.add(interactions);
    }

    GchatEvents events() {
        GchatRequests requests = new GchatRequests(
                domain, people, pubsub, subscriptions, interactions, google, GchatEvents.pushAccount(domain));
        return new GchatEvents(domain, people, pubsub, subscriptions, methods, interactions, requests);
    }

    /** For the inspector's log. */
    WebhookSender pushes() {
        return pushes;
    }

    boolean awaitIdle(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        return pushes.awaitIdle(timeout) && calls.awaitIdle(Duration.ofNanos(end - System.nanoTime()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        pubsub.close();
        pushes.close();
        calls.close();
    }
}
