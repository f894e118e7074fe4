package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.connector.FileName;
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
 * Reads files on boards, which are pictures and documents: the original and not the preview.
 *
 * @see <a href="https://developers.miro.com/reference/get-image-item">Get image item</a>
 */
final class MiroDownloads implements Downloads {

    private static final String RESOURCES = "resources";

    private final MiroApi api;
    private final MiroIds ids;

    MiroDownloads(MiroApi api, MiroIds ids) {
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

    /** The file name in the title of an item. */
    static String name(String title) {
        return FileName.clean(MiroReader.plain(title));
    }

    static boolean isFile(String type) {
        return type.equals("image") || type.equals("document");
    }

    /** The file of an item, if it has one. */
    static List<Attachment> of(MiroIds ids, ChannelId channel, JsonNode item) {
        String type = Json.text(item, "type").orElse("");
        Optional<String> resource = Json.nonBlank(item, "data", type + "Url").flatMap(MiroDownloads::resource);
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
