package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Renders people, teams, channels, chats and memberships. */
final class DirectoryJson {
    private static final Set<String> USER_STANDARD = Set.of(
            "id",
            "businessPhones",
            "displayName",
            "givenName",
            "jobTitle",
            "mail",
            "mobilePhone",
            "officeLocation",
            "preferredLanguage",
            "surname",
            "userPrincipalName");

    private final Tenant tenant;

    DirectoryJson(Tenant tenant) {
        this.tenant = tenant;
    }

    /** A user with the members that {@code $select} names; without it the standard ones of Graph. */
    ObjectNode user(Person person, Optional<String> select) {
        var node = Json.object();
        node.put("id", person.id());
        node.putArray("businessPhones");
        node.put("displayName", person.displayName());
        node.put("givenName", person.givenName());
        node.putNull("jobTitle");
        node.put("mail", person.mail());
        node.putNull("mobilePhone");
        node.putNull("officeLocation");
        node.putNull("preferredLanguage");
        node.put("surname", person.surname());
        node.put("userPrincipalName", person.userPrincipalName());
        node.put("userType", person.guest() ? "Guest" : "Member");
        node.put("accountEnabled", true);
        node.retain(select.map(DirectoryJson::names).orElse(USER_STANDARD));
        return node;
    }

    ObjectNode organization() {
        var node = Json.object();
        node.put("id", tenant.id());
        node.put("displayName", tenant.displayName());
        node.putNull("countryLetterCode");
        node.put("tenantType", "AAD");
        node.putArray("assignedPlans");
        node.putArray("businessPhones");
        node.putArray("provisionedPlans");
        node.putArray("verifiedDomains")
                .addObject()
                .put("capabilities", "Email, OfficeCommunicationsOnline")
                .put("isDefault", true)
                .put("isInitial", true)
                .put("name", Seed.DOMAIN)
                .put("type", "Managed");
        return node;
    }

    ObjectNode team(Team team) {
        var node = Json.object();
        node.put("id", team.id());
        node.putNull("createdDateTime");
        node.put("displayName", team.displayName());
        node.put("description", team.description());
        node.putNull("internalId");
        node.putNull("classification");
        node.putNull("specialization");
        node.put("visibility", "private");
        node.put("webUrl", "https://teams.microsoft.com/l/team/" + team.id() + "?tenantId=" + tenant.id());
        node.put("isArchived", false);
        node.put("tenantId", tenant.id());
        return node;
    }

    ObjectNode channel(Channel channel) {
        var node = Json.object();
        node.put("id", channel.id());
        node.put("createdDateTime", Json.time(channel.createdMillis()));
        node.put("displayName", channel.displayName());
        node.put("description", channel.description());
        node.putNull("isFavoriteByDefault");
        node.putNull("email");
        node.put("tenantId", tenant.id());
        node.put(
                "webUrl",
                "https://teams.microsoft.com/l/channel/" + URLEncoder.encode(channel.id(), StandardCharsets.UTF_8) + "/"
                        + URLEncoder.encode(channel.displayName(), StandardCharsets.UTF_8) + "?groupId="
                        + channel.teamId() + "&tenantId=" + tenant.id());
        node.put("membershipType", channel.membershipType());
        node.put("isArchived", false);
        return node;
    }

    ObjectNode chat(Chat chat, boolean withMembers) {
        var node = Json.object();
        node.put("id", chat.id());
        chat.topic().ifPresentOrElse(t -> node.put("topic", t), () -> node.putNull("topic"));
        node.put("createdDateTime", Json.time(chat.createdMillis()));
        node.put("lastUpdatedDateTime", Json.time(chat.createdMillis()));
        node.put("chatType", chat.type());
        node.put(
                "webUrl",
                "https://teams.microsoft.com/l/chat/" + URLEncoder.encode(chat.id(), StandardCharsets.UTF_8)
                        + "/0?tenantId=" + tenant.id());
        node.put("tenantId", tenant.id());
        node.putNull("onlineMeetingInfo");
        if (withMembers) {
            var members = node.putArray("members");
            chat.roster().members().forEach(m -> members.add(member(m)));
        }
        return node;
    }

    ObjectNode member(Roster.Member member) {
        var person = member.person();
        var node = Json.object();
        node.put("@odata.type", "#microsoft.graph.aadUserConversationMember");
        node.put("id", member.membershipId());
        var roles = node.putArray("roles");
        if (member.owner()) {
            roles.add("owner");
        } else if (person.guest()) {
            roles.add("guest");
        }
        node.put("displayName", person.displayName());
        node.put("userId", person.id());
        node.put("email", person.mail());
        node.put("tenantId", tenant.id());
        node.put("visibleHistoryStartDateTime", "0001-01-01T00:00:00Z");
        return node;
    }

    static void writeEntity(JsonGenerator out, String context, ObjectNode node) throws IOException {
        out.writeStartObject();
        out.writeStringField("@odata.context", context);
        for (var field : node.properties()) {
            out.writeObjectField(field.getKey(), field.getValue());
        }
        out.writeEndObject();
    }

    private static Set<String> names(String select) {
        var names = Arrays.stream(select.split(",")).map(String::trim).collect(Collectors.toSet());
        names.add("id");
        return names;
    }
}
