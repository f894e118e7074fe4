package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.drives.item.items.item.invite.InvitePostRequestBody;
import com.microsoft.graph.models.DriveRecipient;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.DocumentAccess;
import dev.footbridge.core.connector.DocumentLink;
import dev.footbridge.core.connector.DocumentShare;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.http.HttpFailures;
import dev.footbridge.http.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Who can open what lies in SharePoint and OneDrive, and inviting people. What a sharing link gives is its own permission;
 * a plain address gives nothing by itself. The platform mails everybody who is invited. See
 * <a href="https://learn.microsoft.com/graph/api/driveitem-invite">driveItem: invite</a>.
 */
final class TeamsSharing implements Sharing {

    /** Pages of permissions that are read. */
    private static final int MOST_PAGES = 50;

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\",;]{1,128}@[^\\s@<>\",;]{1,125}");

    /** A document and its permissions. */
    private record Found(String drive, String item, List<TeamsPermission> permissions) {}

    private final TeamsApi api;
    private final boolean shares;
    private final Set<String> domains;
    private final Clock clock;

    /** @param domains of the organisation's mail addresses; empty when the operator did not say */
    TeamsSharing(TeamsApi api, boolean shares, Set<String> domains, Clock clock) {
        this.api = api;
        this.shares = shares;
        this.domains = Set.copyOf(domains);
        this.clock = clock;
    }

    @Override
    public Optional<DocumentLink> identify(URI link) {
        return TeamsDocumentLinks.identify(link);
    }

    @Override
    public DocumentAccess check(URI link, Set<String> addresses) throws ConnectorException, InterruptedException {
        return access(link, found(link), addresses);
    }

    private Found found(URI link) throws ConnectorException, InterruptedException {
        DocumentLink known = identify(link)
                .orElseThrow(
                        () -> ConnectorException.of(Kind.NOT_FOUND, "no_document", "This is no link to a document"));
        if (!TeamsDocumentLinks.isOfOrganisation(known) || known.kind() == DocumentLink.Kind.SITE) {
            throw ConnectorException.of(
                    Kind.UNSUPPORTED, "not_a_file", "Graph does not tell who can open this kind of link");
        }
        JsonNode item =
                api.call(TeamsCall.SHARED_ITEM, Map.of("sharedDriveItem-id", token(link)), Map.<String, Object>of());
        String drive = Json.nonBlank(item, "parentReference", "driveId").orElseThrow(TeamsSharing::odd);
        String id = Json.nonBlank(item, "id").orElseThrow(TeamsSharing::odd);
        return new Found(drive, id, permissions(drive, id));
    }

    private static ConnectorException odd() {
        return ConnectorException.of(Kind.UNAVAILABLE, "odd_answer", "A document was told without its ids");
    }

    /** See <a href="https://learn.microsoft.com/graph/api/shares-get">encoding sharing URLs</a>. */
    static String token(URI link) {
        byte[] url = link.toString().getBytes(StandardCharsets.UTF_8);
        return "u!" + Base64.getUrlEncoder().withoutPadding().encodeToString(url);
    }

    private List<TeamsPermission> permissions(String drive, String item)
            throws ConnectorException, InterruptedException {
        List<TeamsPermission> all = new ArrayList<>();
        JsonNode answer = api.call(
                TeamsCall.LIST_PERMISSIONS, Map.of("drive-id", drive, "driveItem-id", item), Map.<String, Object>of());
        for (int page = 0; page < MOST_PAGES; page++) {
            Json.items(answer, "value").stream()
                    .map(TeamsPermission::new)
                    .filter(permission -> permission.isInForce(clock.instant()))
                    .forEach(all::add);
            Optional<String> next = Json.nonBlank(answer, "@odata.nextLink");
            if (next.isEmpty()) {
                return all;
            }
            answer = api.next(TeamsCall.LIST_PERMISSIONS, next.get());
        }
        throw ConnectorException.of(
                Kind.REJECTED, "too_many_permissions", "The document is shared with too many to look at");
    }

    private DocumentAccess access(URI link, Found found, Set<String> addresses) {
        Optional<TeamsPermission> own = found.permissions().stream()
                .filter(permission -> permission.isOf(link))
                .findFirst();
        Optional<Role> given = own.filter(permission -> permission.isForAnybody() || permission.isForOrganisation())
                .flatMap(TeamsPermission::role);
        boolean groups = found.permissions().stream().anyMatch(TeamsPermission::isForGroup);
        boolean everyColleague = own.filter(TeamsPermission::isForOrganisation).isPresent();
        Map<String, Role> roles = new HashMap<>();
        Set<String> unsure = new HashSet<>();
        for (String address : addresses) {
            Optional<Role> role = role(found, own, address);
            role.ifPresent(known -> roles.put(address, known));
            if (role.isEmpty() && (groups || everyColleague && domains.isEmpty())) {
                unsure.add(address);
            }
        }
        return new DocumentAccess(given, roles, unsure);
    }

    /** By all ways that concern this person: by name, and by the link that was written. */
    private Optional<Role> role(Found found, Optional<TeamsPermission> own, String address) {
        String plain = address.toLowerCase(Locale.ROOT);
        boolean colleague = domains.contains(plain.substring(plain.indexOf('@') + 1));
        Optional<Role> byLink = own.filter(
                        permission -> permission.isForAnybody() || permission.isForOrganisation() && colleague)
                .flatMap(permission -> permission.role().or(() -> Optional.of(Role.VIEW)));
        return found.permissions().stream()
                .filter(permission -> permission.people().contains(plain))
                .flatMap(permission -> permission.role().stream())
                .max(Role::compareTo)
                .map(named -> byLink.filter(role -> role.compareTo(named) > 0).orElse(named))
                .or(() -> byLink);
    }

    @Override
    public DocumentShare share(URI link, Set<String> addresses, Role most)
            throws ConnectorException, InterruptedException {
        if (!shares) {
            throw ConnectorException.of(
                    Kind.FORBIDDEN,
                    "sharing_is_off",
                    "Giving access to documents is switched off: set documents to share");
        }
        if (!addresses.stream().allMatch(address -> ADDRESS.matcher(address).matches())) {
            throw ConnectorException.of(Kind.REJECTED, "odd_address", "One of the mail addresses is none");
        }
        Found found = found(link);
        DocumentAccess access = access(link, found, addresses);
        // A link that ends some day must not become access for ever.
        Optional<String> until = found.permissions().stream()
                .filter(permission -> permission.isOf(link))
                .findFirst()
                .filter(permission -> permission.expires().isPresent())
                .flatMap(TeamsPermission::expiration);
        Map<String, Role> given = new HashMap<>();
        Map<String, String> refused = new HashMap<>();
        for (String address : new TreeSet<>(addresses)) {
            if (access.roles().containsKey(address)) {
                continue;
            }
            if (access.link().isEmpty()) {
                refused.put(address, DocumentShare.LINK_GIVES_NOTHING);
                continue;
            }
            Role role = grantable(access.link().get().atMost(most));
            invite(found, address, role, until)
                    .ifPresentOrElse(code -> refused.put(address, code), () -> given.put(address, role));
        }
        return new DocumentShare(given, access.roles().keySet(), refused);
    }

    /** People can be invited to read or to write, to nothing between. */
    static Role grantable(Role role) {
        return role == Role.EDIT ? Role.EDIT : Role.VIEW;
    }

    /** The word for a refusal that concerns this person alone. */
    private Optional<String> invite(Found found, String address, Role role, Optional<String> until)
            throws ConnectorException, InterruptedException {
        DriveRecipient recipient = new DriveRecipient();
        recipient.setEmail(address);
        InvitePostRequestBody body = new InvitePostRequestBody();
        body.setRecipients(List.of(recipient));
        body.setRoles(List.of(role == Role.EDIT ? "write" : "read"));
        body.setRequireSignIn(true);
        body.setSendInvitation(true);
        until.ifPresent(body::setExpirationDateTime);
        try {
            JsonNode answer =
                    api.call(TeamsCall.INVITE, Map.of("drive-id", found.drive(), "driveItem-id", found.item()), body);
            return Json.items(answer, "value").stream()
                    .flatMap(permission -> Json.nonBlank(permission, "error", "code").stream())
                    .findFirst()
                    .map(code -> HttpFailures.safeCode(code, "invitation_failed"));
        } catch (ConnectorException e) {
            if (e.kind() == Kind.REJECTED) {
                return Optional.of(e.code());
            }
            throw e;
        }
    }
}
