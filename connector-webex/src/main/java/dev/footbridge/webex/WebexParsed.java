package dev.footbridge.webex;

import dev.footbridge.core.message.InboundEvent;
import java.util.List;
import java.util.Optional;

/**
 * What a webhook says.
 *
 * @param ignored why there is no event for us, a fixed word; empty when there is one
 */
record WebexParsed(List<InboundEvent> events, String ignored) {

    WebexParsed {
        events = List.copyOf(events);
    }

    static WebexParsed ignored(String reason) {
        return new WebexParsed(List.of(), reason);
    }

    /** The event, or {@code incomplete} when a member that it needs is missing. */
    static WebexParsed ofOptional(Optional<? extends InboundEvent> event) {
        return event.map(found -> new WebexParsed(List.of(found), "")).orElseGet(() -> ignored("incomplete"));
    }
}
