package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.services.chat.v1.model.Attachment;
import com.google.api.services.chat.v1.model.AttachmentDataRef;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.http.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Uploads files to a space, which only accounts may; apps may read them.
 *
 * @see <a href="https://developers.google.com/workspace/chat/upload-media-attachments">Upload media as a file
 *     attachment</a>
 */
final class GchatUploads {

    /** The vendor's limit for one file. */
    private static final long MAX_BYTES = 209_715_200;

    /** What Google keeps out of mail and Chat alike. */
    private static final Set<String> REFUSED = Set.of(
            "ade", "adp", "apk", "bat", "chm", "cmd", "com", "cpl", "dll", "exe", "hta", "ins", "isp", "jar", "js",
            "jse", "lib", "lnk", "mde", "msc", "msi", "msp", "mst", "nsh", "pif", "scr", "sct", "shb", "sys", "vb",
            "vbe", "vbs", "vxd", "wsc", "wsf", "wsh");

    private final GchatApi api;
    private final GchatIds ids;

    GchatUploads(GchatApi api, GchatIds ids) {
        this.api = api;
        this.ids = ids;
    }

    static FileLimits limits(GchatAuth auth) {
        return auth.isDelegated() ? new FileLimits(MAX_BYTES, 1, false, REFUSED) : FileLimits.NONE;
    }

    /** Uploads a file, which nobody sees before a message has it. */
    Attachment upload(ChannelId channel, Upload file) throws ConnectorException, InterruptedException {
        JsonNode answer;
        try {
            answer =
                    api.upload(Map.of("space", ids.name(channel)), Json.object().put("filename", file.name()), file);
        } catch (ConnectorException e) {
            throw e.withoutEffect();
        }
        AttachmentDataRef reference = new AttachmentDataRef();
        Optional<String> token = Json.nonBlank(answer, "attachmentDataRef", "attachmentUploadToken");
        Optional<String> resource = Json.nonBlank(answer, "attachmentDataRef", "resourceName");
        if (token.isEmpty() && resource.isEmpty()) {
            throw GchatErrors.odd(GchatCall.UPLOAD, 200, "no_reference").withoutEffect();
        }
        token.ifPresent(reference::setAttachmentUploadToken);
        resource.ifPresent(reference::setResourceName);
        return new Attachment().setAttachmentDataRef(reference);
    }
}
