package dev.footbridge.core.connector;

import java.net.URI;
import java.util.Set;

/** Gives people access to documents of this platform. A host calls it only when an operator's policy says so. */
public interface Sharing {

    /** What people may do with a document. */
    enum Role {
        VIEW,
        COMMENT,
        EDIT
    }

    /** Whether the link has the shape of a document of this platform; no I/O. */
    boolean recognises(URI document);

    /**
     * Invites people by e-mail address. Who has access already keeps it, never with a wider role than before. Blocks; may
     * make several requests; may be called twice.
     */
    void share(URI document, Set<String> addresses, Role role) throws ConnectorException, InterruptedException;
}
