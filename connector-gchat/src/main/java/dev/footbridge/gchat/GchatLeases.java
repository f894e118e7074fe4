package dev.footbridge.gchat;

import dev.footbridge.core.id.ChannelId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The subscriptions to events that are known to live, and which of them need a look. Safe for concurrent use. */
final class GchatLeases {

    private static final int MOST = 10_000;

    /** @param name {@code subscriptions/…} */
    record Lease(String name, ChannelId channel, Instant renewAt) {}

    private final Map<String, Lease> live = new ConcurrentHashMap<>();
    private final Set<String> doubtful = ConcurrentHashMap.newKeySet();

    void put(Lease lease) {
        if (live.size() < MOST || live.containsKey(lease.name())) {
            live.put(lease.name(), lease);
        }
    }

    void remove(String name) {
        live.remove(name);
        doubtful.remove(name);
    }

    void clear() {
        live.clear();
        doubtful.clear();
    }

    /** Google says that it ends soon or is suspended; only what is ours is remembered. */
    void doubt(String name) {
        if (live.containsKey(name)) {
            doubtful.add(name);
        }
    }

    boolean isDoubtful(String name) {
        return doubtful.contains(name);
    }

    void trust(String name) {
        doubtful.remove(name);
    }

    Optional<ChannelId> channel(String name) {
        return Optional.ofNullable(live.get(name)).map(Lease::channel);
    }

    Optional<Lease> of(ChannelId channel) {
        return live.values().stream()
                .filter(lease -> lease.channel().equals(channel))
                .findFirst();
    }

    List<Lease> all() {
        return List.copyOf(live.values());
    }
}
