package dev.footbridge.gchat;

import dev.footbridge.core.message.InboundEvent;
import java.util.List;
import java.util.Optional;

/**
 * What a body says.
 *
 * @param ignored why there is no event for us, a fixed word; empty when there is one
 */
record GchatParsed(List<InboundEvent> events, String ignored) {

    GchatParsed {
        events = List.copyOf(events);
    }

    static GchatParsed of(InboundEvent event) {
        return new GchatParsed(List.of(event), "");
    }

    static GchatParsed all(List<InboundEvent> events, String orElse) {
        return new GchatParsed(events, events.isEmpty() ? orElse : "");
    }

    static GchatParsed ignored(String reason) {
        return new GchatParsed(List.of(), reason);
    }

    /** The event, or {@code incomplete} when a member that it needs is missing. */
    static GchatParsed ofOptional(Optional<? extends InboundEvent> event) {
        return event.isPresent() ? of(event.get()) : ignored("incomplete");
    }
}
