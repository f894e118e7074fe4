package dev.footbridge.core.connector;

import java.time.Instant;

/** A span of time by creation of the messages, both ends included. */
public record Window(Instant from, Instant to) {

    public Window {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a window ends after it begins");
        }
    }
}
