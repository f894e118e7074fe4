package dev.footbridge.webex;

import dev.footbridge.core.connector.BoundedMap;
import dev.footbridge.core.id.ChannelId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rooms that matter to the host, and where they went: a room that migrates to another region has another id from then
 * on. Bounded; safe for concurrent use.
 */
final class WebexRooms {

    private static final int MOST = 10_000;

    private final Set<ChannelId> direct = ConcurrentHashMap.newKeySet();
    private final Map<String, ChannelId> byUuid = new ConcurrentHashMap<>();
    private final Map<ChannelId, ChannelId> moved = new BoundedMap<>(MOST);

    /** The host asked about this room. */
    void add(ChannelId room) {
        if (byUuid.size() < MOST) {
            byUuid.putIfAbsent(WebexIds.uuid(room.value()), room);
        }
    }

    /** The id under which the host knows a room whose id is another one now. */
    Optional<ChannelId> formerly(ChannelId now) {
        return Optional.ofNullable(byUuid.get(WebexIds.uuid(now.value()))).filter(known -> !known.equals(now));
    }

    void moved(ChannelId from, ChannelId to) {
        if (from.equals(to)) {
            return;
        }
        synchronized (moved) {
            moved.remove(to);
            moved.replaceAll((old, current) -> current.equals(from) ? to : current);
            moved.put(from, to);
        }
        byUuid.remove(WebexIds.uuid(from.value()));
        add(to);
    }

    /** The id that the platform takes now. */
    ChannelId current(ChannelId room) {
        synchronized (moved) {
            return moved.getOrDefault(room, room);
        }
    }

    void learnDirect(ChannelId room) {
        if (direct.size() < MOST) {
            direct.add(room);
        }
    }

    boolean isDirect(ChannelId room) {
        return direct.contains(room);
    }
}
