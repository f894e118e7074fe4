package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.FileContent;
import dev.footbridge.testkit.emulator.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Drives, their items, shares: what a message with files needs. */
final class DriveEndpoints {
    private static final String ITEM = "/drives/{drive-id}/items/{driveItem-id}";
    private static final String CONFLICT = "@microsoft.graph.conflictBehavior";
    private static final Set<String> CONFLICTS = Set.of("fail", "replace", "rename");

    private final Tenant tenant;
    private final Access access;
    private final Drives drives;
    private final DriveHost host;
    private final DriveJson json;

    DriveEndpoints(Tenant tenant, Access access, Drives drives, DriveHost host, DriveJson json) {
        this.tenant = tenant;
        this.access = access;
        this.drives = drives;
        this.host = host;
        this.json = json;
    }

    void register(GraphRouter router) {
        router.add("GET /teams/{team-id}/channels/{channel-id}/filesFolder", this::filesFolder);
        router.add("GET /me/drive", this::drive);
        router.add("GET /users/{user-id}/drive", this::drive);
        router.add("GET " + ITEM, request -> item(request, readable(request)));
        router.add("GET " + ITEM + "/content", request -> redirect(request, readable(request)));
        router.add("DELETE " + ITEM, this::delete);
        router.add("GET /shares/{sharedDriveItem-id}/driveItem/content", request -> redirect(request, shared(request)));
        // The router hands over a path between colons as one segment.
        router.alias(
                "POST " + ITEM + "/:/{item-path}/createUploadSession",
                "POST " + ITEM + ":/{item-path}:/createUploadSession",
                this::createUploadSession);
        router.alias(
                "PUT " + ITEM + "/:/{item-path}/content", "PUT " + ITEM + ":/{item-path}:/content", this::putContent);
    }

    private Reply filesFolder(GraphRequest request) {
        return item(request, drives.folderOf(access.channel(request)));
    }

    private Reply drive(GraphRequest request) {
        var root = drives.rootOf(access.self(request))
                .orElseThrow(() -> GraphFault.of(404, "ResourceNotFound", "User's mysite not found."));
        return entity(request, "drives/$entity", json.drive(root));
    }

    private Reply item(GraphRequest request, DriveItem item) {
        return entity(request, "driveItem", json.item(item));
    }

    private static Reply entity(GraphRequest request, String context, ObjectNode node) {
        return GraphReplies.ok(out -> DirectoryJson.writeEntity(out, request.apiUrl() + "/$metadata#" + context, node));
    }

    private Reply redirect(GraphRequest request, DriveItem item) {
        if (item.content().isEmpty()) {
            throw GraphFault.of(400, "invalidRequest", "A folder has no content.");
        }
        return Reply.empty(302).withHeader("Location", storage(request) + host.ticket(item));
    }

    /** Storage has addresses of its own, here those of the same server. */
    private static String storage(GraphRequest request) {
        return request.apiUrl().substring(0, request.apiUrl().length() - "/v1.0".length());
    }

    private DriveItem readable(GraphRequest request) {
        return allowed(request, drives.find(request.param("drive-id"), request.param("driveItem-id")));
    }

    private DriveItem shared(GraphRequest request) {
        var id = request.param("sharedDriveItem-id");
        if (!id.startsWith("u!")) {
            throw GraphFault.of(400, "invalidRequest", "The sharing token is not valid.");
        }
        try {
            var url = new String(Base64.getUrlDecoder().decode(id.substring(2)), StandardCharsets.UTF_8);
            return allowed(request, drives.byUrl(url));
        } catch (IllegalArgumentException e) {
            throw GraphFault.of(400, "invalidRequest", "The sharing token is not valid.");
        }
    }

    private static DriveItem allowed(GraphRequest request, Optional<DriveItem> item) {
        var found = item.orElseThrow(() -> GraphFault.of(404, "itemNotFound", "The resource could not be found."));
        var reader = request.caller().user().map(Person::id);
        if (reader.isPresent() && !found.readableBy(reader.get())) {
            throw GraphFault.of(403, "accessDenied", "The caller does not have permission to perform the action.");
        }
        return found;
    }

    private Reply createUploadSession(GraphRequest request) {
        var folder = readable(request);
        var path = path(request);
        var wanted = request.body().length == 0 ? Json.object() : request.json().path("item");
        var address = host.open(folderOf(folder, path), path[path.length - 1], conflict(wanted.path(CONFLICT)));
        return GraphReplies.ok(out -> {
            out.writeStartObject();
            out.writeStringField("@odata.context", request.apiUrl() + "/$metadata#microsoft.graph.uploadSession");
            out.writeStringField("uploadUrl", storage(request) + address);
            out.writeStringField("expirationDateTime", Json.time(host.expires()));
            out.writeArrayFieldStart("nextExpectedRanges");
            out.writeString("0-");
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static String conflict(JsonNode asked) {
        var conflict = asked.asText("");
        if (!conflict.isEmpty() && !CONFLICTS.contains(conflict)) {
            throw GraphFault.of(400, "invalidRequest", "The conflict behavior is none.");
        }
        return conflict.isEmpty() ? "fail" : conflict;
    }

    private Reply putContent(GraphRequest request) {
        var folder = readable(request);
        var path = path(request);
        var name = path[path.length - 1];
        var conflict = request.option(CONFLICT).filter(CONFLICTS::contains).orElse("replace");
        var item = drives.put(
                folderOf(folder, path), name, conflict, FileContent.of(request.body()), Drives.mediaType(name));
        return GraphReplies.created(out -> out.writeObject(json.item(item)));
    }

    private static String[] path(GraphRequest request) {
        var path = request.param("item-path").split("/", -1);
        for (var name : path) {
            if (name.isBlank() || name.startsWith("~$") || name.endsWith(".") || name.matches(".*[\"*:<>?|\\\\].*")) {
                throw GraphFault.of(400, "invalidRequest", "The provided name cannot contain its characters.");
            }
        }
        return path;
    }

    private DriveItem folderOf(DriveItem start, String[] path) {
        return drives.folder(start, Arrays.copyOf(path, path.length - 1));
    }

    private Reply delete(GraphRequest request) {
        drives.remove(readable(request));
        return GraphReplies.noContent();
    }

    /** The file behind an address that is no document of its own. */
    Reply sharedItem(GraphRequest request) {
        return item(request, shared(request));
    }

    /** Lets people read a file that is no document of its own. */
    Reply invite(GraphRequest request) {
        var item = readable(request);
        var body = request.json();
        if (body.path("roles").isEmpty() || body.path("recipients").isEmpty()) {
            throw GraphFault.of(400, "invalidRequest", "roles and recipients are required.");
        }
        List<Person> people = new ArrayList<>();
        for (var recipient : body.path("recipients")) {
            var name = Json.text(recipient, "objectId")
                    .or(() -> Json.text(recipient, "email"))
                    .orElse("");
            people.add(tenant.person(name)
                    .orElseThrow(() -> GraphFault.of(400, "sharingFailed", "A recipient was not found.")));
        }
        people.forEach(person -> item.invite(person.id()));
        return GraphReplies.collection(
                request.apiUrl() + "/$metadata#Collection(permission)",
                Optional.empty(),
                GraphReplies.items(people, person -> out -> {
                    out.writeStartObject();
                    out.writeStringField("id", "perm-" + person.id());
                    out.writeArrayFieldStart("roles");
                    out.writeString(body.path("roles").path(0).asText());
                    out.writeEndArray();
                    out.writeEndObject();
                }));
    }
}
