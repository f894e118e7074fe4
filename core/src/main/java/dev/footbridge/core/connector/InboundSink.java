package dev.footbridge.core.connector;

import dev.footbridge.core.message.InboundEvent;
import java.util.List;

/** Takes what a platform told. */
public interface InboundSink {

    /**
     * Accepts all events or none; returns once they survive a crash. Blocks a few milliseconds. Called concurrently;
     * the same event may come several times.
     *
     * @throws InboundRefusedException when they could not be stored; the platform must send them again
     */
    void accept(List<InboundEvent> events) throws InboundRefusedException;

    /** Counts something a platform told that is not for us. {@code reason} is a short fixed word, never content. */
    default void ignored(String reason) {}

    /** Counts a request that was not proved or not understood. {@code reason} is a short fixed word, never content. */
    default void rejected(String reason) {}
}
