package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.http.FileTransfer;
import dev.footbridge.http.HttpFailures;
import dev.footbridge.http.Json;
import dev.footbridge.http.UploadBody;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;

/**
 * Puts files where Teams keeps them: those of a channel in its folder of the team's site, those of a chat in the relay
 * account's OneDrive, readable for the members of the chat.
 */
final class TeamsStorage {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final String CHAT_FOLDER = "Microsoft Teams Chat Files";
    private static final String CONFLICT = "@microsoft.graph.conflictBehavior";

    /** An eTag is a GUID in braces and a version; messages refer to the file by the GUID. */
    private static final Pattern GUID = Pattern.compile("\\{([0-9A-Fa-f-]{36})\\}");

    private static final int MAX_FOLDERS = 10_000;

    /** A folder's place: of files by channel, of chats by path. */
    private record Folder(String drive, String item, String path, HttpUrl url) {}

    /**
     * A file that is there.
     *
     * @param guid what messages refer to it by
     */
    record Stored(String drive, String item, String guid, String url, String name) {}

    private final TeamsApi api;
    private final TeamsMembers members;
    private final TeamsIdentity identity;
    private final FileTransfer transfer;
    private final Clock clock;
    private final Map<ChannelId, Folder> folders = new ConcurrentHashMap<>();

    TeamsStorage(TeamsApi api, TeamsMembers members, TeamsIdentity identity, OkHttpClient client, Clock clock) {
        this.api = api;
        this.members = members;
        this.identity = identity;
        this.transfer = new FileTransfer(client);
        this.clock = clock;
    }

    /** Sends a file; nobody is told of it yet. */
    Stored store(ChannelId channel, TeamsPlace place, Upload file) throws ConnectorException, InterruptedException {
        try {
            Folder folder = folder(channel, place);
            Stored stored = put(folder, file);
            if (place instanceof TeamsPlace.InChat) {
                share(channel, stored);
            }
            return stored;
        } catch (ConnectorException e) {
            folders.remove(channel);
            throw e.withoutEffect();
        }
    }

    private Folder folder(ChannelId channel, TeamsPlace place) throws ConnectorException, InterruptedException {
        Folder known = folders.get(channel);
        if (known != null) {
            return known;
        }
        Folder found = place instanceof TeamsPlace.InChat ? ofChats() : ofChannel(place);
        if (folders.size() < MAX_FOLDERS) {
            folders.put(channel, found);
        }
        return found;
    }

    private Folder ofChannel(TeamsPlace place) throws ConnectorException, InterruptedException {
        JsonNode folder = api.call(TeamsCall.FILES_FOLDER, TeamsCall.path(place), Map.of());
        return new Folder(text(folder, "parentReference", "driveId"), text(folder, "id"), "", url(folder));
    }

    private Folder ofChats() throws ConnectorException, InterruptedException {
        try {
            JsonNode drive = api.call(TeamsCall.MY_DRIVE, Map.of(), Map.of());
            HttpUrl url = url(drive).newBuilder().addPathSegment(CHAT_FOLDER).build();
            return new Folder(text(drive, "id"), "root", CHAT_FOLDER + "/", url);
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                throw ConnectorException.of(
                        Kind.FORBIDDEN,
                        "no_onedrive",
                        "The relay account has no OneDrive, which files in chats need; guests have none");
            }
            throw e;
        }
    }

    private static String text(JsonNode node, String... path) throws ConnectorException {
        return Json.nonBlank(node, path).orElseThrow(TeamsStorage::odd);
    }

    private static HttpUrl url(JsonNode node) throws ConnectorException {
        return Json.nonBlank(node, "webUrl").map(HttpUrl::parse).orElseThrow(TeamsStorage::odd);
    }

    private static ConnectorException odd() {
        return ConnectorException.unavailable(
                Effect.NOT_APPLIED, "odd_answer", "A drive was answered without what makes it one", null);
    }

    private Stored put(Folder folder, Upload file) throws ConnectorException, InterruptedException {
        Map<String, String> path = Map.of(
                "drive-id", folder.drive(),
                "driveItem-id", folder.item(),
                "item-path", folder.path() + name(file.name()));
        long size = file.size().orElseThrow();
        JsonNode item = size == 0 ? empty(path, file) : session(path, file);
        String id = text(item, "id");
        OptionalLong there = Json.number(item, "size");
        Matcher guid = GUID.matcher(Json.text(item, "eTag").orElse(""));
        if (there.isPresent() && there.getAsLong() != size || !guid.find()) {
            discard(folder.drive(), id);
            throw ConnectorException.unavailable(
                    Effect.NOT_APPLIED, "upload_short", "The platform has another file than was sent", null);
        }
        String url = folder.url()
                .newBuilder()
                .addPathSegment(text(item, "name"))
                .build()
                .toString();
        return new Stored(folder.drive(), id, guid.group(1), url, file.name());
    }

    /** What SharePoint would refuse beyond what {@code FileName} leaves out. */
    private static String name(String name) {
        return (name.startsWith("~$") ? "_" + name.substring(2) : name).replace("_vti_", "_");
    }

    /** A session takes no empty file. */
    private JsonNode empty(Map<String, String> path, Upload file) throws ConnectorException, InterruptedException {
        try (Download source = file.source().open()) {
            Download bytes = new Download(source.bytes(), "application/octet-stream", OptionalLong.empty());
            RequestBody nothing = UploadBody.of(bytes, OptionalLong.of(0));
            return api.stream(TeamsCall.PUT_FILE, path, CONFLICT, "rename", nothing);
        } catch (IOException e) {
            throw HttpFailures.of(e);
        }
    }

    private JsonNode session(Map<String, String> path, Upload file) throws ConnectorException, InterruptedException {
        ObjectNode options = Json.object();
        options.putObject("item").put(CONFLICT, "rename");
        JsonNode session = api.stream(TeamsCall.OPEN_UPLOAD, path, json(options));
        HttpUrl address =
                Json.nonBlank(session, "uploadUrl").map(HttpUrl::parse).orElseThrow(TeamsStorage::odd);
        return TeamsUploadSession.send(transfer, address, file, clock);
    }

    private static RequestBody json(ObjectNode body) {
        return RequestBody.create(Json.bytes(body), JSON);
    }

    /** Reading, for those who are in the chat now, and no mail about it. */
    private void share(ChannelId chat, Stored stored) throws ConnectorException, InterruptedException {
        ObjectNode invitation = Json.object();
        ArrayNode recipients = invitation.putArray("recipients");
        for (String member : members.ids(chat)) {
            if (identity.self().filter(self -> self.value().equals(member)).isEmpty()) {
                recipients.addObject().put("objectId", member);
            }
        }
        invitation.putArray("roles").add("read");
        invitation.put("requireSignIn", true).put("sendInvitation", false);
        if (!recipients.isEmpty()) {
            try {
                api.stream(TeamsCall.INVITE, path(stored.drive(), stored.item()), json(invitation));
            } catch (ConnectorException e) {
                discard(List.of(stored));
                throw e;
            }
        }
    }

    private static Map<String, String> path(String drive, String item) {
        return Map.of("drive-id", drive, "driveItem-id", item);
    }

    /** Takes away what no message tells of. */
    void discard(List<Stored> stored) throws InterruptedException {
        for (Stored one : stored) {
            discard(one.drive(), one.item());
        }
    }

    private void discard(String drive, String item) throws InterruptedException {
        try {
            api.call(TeamsCall.DELETE_FILE, path(drive, item), Map.of());
        } catch (ConnectorException e) {
            // It stays in the folder; the failure that led here is what counts.
        }
    }
}
