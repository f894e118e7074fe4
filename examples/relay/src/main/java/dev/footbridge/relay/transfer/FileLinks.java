package dev.footbridge.relay.transfer;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import java.net.URI;
import java.util.Optional;

/** Links to files that are not copied: who follows one is asked who they are. */
@FunctionalInterface
public interface FileLinks {

    /**
     * A link to one file of a message for the people of one channel; the same one each time it is asked for. May write to
     * the ledger, so never on its writer thread; safe for concurrent use. Empty when there is no link service, or not for this file.
     *
     * @param group the ledger's number of the message
     * @param file the file at its source
     * @param target where the link is shown
     */
    Optional<URI> link(long group, FileId file, ChannelId target);

    /** There is no link service. */
    static FileLinks none() {
        return (group, file, target) -> Optional.empty();
    }
}
