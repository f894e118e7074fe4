package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.FileName;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.http.Json;
import java.net.URLConnection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Files on boards: pictures, and documents for everything else. What is read is the original and not the preview.
 *
 * @see <a href="https://developers.miro.com/reference/create-image-item-using-file-from-device">Create image</a>
 */
final class MiroFiles implements Downloads {

    /** The vendor's limit for one file; an item has one. */
    static final FileLimits LIMITS = FileLimits.upTo(6L * 1024 * 1024);

    private static final String RESOURCES = "resources";

    private final MiroApi api;
    private final MiroIds ids;

    MiroFiles(MiroApi api, MiroIds ids) {
        this.api = api;
        this.ids = ids;
    }

    /** A link works for a minute; one that ran out on the way is asked for again, once. */
    @Override
    public Download open(FileId file, long from) throws ConnectorException, InterruptedException {
        MiroIds.Resource resource = ids.resource(file);
        try {
            return api.open(api.link(resource.board(), resource.id()), from);
        } catch (ConnectorException e) {
            boolean expired = e.kind() == Kind.FORBIDDEN
                    && e.missingScope().isEmpty()
                    && e.code().startsWith("http_");
            if (!expired) {
                throw e;
            }
            return api.open(api.link(resource.board(), resource.id()), from);
        }
    }

    static void require(Draft part) throws ConnectorException {
        if (part.files().size() != 1 || !part.body().isEmpty()) {
            throw ConnectorException.of(
                    Kind.REJECTED, "not_prepared", "A file is an item of its own: prepare the draft first");
        }
        Upload file = part.files().get(0);
        LIMITS.require(file);
        if (file.size().equals(OptionalLong.of(0))) {
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
        return name(title(part));
    }

    private static String name(String title) {
        return FileName.clean(MiroReader.plain(title));
    }

    static boolean isFile(String type) {
        return type.equals("image") || type.equals("document");
    }

    /** The file of an item, if it has one. */
    static List<Attachment> of(MiroIds ids, ChannelId channel, JsonNode item) {
        String type = Json.text(item, "type").orElse("");
        Optional<String> resource = Json.nonBlank(item, "data", type + "Url").flatMap(MiroFiles::resource);
        if (!isFile(type) || resource.isEmpty()) {
            return List.of();
        }
        String name = name(Json.nonBlank(item, "data", "title").orElse(resource.get()));
        return List.of(
                new Attachment(ids.file(channel, resource.get()), name, mediaType(name, type), OptionalLong.empty()));
    }

    /** Miro tells no type; the title of a file that was uploaded ends as the file's name does. */
    private static String mediaType(String name, String type) {
        @Nullable String guessed = URLConnection.guessContentTypeFromName(name);
        if (guessed != null) {
            return guessed;
        }
        return type.equals("image") ? "image/png" : "application/pdf";
    }

    private static Optional<String> resource(String address) {
        HttpUrl url = HttpUrl.parse(address);
        List<String> path = url == null ? List.of() : url.pathSegments();
        int at = path.indexOf(RESOURCES);
        return at < 0 || at + 1 >= path.size()
                ? Optional.empty()
                : Optional.of(path.get(at + 1)).filter(MiroIds::isId);
    }
}
