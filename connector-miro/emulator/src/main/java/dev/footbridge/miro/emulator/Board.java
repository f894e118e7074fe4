package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One board with everything on it. Read and change it with the world locked. */
final class Board {
    /** A board takes no more; the vendor warns from 100,000 objects on. */
    static final int MAX_ITEMS = 100_000;

    static final int MAX_TAGS = 1_000;

    final String id;
    final Instant createdAt;
    final String createdBy;
    final NavigableMap<Long, Item> items = new TreeMap<>();
    final NavigableMap<Long, Line> lines = new TreeMap<>();
    final Map<String, Tag> tags = new LinkedHashMap<>();
    final Map<String, Role> members = new LinkedHashMap<>();
    final Map<String, FileResource> resources = new LinkedHashMap<>();
    final ObjectNode policy = usualPolicy();
    final long pictureId;
    String name;
    String description;
    String teamId = World.TEAM_ID;
    Optional<String> projectId = Optional.empty();
    String owner;
    Instant modifiedAt;
    String modifiedBy;

    Board(String id, String name, String description, String owner, Instant at, long pictureId) {
        this.id = id;
        this.name = name;
        this.description = description;
        this.owner = owner;
        this.createdAt = at;
        this.createdBy = owner;
        this.modifiedAt = at;
        this.modifiedBy = owner;
        this.pictureId = pictureId;
        members.put(owner, Role.OWNER);
    }

    private static ObjectNode usualPolicy() {
        ObjectNode policy = Nodes.object();
        policy.putObject("permissionsPolicy")
                .put("collaborationToolsStartAccess", "all_editors")
                .put("copyAccess", "anyone")
                .put("sharingAccess", "team_members_with_editing_rights");
        policy.putObject("sharingPolicy")
                .put("access", "private")
                .put("accessPasswordRequired", false)
                .put("inviteToAccountAndBoardLinkAccess", "no_access")
                .put("organizationAccess", "private")
                .put("teamAccess", "private");
        return policy;
    }

    /** What a user may do: as a member, or as one of the team where the board is open to it. */
    Optional<Role> roleOf(String userId) {
        Role own = members.get(userId);
        Optional<Role> team =
                switch (policy.path("sharingPolicy").path("teamAccess").asText("")) {
                    case "edit" -> Optional.of(Role.EDITOR);
                    case "comment" -> Optional.of(Role.COMMENTER);
                    case "view" -> Optional.of(Role.VIEWER);
                    default -> Optional.empty();
                };
        return own == null
                ? team
                : Optional.of(team.filter(role -> role.atLeast(own)).orElse(own));
    }

    Optional<Item> item(String itemId) {
        return number(itemId).map(items::get);
    }

    Optional<Line> line(String lineId) {
        return number(lineId).map(lines::get);
    }

    static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
