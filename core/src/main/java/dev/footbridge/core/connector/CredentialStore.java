package dev.footbridge.core.connector;

import java.util.Optional;

/**
 * Keeps credentials that a platform rotates. {@code save} returns once the value will survive a crash: the connector
 * uses a new pair only after that.
 */
public interface CredentialStore {

    /** The last value saved under this name. May do I/O; safe for concurrent use. */
    Optional<Secret> load(String name);

    /** Saves a value; may be called twice with the same one. */
    void save(String name, Secret value);

    /** A store that forgets: good for credentials that do not rotate. */
    static CredentialStore none() {
        return new CredentialStore() {
            @Override
            public Optional<Secret> load(String name) {
                return Optional.empty();
            }

            @Override
            public void save(String name, Secret value) {}
        };
    }
}
