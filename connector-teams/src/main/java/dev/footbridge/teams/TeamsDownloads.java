package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.id.FileId;
import dev.footbridge.http.Json;
import dev.footbridge.teams.TeamsIds.Address;
import dev.footbridge.teams.TeamsIds.FileOf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/**
 * Reads files that messages refer to, by way of {@code /shares}, and the pictures in messages.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/shares-get">Accessing shared items</a>
 */
final class TeamsDownloads implements Downloads {

    static final String FILE = "file";
    static final String PICTURE = "image";

    private final TeamsApi api;
    private final TeamsIds ids;
    private final TeamsAddresses addresses;

    TeamsDownloads(TeamsApi api, TeamsIds ids, TeamsAddresses addresses) {
        this.api = api;
        this.ids = ids;
        this.addresses = addresses;
    }

    @Override
    public Download open(FileId id, long from) throws ConnectorException, InterruptedException {
        FileOf file = ids.file(id);
        return file.kind().equals(PICTURE) ? picture(file, from) : file(id, file, from);
    }

    private Download file(FileId id, FileOf file, long from) throws ConnectorException, InterruptedException {
        Optional<String> known = addresses.find(id);
        String address = known.isPresent() ? known.get() : address(file);
        addresses.learn(id, address);
        String share =
                "u!" + Base64.getUrlEncoder().withoutPadding().encodeToString(address.getBytes(StandardCharsets.UTF_8));
        return api.download(TeamsCall.READ_FILE, Map.of("sharedDriveItem-id", share), from);
    }

    private String address(FileOf file) throws ConnectorException, InterruptedException {
        return Json.items(message(file), "attachments").stream()
                .filter(node -> Json.text(node, "id").filter(file.id()::equals).isPresent())
                .flatMap(node -> Json.nonBlank(node, "contentUrl").stream())
                .findFirst()
                .orElseThrow(TeamsDownloads::missing);
    }

    private JsonNode message(FileOf file) throws ConnectorException, InterruptedException {
        Address address = ids.address(file.message());
        TeamsCall call = TeamsCall.of(
                address, TeamsCall.READ_CHANNEL_MESSAGE, TeamsCall.READ_REPLY, TeamsCall.READ_CHAT_MESSAGE);
        JsonNode message = api.call(call, TeamsCall.path(address), Map.of());
        if (TeamsMessages.isDeleted(message)) {
            throw missing();
        }
        return message;
    }

    private static ConnectorException missing() {
        return ConnectorException.of(Kind.NOT_FOUND, "file_not_found", "The message does not have this file any more");
    }

    private Download picture(FileOf file, long from) throws ConnectorException, InterruptedException {
        Address address = ids.address(file.message());
        TeamsCall call = TeamsCall.of(
                address, TeamsCall.READ_CHANNEL_PICTURE, TeamsCall.READ_REPLY_PICTURE, TeamsCall.READ_CHAT_PICTURE);
        Map<String, String> path = new HashMap<>(TeamsCall.path(address));
        path.put("chatMessageHostedContent-id", file.id().startsWith("#") ? longId(file) : file.id());
        return api.download(call, path, from);
    }

    /** The id of a picture that is too long for an id of ours: its place among the attachments stands for it. */
    private String longId(FileOf file) throws ConnectorException, InterruptedException {
        JsonNode message = message(file);
        List<String> all = new ArrayList<>();
        TeamsMessages.fileAttachments(message).forEach(node -> all.add(""));
        for (Element picture : TeamsMessages.pictures(message)) {
            all.add(TeamsStyles.hostedId(picture.attr("src")));
        }
        int place = file.id().matches("#\\d{1,3}") ? Integer.parseInt(file.id().substring(1)) : all.size();
        return Optional.of(place)
                .filter(at -> at < all.size())
                .map(all::get)
                .filter(id -> !id.isEmpty())
                .orElseThrow(TeamsDownloads::missing);
    }
}
