package dev.footbridge.teams;

import dev.footbridge.core.connector.BoundedMap;
import dev.footbridge.core.id.FileId;
import java.util.Map;
import java.util.Optional;

/**
 * Where the files of messages seen lately are. They hold file names, so they are kept in memory only; what is forgotten is
 * read from the message again. Bounded; safe for concurrent use.
 */
final class TeamsAddresses {

    private static final int MOST = 2_000;
    private static final int LONGEST = 2_048;

    private final Map<FileId, String> addresses = new BoundedMap<>(MOST);

    synchronized void learn(FileId file, String address) {
        if (address.length() <= LONGEST) {
            addresses.put(file, address);
        }
    }

    synchronized Optional<String> find(FileId file) {
        return Optional.ofNullable(addresses.get(file));
    }
}
