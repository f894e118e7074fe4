package dev.footbridge.webex;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.message.InboundEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the host must know of rooms although no webhook said so: that events may have been lost, that a room has another id. One
 * of each per room. Safe for concurrent use.
 */
final class WebexGaps {

    private final Map<ChannelId, InboundEvent.Gap> pending = new LinkedHashMap<>();

    private final Map<ChannelId, InboundEvent> moves = new LinkedHashMap<>();

    /** A room migrated while nobody listened. */
    synchronized void moved(ChannelId from, ChannelId to) {
        moves.put(from, new InboundEvent.ChannelChanged("room:moved:" + to.value(), from, Optional.of(to)));
    }

    /** @param at when it was noticed; makes the event's id */
    synchronized void add(Collection<ChannelId> rooms, Optional<Instant> since, Instant at) {
        for (ChannelId room : rooms) {
            InboundEvent.Gap known = pending.get(room);
            Optional<Instant> start = known == null ? since : earlier(known.since(), since);
            pending.put(room, new InboundEvent.Gap("gap:" + at.toEpochMilli() + ":" + room.value(), room, start));
        }
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        return one.get().isBefore(other.get()) ? one : other;
    }

    synchronized List<InboundEvent> take() {
        List<InboundEvent> taken = new ArrayList<>(moves.values());
        taken.addAll(pending.values());
        moves.clear();
        pending.clear();
        return taken;
    }

    synchronized void giveBack(List<InboundEvent> events) {
        for (InboundEvent event : events) {
            if (event instanceof InboundEvent.Gap gap) {
                pending.putIfAbsent(gap.channel(), gap);
            } else {
                moves.putIfAbsent(event.channel(), event);
            }
        }
    }
}
