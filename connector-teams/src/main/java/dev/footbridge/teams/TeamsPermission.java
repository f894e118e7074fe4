package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Sharing.Role;
import dev.footbridge.http.Json;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One permission of a document, as Graph writes it: a sharing link, or what single people and groups may do. */
final class TeamsPermission {

    private final JsonNode json;

    TeamsPermission(JsonNode json) {
        this.json = json;
    }

    boolean isInForce(Instant now) {
        return expires().filter(end -> !end.isAfter(now)).isEmpty();
    }

    Optional<Instant> expires() {
        return expiration().map(TeamsPermission::instant).filter(end -> !end.equals(Instant.MIN));
    }

    /** As the platform wrote it. */
    Optional<String> expiration() {
        return Json.nonBlank(json, "expirationDateTime");
    }

    /** The vendor's word for "never" is the first moment of the year 1. */
    private static Instant instant(String time) {
        try {
            return time.startsWith("0001-") ? Instant.MIN : Instant.parse(time);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    /** Whether it is the permission that this sharing link carries. */
    boolean isOf(URI link) {
        return Json.nonBlank(json, "link", "webUrl")
                .filter(url -> plain(url).equals(plain(link.toString())))
                .isPresent();
    }

    /** Without what people's clients add: how the link was copied. */
    private static String plain(String url) {
        int end = url.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = url.indexOf(mark);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        int path = url.indexOf('/', url.indexOf("://") + 3);
        return path < 0
                ? url
                : url.substring(0, path).toLowerCase(Locale.ROOT) + url.substring(path, Math.max(path, end));
    }

    private boolean isLink() {
        return json.path("link").isObject();
    }

    private String scope() {
        return Json.text(json, "link", "scope").orElse("");
    }

    /** Whoever has the link, without a password. */
    boolean isForAnybody() {
        return isLink() && scope().equals("anonymous") && !Json.flag(json, "hasPassword");
    }

    boolean isForOrganisation() {
        return isLink() && scope().equals("organization");
    }

    /** Empty for a role that cannot be given as such: a link without downloads, say, or one for upload only. */
    Optional<Role> role() {
        if (isLink()) {
            return Json.flag(json, "link", "preventsDownload")
                    ? Optional.empty()
                    : linkRole(Json.text(json, "link", "type").orElse(""));
        }
        Optional<Role> widest = Optional.empty();
        for (String word : Json.texts(json, "roles")) {
            Optional<Role> role = switch (word) {
                case "read" -> Optional.of(Role.VIEW);
                case "write", "owner", "sp.full control" -> Optional.of(Role.EDIT);
                default -> Optional.empty();
            };
            widest = widest.isEmpty() || role.isPresent() && role.get().compareTo(widest.get()) > 0 ? role : widest;
        }
        return widest;
    }

    private static Optional<Role> linkRole(String type) {
        return switch (type) {
            case "view", "embed" -> Optional.of(Role.VIEW);
            case "review" -> Optional.of(Role.COMMENT);
            case "edit" -> Optional.of(Role.EDIT);
            default -> Optional.empty();
        };
    }

    /** Whether it lets in people whom it does not name. */
    boolean isForGroup() {
        return grants().stream()
                .anyMatch(grant -> grant.has("group") || grant.has("siteGroup") || grant.has("sharePointGroup"));
    }

    private List<JsonNode> grants() {
        List<JsonNode> grants = new java.util.ArrayList<>(Json.items(json, "grantedToIdentitiesV2"));
        grants.addAll(Json.items(json, "grantedToIdentities"));
        grants.add(json.path("grantedToV2"));
        grants.add(json.path("grantedTo"));
        return grants;
    }

    /** The addresses of those it names, in lower case. */
    Set<String> people() {
        Set<String> people = new HashSet<>();
        Json.nonBlank(json, "invitation", "email").ifPresent(mail -> people.add(mail.toLowerCase(Locale.ROOT)));
        for (JsonNode grant : grants()) {
            Json.nonBlank(grant, "user", "email").ifPresent(mail -> people.add(mail.toLowerCase(Locale.ROOT)));
            Json.nonBlank(grant, "siteUser", "email").ifPresent(mail -> people.add(mail.toLowerCase(Locale.ROOT)));
            Json.nonBlank(grant, "siteUser", "loginName")
                    .flatMap(TeamsPermission::mail)
                    .ifPresent(people::add);
        }
        return people;
    }

    /** Of {@code i:0#.f|membership|ada@a.example}; a guest's is {@code ada_b.example#ext#@a.example}. */
    private static Optional<String> mail(String login) {
        String name = login.substring(login.lastIndexOf('|') + 1).toLowerCase(Locale.ROOT);
        int guest = name.indexOf("#ext#");
        int underscore = guest < 0 ? -1 : name.lastIndexOf('_', guest);
        if (underscore > 0) {
            return Optional.of(name.substring(0, underscore) + "@" + name.substring(underscore + 1, guest));
        }
        return guest < 0 && name.indexOf('@') > 0 ? Optional.of(name) : Optional.empty();
    }
}
