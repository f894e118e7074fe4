package dev.footbridge.gchat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.id.FileId;

/**
 * Reads files that were uploaded to a space.
 *
 * @see <a href="https://developers.google.com/workspace/chat/download-media-attachments">Download media as a file
 *     attachment</a>
 */
final class GchatDownloads implements Downloads {

    private final GchatApi api;
    private final GchatIds ids;

    GchatDownloads(GchatApi api, GchatIds ids) {
        this.api = api;
        this.ids = ids;
    }

    @Override
    public Download open(FileId file, long from) throws ConnectorException, InterruptedException {
        return api.download(ids.raw(file), from);
    }
}
