package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Documents behind addresses and sharing links: finding them, who may do what, and invitations. */
final class SharingEndpoints {
    private final Tenant tenant;
    private final SharedItems items;
    private final DriveEndpoints files;

    SharingEndpoints(Tenant tenant, SharedItems items, DriveEndpoints files) {
        this.tenant = tenant;
        this.items = items;
        this.files = files;
    }

    void register(GraphRouter router) {
        router.add("GET /shares/{sharedDriveItem-id}/driveItem", this::item);
        router.add("GET /drives/{drive-id}/items/{driveItem-id}/permissions", this::permissions);
        router.add("POST /drives/{drive-id}/items/{driveItem-id}/invite", this::invite);
    }

    private static GraphFault missing() {
        return GraphFault.of(404, "itemNotFound", "The sharing link no longer exists, or you do not have permission.");
    }

    private Reply item(GraphRequest request) {
        var url = decoded(request.param("sharedDriveItem-id"));
        var found = items.byUrl(url);
        if (found.isEmpty()) {
            return files.sharedItem(request);
        }
        var item = found.get();
        synchronized (item) {
            if (!sees(request.caller(), item, url)) {
                throw missing();
            }
            var node =
                    Json.object().put("id", item.id()).put("name", item.name()).put("webUrl", item.webUrl());
            node.put("eTag", "\"{" + item.id() + "},1\"").putObject("file").put("mimeType", "application/octet-stream");
            node.putObject("parentReference").put("driveId", item.drive()).put("driveType", "documentLibrary");
            return GraphReplies.ok(out -> out.writeObject(node));
        }
    }

    private static String decoded(String token) {
        if (!token.startsWith("u!")) {
            throw GraphFault.of(400, "invalidRequest", "The sharing token is not valid.");
        }
        try {
            return new String(Base64.getUrlDecoder().decode(token.substring(2)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw GraphFault.of(400, "invalidRequest", "The sharing token is not valid.");
        }
    }

    /** An application sees all; an account what it was let into, by name or by this link. */
    private static boolean sees(Caller caller, SharedItem item, String url) {
        if (!caller.isDelegated()) {
            return true;
        }
        var person = caller.requireUser();
        return item.roleOf(person.mail()).isPresent()
                || item.links().values().stream()
                        .filter(link -> SharedItems.plain(link.url()).equals(SharedItems.plain(url)))
                        .anyMatch(link -> link.scope().equals("anonymous")
                                || link.scope().equals("organization") && !person.guest());
    }

    private SharedItem writable(GraphRequest request) {
        var item = items.find(request.param("drive-id"), request.param("driveItem-id"))
                .orElseThrow(SharingEndpoints::missing);
        if (request.caller().isDelegated()) {
            var role = item.roleOf(request.caller().requireUser().mail());
            if (role.isEmpty() || SharedItem.rank(role.get()) < SharedItem.rank(SharedItem.WRITE)) {
                throw GraphFault.of(403, "accessDenied", "The caller does not have permission to perform the action.");
            }
        }
        return item;
    }

    private Reply permissions(GraphRequest request) {
        var item = writable(request);
        synchronized (item) {
            List<Json.Body> all = new ArrayList<>();
            item.links().values().forEach(link -> all.add(out -> out.writeObject(json(link))));
            item.rights().values().forEach(right -> all.add(out -> out.writeObject(json(right))));
            return GraphReplies.collection(
                    request.apiUrl() + "/$metadata#drives/items/permissions", Optional.empty(), all);
        }
    }

    private static ObjectNode json(SharedItem.Link link) {
        var node = Json.object().put("id", link.id()).put("shareId", "s!" + link.id());
        node.putArray("roles").add(link.role());
        node.put("hasPassword", false);
        node.putArray("grantedToIdentitiesV2");
        node.putObject("link")
                .put("scope", link.scope())
                .put("type", link.type())
                .put("webUrl", link.url())
                .put("preventsDownload", link.preventsDownload());
        return expiring(node, link.expires());
    }

    private ObjectNode json(SharedItem.Right right) {
        var node = Json.object().put("id", right.id());
        node.putArray("roles").add(right.role());
        var granted = node.putObject("grantedToV2");
        if (right.group()) {
            granted.putObject("siteGroup").put("displayName", right.holder()).put("id", right.id());
            return expiring(node, right.expires());
        }
        var person = tenant.person(right.holder());
        var login = person.filter(Person::guest).isPresent()
                ? person.get().userPrincipalName().toLowerCase(Locale.ROOT)
                : right.holder();
        granted.putObject("user")
                .put("displayName", person.map(Person::displayName).orElse(right.holder()))
                .put("id", person.map(Person::id).orElse(right.id()));
        granted.putObject("siteUser")
                .put("displayName", person.map(Person::displayName).orElse(right.holder()))
                .put("loginName", "i:0#.f|membership|" + login);
        return expiring(node, right.expires());
    }

    private static ObjectNode expiring(ObjectNode node, String expires) {
        return expires.isEmpty() ? node : node.put("expirationDateTime", expires);
    }

    /** Somebody from elsewhere becomes a guest of the tenant. */
    private Reply invite(GraphRequest request) {
        if (items.find(request.param("drive-id"), request.param("driveItem-id")).isEmpty()) {
            return files.invite(request);
        }
        var item = writable(request);
        var body = request.json();
        var roles = body.path("roles");
        if (!roles.isArray()
                || roles.size() != 1
                || !Set.of(SharedItem.READ, SharedItem.WRITE)
                        .contains(roles.get(0).asText())) {
            throw GraphFault.of(400, "invalidRequest", "At least one role must be given: read or write.");
        }
        var recipients = body.path("recipients");
        if (!recipients.isArray() || recipients.isEmpty()) {
            throw GraphFault.of(400, "invalidRequest", "At least one recipient must be given.");
        }
        List<Json.Body> given = new ArrayList<>();
        synchronized (item) {
            for (JsonNode recipient : recipients) {
                var answer = invited(item, recipient.path("email").asText(""), body);
                given.add(out -> out.writeObject(answer));
            }
        }
        return GraphReplies.collection(request.apiUrl() + "/$metadata#permissions", Optional.empty(), given);
    }

    private ObjectNode invited(SharedItem item, String mail, JsonNode body) {
        if (mail.indexOf('@') <= 0) {
            throw GraphFault.of(400, "invalidRequest", "The recipient has no e-mail address.");
        }
        if (mail.toLowerCase(Locale.ROOT).endsWith("@barred.example")) {
            var refused = Json.object();
            refused.putArray("roles");
            refused.putObject("error").put("code", "sharingDisabled").put("message", "Not with this domain.");
            return refused;
        }
        if (tenant.person(mail).isEmpty()) {
            tenant.add(new Person(tenant.guid(), mail, mail.toLowerCase(Locale.ROOT), true));
        }
        var right = item.grant(new SharedItem.Right(
                tenant.guid(),
                mail,
                false,
                body.path("roles").get(0).asText(),
                body.path("expirationDateTime").asText("")));
        var node = json(right);
        node.putObject("invitation")
                .put("email", mail)
                .put("signInRequired", body.path("requireSignIn").asBoolean());
        return node;
    }
}
