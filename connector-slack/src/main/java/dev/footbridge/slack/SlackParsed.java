package dev.footbridge.slack;

import dev.footbridge.core.message.InboundEvent;
import java.util.List;
import java.util.Optional;

/**
 * What an envelope says.
 *
 * @param ignored why there is no event for us, a fixed word; empty when there is one
 */
record SlackParsed(List<InboundEvent> events, String ignored) {

    SlackParsed {
        events = List.copyOf(events);
    }

    static SlackParsed of(InboundEvent event) {
        return new SlackParsed(List.of(event), "");
    }

    static SlackParsed all(List<InboundEvent> events, String orElse) {
        return new SlackParsed(events, events.isEmpty() ? orElse : "");
    }

    static SlackParsed ignored(String reason) {
        return new SlackParsed(List.of(), reason);
    }

    /** The event, or {@code incomplete} when a member that it needs is missing. */
    static SlackParsed ofOptional(Optional<? extends InboundEvent> event) {
        return event.isPresent() ? of(event.get()) : ignored("incomplete");
    }
}
