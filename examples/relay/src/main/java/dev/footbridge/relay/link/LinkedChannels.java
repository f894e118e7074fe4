package dev.footbridge.relay.link;

import java.util.Optional;

/** What links need to know of the bridges, as they are now. */
public interface LinkedChannels {

    /** A channel by the ledger's number; empty when it is not bridged any more. */
    Optional<LinkedChannel> find(long channel);

    /** Whether messages go from one channel to another. */
    boolean carries(long from, long to);
}
