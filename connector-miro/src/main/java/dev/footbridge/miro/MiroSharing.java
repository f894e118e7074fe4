package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.http.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Invites people to a board. Miro does not say what an invitation does to the role of somebody who is a member already,
 * and tells no addresses of members; so the roles are read before and after, and one that grew is put back. See
 * <a href="https://developers.miro.com/reference/share-board">sharing a board</a>.
 */
final class MiroSharing implements Sharing {

    /** Addresses in one call. */
    private static final int CHUNK = 20;

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
    public boolean recognises(URI document) {
        return links.recognises(document);
    }

    @Override
    public void share(URI document, Set<String> addresses, Role role) throws ConnectorException, InterruptedException {
        String board = links.board(document)
                .orElseThrow(() -> ConnectorException.of(Kind.NOT_FOUND, "no_board", "This is no link to a board"));
        if (!addresses.stream().allMatch(address -> ADDRESS.matcher(address).matches())) {
            throw ConnectorException.of(Kind.REJECTED, "odd_address", "One of the mail addresses is none");
        }
        List<String> all = new ArrayList<>(new TreeSet<>(addresses));
        if (all.isEmpty()) {
            return;
        }
        Map<String, String> before = members(board);
        int failed = 0;
        try {
            for (int at = 0; at < all.size(); at += CHUNK) {
                failed += invite(board, all.subList(at, Math.min(all.size(), at + CHUNK)), role);
            }
        } finally {
            putBack(board, before);
        }
        if (failed > 0) {
            throw ConnectorException.of(
                    Kind.REJECTED, "invitation_failed", "Miro could not invite " + failed + " of " + all.size());
        }
    }

    private int invite(String board, List<String> addresses, Role role)
            throws ConnectorException, InterruptedException {
        ObjectNode request = Json.object().put("role", word(role));
        ArrayNode emails = request.putArray("emails");
        addresses.forEach(emails::add);
        JsonNode answer = api.call("share-board", Map.of("board_id", board), Map.of(), request);
        return Json.items(answer, "failed").size();
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
