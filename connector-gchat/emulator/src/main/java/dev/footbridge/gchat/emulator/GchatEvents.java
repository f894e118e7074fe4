package dev.footbridge.gchat.emulator;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How events leave the organisation: Pub/Sub, Workspace Events and the app's HTTP endpoint, as their owners set them up. */
public final class GchatEvents {
    private final Domain domain;
    private final GchatPeople people;
    private final Pubsub pubsub;
    private final EventSubscriptions subscriptions;
    private final EventSubscriptionMethods methods;
    private final Interactions interactions;
    private final GchatRequests requests;

    GchatEvents(
            Domain domain,
            GchatPeople people,
            Pubsub pubsub,
            EventSubscriptions subscriptions,
            EventSubscriptionMethods methods,
            Interactions interactions,
            GchatRequests requests) {
        this.domain = domain;
        this.people = people;
        this.pubsub = pubsub;
        this.subscriptions = subscriptions;
        this.methods = methods;
        this.interactions = interactions;
        this.requests = requests;
        addTopic("chat-events");
    }

    private String project() {
        return "projects/" + domain.identity().projectId();
    }

    /** The topic that is there from the start, to which Chat may publish. */
    public String topic() {
        return project() + "/topics/chat-events";
    }

    /** Adds a topic to which Chat may publish. Returns its name. */
    public String addTopic(String id) {
        String name = project() + "/topics/" + id;
        pubsub.grant(name, Set.of(Pubsub.CHAT_PUBLISHER));
        return name;
    }

    /** Takes the right to publish away from Chat: subscriptions are suspended at the next event. */
    public void forbid(String topic) {
        pubsub.grant(topic, Set.of());
    }

    /** Gives the right to publish back. */
    public void allow(String topic) {
        pubsub.grant(topic, Set.of(Pubsub.CHAT_PUBLISHER));
    }

    /** The service account whose tokens pushes carry. */
    public String pushAccount() {
        return pushAccount(domain);
    }

    static String pushAccount(Domain domain) {
        return "push@" + domain.identity().projectId() + ".iam.gserviceaccount.com";
    }

    /** Adds a Pub/Sub subscription of the first topic, ordered, to be pulled. Returns its name. */
    public String addPullSubscription() {
        return add(Optional.empty());
    }

    /** Adds a Pub/Sub subscription of the first topic, ordered, that pushes with a token for this address. Returns its name. */
    public String addPushSubscription(URI endpoint) {
        return add(Optional.of(endpoint));
    }

    private String add(Optional<URI> endpoint) {
        String name = project() + "/subscriptions/events-" + domain.ids().letters(12);
        pubsub.add(new Pubsub.Subscription(
                name,
                topic(),
                Duration.ofSeconds(10),
                true,
                endpoint,
                endpoint.map(URI::toString).orElse(""),
                endpoint.isPresent() ? pushAccount() : "",
                new PubsubQueue(domain.ids(), true)));
        return name;
    }

    public void removeSubscription(String pubsubSubscription) {
        pubsub.remove(pubsubSubscription);
    }

    /** From now on the app is called at this address when people address it. */
    public void connectApp(URI endpoint, GchatEmulator.Format format, GchatEmulator.Audience audience) {
        interactions.connect(Optional.of(new Interactions.Connection(endpoint, format, audience)));
    }

    public void disconnectApp() {
        interactions.connect(Optional.empty());
    }

    /** A person clicks a button of a card. */
    public void click(String user, String space, String messageId, String function, Map<String, String> parameters) {
        synchronized (domain) {
            ChatSpace room = people.space(space);
            interactions.click(people.user(user), GchatPeople.message(room, messageId), function, parameters);
        }
    }

    /** Names of the live subscriptions of Workspace Events. */
    public List<String> workspaceSubscriptions() {
        synchronized (domain) {
            return subscriptions.all().stream().map(EventSubscription::name).toList();
        }
    }

    /** Suspends a subscription of Workspace Events with one of the vendor's reasons, and says so. */
    public void suspend(String workspaceSubscription, String reason) {
        synchronized (domain) {
            subscriptions
                    .find(workspaceSubscription.substring(workspaceSubscription.indexOf('/') + 1))
                    .ifPresent(one -> subscriptions.suspend(one, reason));
        }
    }

    /** Ends a subscription of Workspace Events as if its time had come, and says so. */
    public void expire(String workspaceSubscription) {
        synchronized (domain) {
            subscriptions
                    .find(workspaceSubscription.substring(workspaceSubscription.indexOf('/') + 1))
                    .ifPresent(subscriptions::expire);
        }
    }

    /** Ends all subscriptions of Workspace Events silently, as if they had never been. */
    public void forgetWorkspaceSubscriptions() {
        synchronized (domain) {
            subscriptions.all().forEach(one -> subscriptions.remove(one.id()));
        }
    }

    /** Does what the clock asks for now, instead of within a second: reminders and the end of leases. */
    public void advance() {
        synchronized (domain) {
            subscriptions.advance();
        }
    }

    /** Whether long-running operations are not done in their first answer. Defaults to false. */
    public void slowOperations(boolean on) {
        methods.slow(on);
    }

    /** Whether event payloads tell the names of members. Defaults to false: ids and types, as in the vendor's examples. */
    public void namesInEvents(boolean on) {
        synchronized (domain) {
            subscriptions.namesInEvents(on);
        }
    }

    /** Requests as Google would send them, to be tampered with. */
    public GchatRequests requests() {
        return requests;
    }
}
