package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.models.Subscription;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.http.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscription per channel and chat. The platform allows no second one of the same app, ends each after three days,
 * and checks the address while it creates one.
 *
 * @see <a href="https://learn.microsoft.com/graph/teams-changenotifications-chatmessage">Change notifications for
 *     messages</a>
 */
final class TeamsSubscriptions implements Subscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(TeamsSubscriptions.class);

    static final String CHANGE_TYPES = "created,updated,deleted";
    static final String LIFECYCLE_PATH = "/lifecycle";

    /** The platform's most is 4,320 minutes; an hour less leaves room for clocks that differ. */
    static final Duration LIFETIME = Duration.ofMinutes(4_260);

    /** Looking after what the platform told in the meantime costs no call when there is nothing to do. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

    private static final int MAX_PAGES = 100;

    /** @param adopted made in an earlier life of this connector, perhaps with another secret */
    private record Live(String id, ChannelId channel, Instant renewAt, boolean adopted) {}

    private final TeamsApi api;
    private final TeamsIds ids;
    private final Secret clientState;
    private final TeamsNotificationKeys keys;
    private final Clock clock;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Live> live = new ConcurrentHashMap<>();
    private final Set<String> doubtful = ConcurrentHashMap.newKeySet();
    private final Set<String> outdated = ConcurrentHashMap.newKeySet();
    private final AtomicInteger creating = new AtomicInteger();
    private volatile @Nullable URI listedFor;

    TeamsSubscriptions(TeamsApi api, TeamsIds ids, Secret clientState, TeamsNotificationKeys keys, Clock clock) {
        this.api = api;
        this.ids = ids;
        this.clientState = clientState;
        this.keys = keys;
        this.clock = clock;
    }

    /** Whether the platform is checking our address right now. */
    boolean isCreating() {
        return creating.get() > 0;
    }

    /** Whether a subscription that is not known here can only be somebody else's. */
    boolean isComplete() {
        return listedFor != null && !isCreating();
    }

    Optional<ChannelId> channel(String subscriptionId) {
        return Optional.ofNullable(live.get(subscriptionId)).map(Live::channel);
    }

    /** The platform asks for a sign of life. */
    void reauthorizationRequired(String subscriptionId) {
        doubtful.add(subscriptionId);
    }

    /** The platform has ended it. */
    void removed(String subscriptionId) {
        live.remove(subscriptionId);
    }

    /**
     * One of ours came with another secret. When it is from an earlier life, the configuration may have changed since: then
     * it is made anew, once. Whoever knows an id can cause no more than that.
     */
    void otherSecret(String subscriptionId) {
        Live one = live.get(subscriptionId);
        if (one != null && one.adopted()) {
            outdated.add(subscriptionId);
        }
    }

    @Override
    public Instant ensure(Set<ChannelId> channels, URI address) throws ConnectorException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Map<ChannelId, TeamsPlace> wanted = new LinkedHashMap<>();
            for (ChannelId channel : channels) {
                wanted.put(channel, ids.place(channel));
            }
            if (!address.equals(listedFor)) {
                adopt(wanted, address);
            }
            removeSurplus(wanted.keySet());
            fetchKeys();
            List<ConnectorException> failures = new ArrayList<>();
            for (Map.Entry<ChannelId, TeamsPlace> entry : wanted.entrySet()) {
                try {
                    ensure(entry.getKey(), entry.getValue(), address);
                } catch (ConnectorException e) {
                    // One closed channel must not keep the others from their events.
                    failures.add(e);
                }
            }
            if (!failures.isEmpty()) {
                throw failures.get(0);
            }
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** Notifications with resource data need them; without, they count as hints. */
    private void fetchKeys() throws InterruptedException {
        try {
            keys.fetch();
        } catch (ConnectorException e) {
            LOG.warn("Keys of validation tokens could not be fetched: {}", e.getMessage());
        }
    }

    private Instant next() {
        Instant latest = clock.instant().plus(LOOK_AGAIN);
        return live.values().stream()
                .map(Live::renewAt)
                .filter(latest::isAfter)
                .min(Instant::compareTo)
                .orElse(latest);
    }

    private void ensure(ChannelId channel, TeamsPlace place, URI address)
            throws ConnectorException, InterruptedException {
        Optional<Live> found = live.values().stream()
                .filter(one -> one.channel().equals(channel))
                .findFirst();
        if (found.isEmpty()) {
            create(channel, place, address);
            return;
        }
        Live one = found.get();
        try {
            if (!clock.instant().isBefore(one.renewAt())) {
                renew(one);
            } else if (doubtful.contains(one.id())) {
                api.call(TeamsCall.REAUTHORIZE_SUBSCRIPTION, path(one.id()), Map.of());
            }
            doubtful.remove(one.id());
        } catch (ConnectorException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            live.remove(one.id());
            create(channel, place, address);
        }
    }

    private static Map<String, String> path(String subscriptionId) {
        return Map.of("subscription-id", subscriptionId);
    }

    /** Renewing also reauthorizes. */
    private void renew(Live one) throws ConnectorException, InterruptedException {
        Subscription change = new Subscription();
        Instant until = clock.instant().plus(LIFETIME);
        change.setExpirationDateTime(until.atOffset(ZoneOffset.UTC));
        JsonNode answer = api.call(TeamsCall.RENEW_SUBSCRIPTION, path(one.id()), change);
        keep(
                one.id(),
                one.channel(),
                TeamsMessages.instant(answer, "expirationDateTime").orElse(until),
                one.adopted());
    }

    private void keep(String id, ChannelId channel, Instant expiresAt, boolean adopted) {
        Instant now = clock.instant();
        Duration left = Duration.between(now, expiresAt);
        live.put(id, new Live(id, channel, now.plus(left.dividedBy(2)), adopted));
    }

    private void create(ChannelId channel, TeamsPlace place, URI address)
            throws ConnectorException, InterruptedException {
        try {
            createOnce(channel, place, address);
        } catch (ConnectorException e) {
            if (!e.code().equals(TeamsErrors.CONFLICT)) {
                throw e;
            }
            // Only one per app and channel: what is in the way points to an address that we no longer have.
            for (TeamsSubscription other : list()) {
                if (other.isOf(place)) {
                    delete(other.id());
                }
            }
            createOnce(channel, place, address);
        }
    }

    private void createOnce(ChannelId channel, TeamsPlace place, URI address)
            throws ConnectorException, InterruptedException {
        Instant until = clock.instant().plus(LIFETIME);
        Subscription wanted = new Subscription();
        wanted.setChangeType(CHANGE_TYPES);
        wanted.setResource(place.messagesResource());
        wanted.setNotificationUrl(address.toString());
        wanted.setLifecycleNotificationUrl(address + LIFECYCLE_PATH);
        wanted.setExpirationDateTime(until.atOffset(ZoneOffset.UTC));
        wanted.setClientState(clientState.reveal());
        keys.decryption().map(TeamsDecryption::newest).ifPresent(certificate -> {
            wanted.setIncludeResourceData(true);
            wanted.setEncryptionCertificate(certificate.base64());
            wanted.setEncryptionCertificateId(certificate.id());
        });
        TeamsCall call = place instanceof TeamsPlace.InChat ? TeamsCall.SUBSCRIBE_CHAT : TeamsCall.SUBSCRIBE_CHANNEL;
        creating.incrementAndGet();
        try {
            JsonNode answer = api.call(call, Map.of(), wanted);
            String id = Json.nonBlank(answer, "id")
                    .orElseThrow(() -> ConnectorException.of(
                            Kind.UNAVAILABLE, "odd_answer", "A new subscription was answered without its id"));
            keep(
                    id,
                    channel,
                    TeamsMessages.instant(answer, "expirationDateTime").orElse(until),
                    false);
        } finally {
            creating.decrementAndGet();
        }
    }

    /** Finds what an earlier life of this connector left behind. */
    private void adopt(Map<ChannelId, TeamsPlace> wanted, URI address) throws ConnectorException, InterruptedException {
        List<TeamsSubscription> all = list();
        live.clear();
        Optional<String> certificate = keys.decryption().map(key -> key.newest().id());
        for (TeamsSubscription one : all) {
            if (!one.notificationUrl().equals(address.toString())) {
                continue;
            }
            Optional<ChannelId> channel = wanted.entrySet().stream()
                    .filter(entry -> one.isOf(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .filter(key -> live.values().stream()
                            .noneMatch(kept -> kept.channel().equals(key)))
                    .findFirst();
            boolean fits = one.fits(CHANGE_TYPES, address + LIFECYCLE_PATH, clientState.reveal(), certificate);
            if (channel.isPresent() && fits) {
                Instant renewAt = one.expiresAt().minus(LIFETIME.dividedBy(2));
                live.put(one.id(), new Live(one.id(), channel.get(), renewAt, true));
            } else {
                delete(one.id());
            }
        }
        listedFor = address;
    }

    private void removeSurplus(Set<ChannelId> wanted) throws ConnectorException, InterruptedException {
        for (Live one : List.copyOf(live.values())) {
            if (!wanted.contains(one.channel()) || outdated.remove(one.id())) {
                delete(one.id());
                live.remove(one.id());
            }
        }
    }

    private void delete(String id) throws ConnectorException, InterruptedException {
        try {
            api.call(TeamsCall.DELETE_SUBSCRIPTION, path(id), Map.of());
        } catch (ConnectorException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    private List<TeamsSubscription> list() throws ConnectorException, InterruptedException {
        List<TeamsSubscription> found = new ArrayList<>();
        JsonNode page = api.call(TeamsCall.LIST_SUBSCRIPTIONS, Map.of(), Map.of());
        for (int i = 0; i < MAX_PAGES; i++) {
            Json.items(page, "value").stream()
                    .flatMap(node -> TeamsSubscription.read(node).stream())
                    .forEach(found::add);
            Optional<String> next = Json.nonBlank(page, "@odata.nextLink");
            if (next.isEmpty()) {
                return found;
            }
            page = api.next(TeamsCall.LIST_SUBSCRIPTIONS, next.get());
        }
        return found;
    }
}
