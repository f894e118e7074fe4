package dev.footbridge.core.connector;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The documents of one storage behind links: which they are, who can open them, and giving people access. A further
 * storage is one class of this type. People are mail addresses, upper and lower case alike.
 */
public interface Sharing {

    /** What people may do with a document, the least first. */
    enum Role {
        VIEW,
        COMMENT,
        EDIT;

        /** The lesser of the two. */
        public Role atMost(Role other) {
            return compareTo(other) <= 0 ? this : other;
        }
    }

    /** The document that a link leads to by its shape; empty when it is none of this storage. No I/O. */
    Optional<DocumentLink> identify(URI link);

    /**
     * Who of these people can open the document. Blocks; may make several requests; changes nothing, and never uses the
     * link up in the name of the credentials.
     *
     * @throws ConnectorException NOT_FOUND when there is none or these credentials cannot see it, UNSUPPORTED when the
     *     storage does not tell for this kind of link
     */
    DocumentAccess check(URI link, Set<String> addresses) throws ConnectorException, InterruptedException;

    /**
     * Gives those of these people who cannot open the document the role that the link gives, or a lesser one where {@code
     * most} or the storage says so; never a wider one, and nothing where the link gives nothing. Who can open it keeps what
     * they have. Blocks; may make several requests; may be called twice. A host calls it only when an operator's policy
     * says so, and tells the author.
     *
     * @throws ConnectorException as {@link #check}; when some people got access before the failure, a second call goes on
     */
    DocumentShare share(URI link, Set<String> addresses, Role most) throws ConnectorException, InterruptedException;
}
