package dev.footbridge.teams.emulator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The live subscriptions of the tenant. An expired one is gone, as if it had been deleted. */
final class SubscriptionBook {
    /** Documented quotas: per app one for a channel or chat, ten per user for all of a user's chats. */
    private static final int PER_PLACE = 1;

    private static final int PER_USER = 10;

    private final Clock clock;
    private final Map<String, Subscription> byId = new ConcurrentHashMap<>();
    private final Map<String, List<Subscription>> byKey = new ConcurrentHashMap<>();

    SubscriptionBook(Clock clock) {
        this.clock = clock;
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    /** Refuses a duplicate (409) and what is over quota (403). */
    synchronized void checkRoom(Subscription wanted) {
        var own = live(wanted.resource().key()).stream()
                .filter(s -> s.appId().equals(wanted.appId()))
                .toList();
        if (own.stream().anyMatch(s -> isDuplicate(s, wanted))) {
            throw GraphFault.of(
                    409,
                    "Conflict",
                    "Subscription with the same change type and resource already exists for this application.");
        }
        var quota = wanted.resource().user().isPresent() ? PER_USER : PER_PLACE;
        if (own.size() >= quota) {
            throw GraphFault.of(
                    403,
                    "ExtensionError",
                    "Operation: Create; Exception: [Status Code: Forbidden; Reason: Subscription quota"
                            + " reached for this application and resource.]");
        }
    }

    synchronized void add(Subscription subscription) {
        checkRoom(subscription);
        put(subscription);
    }

    synchronized Optional<Subscription> find(String id) {
        dropExpired();
        return Optional.ofNullable(byId.get(id));
    }

    synchronized List<Subscription> all() {
        dropExpired();
        return List.copyOf(byId.values());
    }

    /** Replaces a subscription; empty when it is gone. */
    synchronized Optional<Subscription> change(String id, UnaryOperator<Subscription> change) {
        var before = find(id);
        before.ifPresent(s -> {
            remove(s.id());
            put(change.apply(s));
        });
        return find(id);
    }

    synchronized Optional<Subscription> remove(String id) {
        var removed = byId.remove(id);
        if (removed == null) {
            return Optional.empty();
        }
        byKey.computeIfPresent(removed.resource().key(), (k, list) -> without(list, id));
        return Optional.of(removed);
    }

    /** Subscriptions to a resource that have not expired. */
    List<Subscription> live(String key) {
        var list = byKey.get(key);
        if (list == null) {
            return List.of();
        }
        var now = clock.instant();
        return list.stream().filter(s -> !s.isExpired(now)).toList();
    }

    private static boolean isDuplicate(Subscription one, Subscription other) {
        return one.changeTypes().equals(other.changeTypes())
                && one.resource().mentionOf().equals(other.resource().mentionOf())
                && one.creatorId().equals(other.creatorId());
    }

    private void put(Subscription subscription) {
        byId.put(subscription.id(), subscription);
        byKey.merge(subscription.resource().key(), List.of(subscription), (old, added) -> {
            var all = new ArrayList<>(old);
            all.addAll(added);
            return List.copyOf(all);
        });
    }

    private void dropExpired() {
        var now = clock.instant();
        byId.values().stream()
                .filter(s -> s.isExpired(now))
                .map(Subscription::id)
                .toList()
                .forEach(this::remove);
    }

    private static List<Subscription> without(List<Subscription> list, String id) {
        return list.stream().filter(s -> !s.id().equals(id)).toList();
    }
}
