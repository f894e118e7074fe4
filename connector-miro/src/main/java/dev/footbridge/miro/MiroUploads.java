package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.Upload;
import java.util.OptionalLong;

/**
 * Puts files on boards: pictures, and documents for everything else.
 *
 * @see <a href="https://developers.miro.com/reference/create-image-item-using-file-from-device">Create image</a>
 */
final class MiroUploads {

    /** The vendor's limit for one file; an item has one. */
    static final FileLimits LIMITS = FileLimits.upTo(6L * 1024 * 1024);

    private final MiroApi api;

    MiroUploads(MiroApi api) {
        this.api = api;
    }

    static void require(Draft part) throws ConnectorException {
        LIMITS.require(part);
        if (part.files().get(0).size().equals(OptionalLong.of(0))) {
            throw ConnectorException.of(Kind.REJECTED, "file_empty", "Miro takes no file without content");
        }
    }

    /** Makes an item of a part's file; {@code data} says where it goes. */
    JsonNode create(String board, Draft part, ObjectNode data) throws ConnectorException, InterruptedException {
        Upload file = part.files().get(0);
        data.put("title", title(part));
        return api.upload(operation(file), board, data, file);
    }

    static String operation(Upload file) {
        return file.mediaType().startsWith("image/") ? "create-image-item-using-url" : "create-document-item-using-url";
    }

    /** The author stands in the title, as an item of a file has no other words; it is text and not HTML. */
    private static String title(Draft part) {
        String name = part.files().get(0).name();
        return part.author().map(author -> author.label() + ": " + name).orElse(name);
    }

    /** What a reader tells of the item that a part becomes. */
    static String name(Draft part) {
        return MiroDownloads.name(title(part));
    }
}
