package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.WorkspaceId;
import java.time.Duration;

/**
 * Told what a {@link LaneDelivery} does, for metrics; never content. Called on the delivery's threads, concurrently: must
 * be quick and must not throw.
 */
public interface DeliveryObserver {
    /** Why a lane waits. */
    enum Wait {
        /** The documented rate limit. */
        PACING,
        /** The platform said "too many". */
        THROTTLED,
        /** The platform is not available. */
        BACKOFF,
        /** A post's answer was lost; it may still show up. */
        SETTLING,
        /** The credentials are not accepted. */
        UNAUTHORIZED
    }

    /** How a post whose answer was lost was resolved. */
    enum Ambiguity {
        /** It had happened; its message was found. */
        FOUND,
        /** It was there more than once; one was kept, this one was removed. */
        DUPLICATE_REMOVED,
        /** It is there more than once, and the platform does not let us remove this one. */
        DUPLICATE_LEFT,
        /** It had not happened and is posted again. */
        RETRIED,
        /** Nobody can tell; it is posted again by policy. */
        RETRIED_BLINDLY,
        /** Nobody can tell; it is given up by policy or because its time was over. */
        GIVEN_UP
    }

    /** A call goes out. */
    default void attempted(ChannelId channel, Verb verb) {}

    /** A call came back without success. */
    default void failed(ChannelId channel, Verb verb, ConnectorException reason) {}

    /** A lane waits; it holds no thread. {@code atLeast} is zero when the end is not known. */
    default void waiting(ChannelId channel, Wait why, Duration atLeast) {}

    /** A lost answer was resolved. */
    default void ambiguous(ChannelId channel, Ambiguity how) {}

    /** An operation is over, this long after it was submitted. */
    default void finished(ChannelId channel, Outcome outcome, Duration age) {}

    /** The credentials of a workspace are not accepted; its lanes stand still. */
    default void paused(WorkspaceId workspace) {}

    /** The lanes of a workspace go on. */
    default void resumed(WorkspaceId workspace) {}

    /** The journal failed; this lane stands still until the delivery is closed. */
    default void broken(ChannelId channel) {}

    /** Tells nobody. */
    static DeliveryObserver none() {
        return new DeliveryObserver() {};
    }
}
