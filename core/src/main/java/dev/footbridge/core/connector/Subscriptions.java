package dev.footbridge.core.connector;

import dev.footbridge.core.id.ChannelId;
import java.net.URI;
import java.time.Instant;
import java.util.Set;

/** Asks the platform to send the events of some channels. */
public interface Subscriptions {

    /**
     * Makes sure that exactly these channels are subscribed to this address: creates, renews, repairs, removes. May be
     * called at any time; doing nothing is the usual case. The webhook address must be answering already, as platforms
     * check it. Blocks.
     *
     * @param address public address of this connector's webhooks, without trailing slash; one in {@code .invalid}, where
     *     nobody answers, when the events come by {@link Connector#stream} and the host has no public address
     * @return when to call again at the latest
     */
    Instant ensure(Set<ChannelId> channels, URI address) throws ConnectorException, InterruptedException;
}
