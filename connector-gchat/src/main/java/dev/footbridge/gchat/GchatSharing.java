package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.DocumentAccess;
import dev.footbridge.core.connector.DocumentLink;
import dev.footbridge.core.connector.DocumentShare;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.http.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
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
 * Who can open what lies in Drive, and giving people access, as the account may. Google mails everybody who gets access. See
 * <a href="https://developers.google.com/workspace/drive/api/guides/manage-sharing">sharing files</a>.
 */
final class GchatSharing implements Sharing {

    private static final int PER_PAGE = 100;

    /** Permissions that are read: ten thousand. */
    private static final int MOST_PAGES = 100;

    private static final String FIELDS =
            "nextPageToken,permissions(type,role,emailAddress,domain,deleted,expirationTime,view)";

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\",;]{1,128}@[^\\s@<>\",;]{1,125}");

    private final GchatApi api;
    private final GchatDocumentsMode mode;
    private final Clock clock;

    GchatSharing(GchatApi api, GchatDocumentsMode mode, Clock clock) {
        this.api = api;
        this.mode = mode;
        this.clock = clock;
    }

    @Override
    public Optional<DocumentLink> identify(URI link) {
        return GchatDocumentLinks.identify(link);
    }

    @Override
    public DocumentAccess check(URI link, Set<String> addresses) throws ConnectorException, InterruptedException {
        return access(permissions(file(link)), addresses);
    }

    private static String file(URI link) throws ConnectorException {
        String id = GchatDocumentLinks.identify(link)
                .orElseThrow(() -> ConnectorException.of(Kind.NOT_FOUND, "no_document", "This is no link to Drive"))
                .id();
        if (id.startsWith(GchatDocumentLinks.PUBLISHED)) {
            throw ConnectorException.of(
                    Kind.UNSUPPORTED, "published_document", "Drive does not tell who sees what was published");
        }
        return id;
    }

    /** Those in force. */
    private List<JsonNode> permissions(String file) throws ConnectorException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        Optional<String> page = Optional.empty();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Map<String, Object> query = new HashMap<>(
                    Map.of("supportsAllDrives", "true", "pageSize", Integer.toString(PER_PAGE), "fields", FIELDS));
            page.ifPresent(token -> query.put("pageToken", token));
            JsonNode answer = api.call(GchatCall.LIST_PERMISSIONS, Map.of("file", file), query);
            Json.items(answer, "permissions").stream().filter(this::isInForce).forEach(all::add);
            page = Json.nonBlank(answer, "nextPageToken");
            if (page.isEmpty()) {
                return all;
            }
        }
        throw ConnectorException.of(
                Kind.REJECTED, "too_many_permissions", "The file is shared with too many to look at");
    }

    /** A view is a part of the file: what was published of it, or its name alone. */
    private boolean isInForce(JsonNode permission) {
        boolean over = Json.text(permission, "expirationTime")
                .filter(time -> !instant(time).isAfter(clock.instant()))
                .isPresent();
        return !over
                && !Json.flag(permission, "deleted")
                && Json.nonBlank(permission, "view").isEmpty();
    }

    private static Instant instant(String time) {
        try {
            return Instant.parse(time);
        } catch (DateTimeParseException e) {
            return Instant.MIN;
        }
    }

    private static DocumentAccess access(List<JsonNode> permissions, Set<String> addresses) {
        Optional<Role> anybody = least(permissions, "anyone");
        Optional<Role> link = anybody.or(() -> least(permissions, "domain"));
        boolean groups = permissions.stream().anyMatch(permission -> is(permission, "group"));
        Map<String, Role> roles = new HashMap<>();
        Set<String> unsure = new HashSet<>();
        for (String address : addresses) {
            Optional<Role> widest = permissions.stream()
                    .filter(permission -> concerns(permission, address))
                    .flatMap(permission -> role(permission).stream())
                    .max(Role::compareTo);
            widest.ifPresentOrElse(role -> roles.put(address, role), () -> {
                if (groups) {
                    unsure.add(address);
                }
            });
        }
        return new DocumentAccess(link, roles, unsure);
    }

    private static boolean is(JsonNode permission, String type) {
        return Json.text(permission, "type").filter(type::equals).isPresent();
    }

    private static Optional<Role> least(List<JsonNode> permissions, String type) {
        return permissions.stream()
                .filter(permission -> is(permission, type))
                .flatMap(permission -> role(permission).stream())
                .min(Role::compareTo);
    }

    private static boolean concerns(JsonNode permission, String address) {
        String plain = address.toLowerCase(Locale.ROOT);
        return switch (Json.text(permission, "type").orElse("")) {
            case "anyone" -> true;
            case "domain" ->
                Json.nonBlank(permission, "domain")
                        .filter(domain -> plain.endsWith("@" + domain.toLowerCase(Locale.ROOT)))
                        .isPresent();
            case "user" ->
                Json.text(permission, "emailAddress")
                        .filter(plain::equalsIgnoreCase)
                        .isPresent();
            default -> false;
        };
    }

    private static Optional<Role> role(JsonNode permission) {
        return switch (Json.text(permission, "role").orElse("")) {
            case "reader" -> Optional.of(Role.VIEW);
            case "commenter" -> Optional.of(Role.COMMENT);
            case "writer", "fileOrganizer", "organizer", "owner" -> Optional.of(Role.EDIT);
            default -> Optional.empty();
        };
    }

    @Override
    public DocumentShare share(URI link, Set<String> addresses, Role most)
            throws ConnectorException, InterruptedException {
        String file = file(link);
        if (!mode.shares()) {
            throw ConnectorException.missingScope(
                    "missing_scope",
                    GchatScopes.full(GchatDocumentsMode.SHARE_SCOPE),
                    "Giving access to files is switched off: set documents to share");
        }
        if (!addresses.stream().allMatch(address -> ADDRESS.matcher(address).matches())) {
            throw ConnectorException.of(Kind.REJECTED, "odd_address", "One of the mail addresses is none");
        }
        DocumentAccess access = access(permissions(file), addresses);
        Map<String, Role> given = new HashMap<>();
        Map<String, String> refused = new HashMap<>();
        Set<String> kept = new HashSet<>(access.roles().keySet());
        // Who may be in a group may have more than the link gives; a second permission would add to that, never take
        // away.
        for (String address : new TreeSet<>(addresses)) {
            if (kept.contains(address)) {
                continue;
            }
            if (access.link().isEmpty()) {
                refused.put(address, DocumentShare.LINK_GIVES_NOTHING);
                continue;
            }
            Role role = access.link().get().atMost(most);
            Optional<String> refusal = give(file, address, role);
            refusal.ifPresentOrElse(code -> refused.put(address, code), () -> given.put(address, role));
        }
        return new DocumentShare(given, kept, refused);
    }

    /** The word for a refusal that concerns this person alone. */
    private Optional<String> give(String file, String address, Role role)
            throws ConnectorException, InterruptedException {
        ObjectNode permission =
                Json.object().put("type", "user").put("role", word(role)).put("emailAddress", address);
        try {
            api.call(
                    GchatCall.CREATE_PERMISSION,
                    Map.of("file", file),
                    Map.of("supportsAllDrives", "true", "sendNotificationEmail", "true", "fields", "id"),
                    permission);
            return Optional.empty();
        } catch (ConnectorException e) {
            boolean aboutThem = e.kind() == Kind.REJECTED
                    || e.kind() == Kind.FORBIDDEN
                            && e.missingScope().isEmpty()
                            && !e.code().equals(GchatErrors.INSUFFICIENT_FILE);
            if (aboutThem) {
                return Optional.of(e.code());
            }
            throw e;
        }
    }

    private static String word(Role role) {
        return switch (role) {
            case VIEW -> "reader";
            case COMMENT -> "commenter";
            case EDIT -> "writer";
        };
    }
}
