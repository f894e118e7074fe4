package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.id.ChannelId;
import java.util.List;

/** One operation for one channel, made concrete only when its turn comes. */
public interface Outbound {

    /** The lane. */
    ChannelId channel();

    /**
     * Whether it moves files. Those of a channel have a lane and threads of their own, in order among themselves, so that
     * no words ever wait for bytes; the rate limits are shared.
     */
    default boolean streams() {
        return false;
    }

    /** Stable id of the operation, for journal and logs; never content. */
    String key();

    /**
     * The calls to make, in order; called when everything before it in the lane is done, so links of earlier messages
     * exist. May block and do I/O; a failure is retried like a failed call. An empty list completes the operation
     * without a call.
     */
    List<Action> resolve() throws ConnectorException, InterruptedException;
}
