package dev.footbridge.relay.bridge;

import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.relay.transfer.TransferObserver;
import java.time.Duration;

/**
 * Is told what happens, for metrics. Reasons and codes are short fixed words, never content. Called concurrently and
 * often: return at once.
 */
public interface EngineObserver extends TransferObserver {

    /** Events arrived, duplicates included. */
    default void received(String connector, int events) {}

    /** An event had been here before. */
    default void duplicate(String connector) {}

    /** An event needed nothing to be done. */
    default void ignored(String connector, String reason) {}

    /** A request was not proved or not understood. */
    default void rejected(String connector, String reason) {}

    /** An operation is done; {@code age} since its event was accepted by this process, zero after a restart. */
    default void delivered(String operation, ChannelId target, Duration age) {}

    /** An operation had nothing left to do: its message is gone at the source, or the copy at the target. */
    default void vanished(String operation, ChannelId target) {}

    /** An operation was given up. */
    default void dead(String operation, ChannelId target, String reason) {}

    /** Something of a message did not cross whole; {@code source} is the platform where it was written. */
    default void lost(Platform source, ChannelId target, Loss loss) {}

    /** Content was not in the heap any more and had to be read again. */
    default void reread(ChannelId source, int calls, int messages) {}

    /** A comparison of a channel's history with the ledger ended. */
    default void repaired(ChannelId channel, int seen, int applied, int missing) {}

    /** A group for single sign-on was changed, {@code added} or {@code removed}, or could not be kept, {@code failed}. */
    default void groupChanged(String connector, String change) {}

    /** How many scopes are in this state, by what the connector's credentials held when they were checked. */
    default void scopes(String connector, String state, int count) {}

    /** Hears nothing. */
    static EngineObserver none() {
        return new EngineObserver() {};
    }
}
