package dev.footbridge.core.delivery;

import java.util.concurrent.CompletableFuture;

/**
 * Carries operations to channels. Operations of one channel run one after the other in the order of submission; channels
 * do not wait for each other.
 */
public interface Delivery extends AutoCloseable {

    /**
     * Puts an operation at the end of its channel's lane. Never blocks on the platform. The future always completes with
     * data, also for failures; it completes exceptionally only when the journal failed, and then the lane stops until
     * it is {@linkplain #close closed}.
     */
    CompletableFuture<Outcome> submit(Outbound outbound);

    /** Stops taking operations, lets calls in flight end, and gives up waiting ones as {@link Outcome.Expired}. */
    @Override
    void close();
}
