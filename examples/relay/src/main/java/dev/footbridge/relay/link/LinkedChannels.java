package dev.footbridge.relay.link;

import dev.footbridge.relay.transfer.FileRules;
import java.util.Optional;

/** What links need to know of the bridges, as they are now. */
public interface LinkedChannels {

    /** A channel by the ledger's number; empty when it is not bridged any more. */
    Optional<LinkedChannel> find(long channel);

    /** Which files go from one channel to another; empty when no messages do. */
    Optional<FileRules> files(long from, long to);
}
