package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** The settings of a team, with the values each may have. */
final class TeamSettings {
    private static final String SHARING = "teamSharingPolicySettings";
    private static final int MAX_DOMAINS = 100;
    private static final Set<String> ALLOWED = Set.of("allowed", "not_allowed");
    private static final Set<String> WITH_EDITING = Set.of("allowed", "allowed_with_editing", "not_allowed");
    private static final Set<String> ACCESS = Set.of("private", "view", "comment", "edit");
    private static final Map<String, Map<String, Set<String>>> VALUES = Map.of(
            "teamAccountDiscoverySettings",
            Map.of("accountDiscovery", Set.of("hidden", "request", "join")),
            "teamCollaborationSettings",
            Map.of("coOwnerRole", Set.of("enabled", "disabled")),
            "teamCopyAccessLevelSettings",
            Map.of(
                    "copyAccessLevel", Set.of("anyone", "team_members", "team_editors", "board_owner"),
                    "copyAccessLevelLimitation", Set.of("anyone", "team_members")),
            "teamInvitationSettings",
            Map.of("inviteExternalUsers", ALLOWED, "whoCanInvite", Set.of("only_org_admins", "admins", "all_members")),
            SHARING,
            Map.ofEntries(
                    Map.entry("createAssetAccessLevel", Set.of("company_admins", "admins", "all_members")),
                    Map.entry("defaultBoardAccess", ACCESS),
                    Map.entry(
                            "defaultBoardSharingAccess",
                            Set.of("team_members_with_editing_rights", "owner_and_coowners")),
                    Map.entry("defaultOrganizationAccess", ACCESS),
                    Map.entry("defaultProjectAccess", Set.of("private", "view")),
                    Map.entry("moveBoardToAccount", ALLOWED),
                    Map.entry(
                            "restrictAllowedDomains",
                            Set.of("enabled", "enabled_with_external_user_access", "disabled")),
                    Map.entry("sharingOnAccount", ALLOWED),
                    Map.entry("sharingOnOrganization", WITH_EDITING),
                    Map.entry("sharingViaPublicLink", WITH_EDITING)));

    private TeamSettings() {}

    static ObjectNode usual(String teamId) {
        ObjectNode settings =
                Nodes.object().put("organizationId", World.ORGANIZATION_ID).put("teamId", teamId);
        settings.putObject("teamAccountDiscoverySettings").put("accountDiscovery", "request");
        settings.putObject("teamCollaborationSettings").put("coOwnerRole", "enabled");
        settings.putObject("teamCopyAccessLevelSettings")
                .put("copyAccessLevel", "anyone")
                .put("copyAccessLevelLimitation", "anyone");
        settings.putObject("teamInvitationSettings")
                .put("inviteExternalUsers", "allowed")
                .put("whoCanInvite", "all_members");
        ObjectNode sharing = settings.putObject(SHARING);
        sharing.putArray("allowListedDomains");
        sharing.put("createAssetAccessLevel", "all_members")
                .put("defaultBoardAccess", "private")
                .put("defaultBoardSharingAccess", "team_members_with_editing_rights")
                .put("defaultOrganizationAccess", "private")
                .put("defaultProjectAccess", "private")
                .put("moveBoardToAccount", "allowed")
                .put("restrictAllowedDomains", "disabled")
                .put("sharingOnAccount", "allowed")
                .put("sharingOnOrganization", "allowed")
                .put("sharingViaPublicLink", "allowed");
        return settings.put("type", "team-settings");
    }

    /** All or nothing. */
    static void change(ObjectNode settings, JsonNode changes) {
        ObjectNode changed = settings.deepCopy();
        VALUES.forEach((part, members) -> members.forEach((name, allowed) -> {
            JsonNode value = changes.path(part).path(name);
            if (value.isMissingNode()) {
                return;
            }
            if (!allowed.contains(value.asText())) {
                throw MiroFault.invalid(part + "." + name, "unknown value");
            }
            ((ObjectNode) changed.path(part)).put(name, value.asText());
        }));
        JsonNode domains = changes.path(SHARING).path("allowListedDomains");
        if (domains.isArray() && domains.size() <= MAX_DOMAINS) {
            ((ObjectNode) changed.path(SHARING)).set("allowListedDomains", domains.deepCopy());
        }
        settings.setAll(changed);
    }
}
