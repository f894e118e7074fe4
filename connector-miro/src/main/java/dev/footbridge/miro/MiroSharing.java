package dev.footbridge.miro;

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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who can open a board, and inviting people to it. Miro tells no addresses of members, so of most people nobody can tell;
 * and it does not say what an invitation does to the role of somebody who is a member already, so the roles are read
 * before and after, and one that grew is put back. See
 * <a href="https://developers.miro.com/reference/share-board">sharing a board</a>.
 */
final class MiroSharing implements Sharing {

    private static final int MEMBERS_PER_PAGE = 50;

    /** Members that are read: ten thousand. */
    private static final int MOST_PAGES = 200;

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\",;]{1,128}@[^\\s@<>\",;]{1,125}");

    /** From the narrowest to the widest. */
    private static final List<String> ROLES = List.of("viewer", "commenter", "editor", "coowner", "owner");

    private final MiroApi api;
    private final MiroLinks links;

    MiroSharing(MiroApi api, MiroLinks links) {
        this.api = api;
        this.links = links;
    }

    @Override
    public Optional<DocumentLink> identify(URI link) {
        return links.board(link).map(board -> new DocumentLink(board, DocumentLink.Kind.BOARD));
    }

    @Override
    public DocumentAccess check(URI link, Set<String> addresses) throws ConnectorException, InterruptedException {
        return access(policy(board(link)), addresses);
    }

    private String board(URI link) throws ConnectorException {
        return links.board(link)
                .orElseThrow(() -> ConnectorException.of(Kind.NOT_FOUND, "no_board", "This is no link to a board"));
    }

    private JsonNode policy(String board) throws ConnectorException, InterruptedException {
        return api.get("get-specific-board", Map.of("board_id", board), Map.of())
                .path("policy")
                .path("sharingPolicy");
    }

    private static DocumentAccess access(JsonNode policy, Set<String> addresses) {
        boolean password = Json.flag(policy, "accessPasswordRequired");
        Optional<Role> anybody = password ? Optional.empty() : role(policy, "access");
        if (anybody.isPresent()) {
            Role role = anybody.get();
            Map<String, Role> all = addresses.stream().collect(Collectors.toMap(Function.identity(), each -> role));
            return new DocumentAccess(anybody, all, Set.of());
        }
        Optional<Role> link = role(policy, "organizationAccess").or(() -> role(policy, "teamAccess"));
        return new DocumentAccess(link, Map.of(), addresses);
    }

    private static Optional<Role> role(JsonNode policy, String circle) {
        return switch (Json.text(policy, circle).orElse("")) {
            case "view" -> Optional.of(Role.VIEW);
            case "comment" -> Optional.of(Role.COMMENT);
            case "edit" -> Optional.of(Role.EDIT);
            default -> Optional.empty();
        };
    }

    @Override
    public DocumentShare share(URI link, Set<String> addresses, Role most)
            throws ConnectorException, InterruptedException {
        String board = board(link);
        if (!addresses.stream().allMatch(address -> ADDRESS.matcher(address).matches())) {
            throw ConnectorException.of(Kind.REJECTED, "odd_address", "One of the mail addresses is none");
        }
        DocumentAccess access = access(policy(board), addresses);
        if (access.link().isEmpty()) {
            return new DocumentShare(Map.of(), Set.of(), refused(addresses));
        }
        if (access.unsure().isEmpty()) {
            return new DocumentShare(Map.of(), addresses, Map.of());
        }
        Map<String, String> before = members(board);
        try {
            return invite(board, new TreeSet<>(addresses), access.link().get().atMost(most), before.keySet());
        } finally {
            putBack(board, before);
        }
    }

    private static Map<String, String> refused(Set<String> addresses) {
        return addresses.stream()
                .collect(Collectors.toMap(Function.identity(), each -> DocumentShare.LINK_GIVES_NOTHING));
    }

    /** One by one: an answer about several people does not say whose member id is whose. */
    private DocumentShare invite(String board, Set<String> addresses, Role role, Set<String> membersBefore)
            throws ConnectorException, InterruptedException {
        Map<String, Role> given = new HashMap<>();
        Set<String> kept = new HashSet<>();
        Map<String, String> refused = new HashMap<>();
        for (String address : addresses) {
            ObjectNode request = Json.object().put("role", word(role));
            request.putArray("emails").add(address);
            JsonNode answer = api.call("share-board", Map.of("board_id", board), Map.of(), request);
            List<JsonNode> members = Json.items(answer, "successful");
            if (!Json.items(answer, "failed").isEmpty()) {
                refused.put(address, "invitation_failed");
            } else if (!members.isEmpty()
                    && membersBefore.contains(members.get(0).asText())) {
                kept.add(address);
            } else {
                given.put(address, role);
            }
        }
        return new DocumentShare(given, kept, refused);
    }

    private static String word(Role role) {
        return switch (role) {
            case VIEW -> "viewer";
            case COMMENT -> "commenter";
            case EDIT -> "editor";
        };
    }

    /** Role by member. */
    private Map<String, String> members(String board) throws ConnectorException, InterruptedException {
        Map<String, String> roles = new HashMap<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = api.get(
                    "get-board-members",
                    Map.of("board_id", board),
                    Map.of(
                            "limit",
                            Integer.toString(MEMBERS_PER_PAGE),
                            "offset",
                            Integer.toString(page * MEMBERS_PER_PAGE)));
            List<JsonNode> members = Json.items(answer, "data");
            for (JsonNode member : members) {
                Json.text(member, "id")
                        .filter(MiroIds::isId)
                        .ifPresent(id -> roles.put(id, Json.text(member, "role").orElse("")));
            }
            if (members.size() < MEMBERS_PER_PAGE) {
                return roles;
            }
        }
        throw ConnectorException.of(Kind.REJECTED, "too_many_members", "The board has too many members to be watched");
    }

    private void putBack(String board, Map<String, String> before) throws ConnectorException, InterruptedException {
        for (Map.Entry<String, String> now : members(board).entrySet()) {
            String old = before.get(now.getKey());
            if (old != null && ROLES.contains(old) && ROLES.indexOf(now.getValue()) > ROLES.indexOf(old)) {
                api.call(
                        "update-board-member",
                        Map.of("board_id", board, "board_member_id", now.getKey()),
                        Map.of(),
                        Json.object().put("role", old));
            }
        }
    }
}
