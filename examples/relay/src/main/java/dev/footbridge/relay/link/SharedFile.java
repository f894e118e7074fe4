package dev.footbridge.relay.link;

import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.message.Attachment;
import java.time.Instant;

/** A file that somebody may have, as its message at the source tells it now. */
record SharedFile(KnownLink link, String author, Instant sharedAt, Attachment attachment, Downloads downloads) {

    /** Never names. */
    @Override
    public String toString() {
        return "SharedFile[" + attachment.id() + "]";
    }
}
