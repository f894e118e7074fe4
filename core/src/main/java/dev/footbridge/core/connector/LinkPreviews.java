package dev.footbridge.core.connector;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Tells what stands behind a link to something of this platform, wherever the link was pasted. */
public interface LinkPreviews {

    /**
     * What people see of a linked thing. Content: heap only.
     *
     * @param title its name
     * @param picture an address that anybody can read
     * @param owner display name of the person it belongs to
     */
    record LinkPreview(
            URI link, String title, Optional<URI> picture, Optional<String> owner, Optional<Instant> modifiedAt) {

        /** Never the content. */
        @Override
        public String toString() {
            return "LinkPreview[]";
        }
    }

    /** Whether the link has the shape of one that this connector can tell about; no I/O. */
    boolean recognises(URI link);

    /** One request. Empty when it does not exist or these credentials cannot see it. */
    Optional<LinkPreview> preview(URI link) throws ConnectorException, InterruptedException;
}
