package dev.footbridge.teams.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Members of security groups, as the reference pages have it. */
class GroupsTest {
    private static final Set<String> SCOPES = Set.of("GroupMember.ReadWrite.All");
    private static TeamsEmulator emulator;
    private static Api api;

    @BeforeAll
    static void start() {
        emulator = TeamsEmulator.start();
        api = new Api(emulator, emulator.delegatedToken(Seed.RELAY, SCOPES));
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private static String members(String group) {
        return "/groups/" + group + "/members";
    }

    private static String reference(String id) {
        return "{\"@odata.id\":\"" + emulator.graphUrl() + "/directoryObjects/" + id + "\"}";
    }

    @Test
    void membersAreAddedListedAndRemoved() {
        var group = emulator.directory().openGroup();
        assertThat(api.post(members(group) + "/$ref", reference(Seed.GUEST)).status())
                .isEqualTo(204);
        assertThat(api.post(members(group) + "/$ref", reference(Seed.ADA)).status())
                .isEqualTo(204);
        var again = api.post(members(group) + "/$ref", reference(Seed.ADA));
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.errorCode()).isEqualTo("Request_BadRequest");
        assertThat(again.errorMessage()).contains("already exist");

        var first = api.get(members(group) + "?$select=id&$top=1").json();
        assertThat(first.at("/value/0/id").asText()).isEqualTo(Seed.GUEST);
        assertThat(first.at("/value/0/@odata.type").asText()).isEqualTo("#microsoft.graph.user");
        assertThat(first.path("@odata.nextLink").asText()).startsWith(emulator.graphUrl() + members(group));

        assertThat(api.delete(members(group) + "/" + Seed.GUEST + "/$ref").status())
                .isEqualTo(204);
        assertThat(api.delete(members(group) + "/" + Seed.GUEST + "/$ref").errorCode())
                .isEqualTo("Request_ResourceNotFound");
        assertThat(emulator.directory().members(group)).containsExactly(Seed.ADA);
    }

    @Test
    void whatDoesNotExistIsNotFoundAndAnotherScopeDoesNotDo() {
        var group = emulator.directory().openGroup();
        var nobody = "00000000-0000-4000-8000-000000000000";
        assertThat(api.post(members(group) + "/$ref", reference(nobody)).errorCode())
                .isEqualTo("Request_ResourceNotFound");
        assertThat(api.get(members(nobody)).errorCode()).isEqualTo("Request_ResourceNotFound");
        var reader = new Api(emulator, emulator.delegatedToken(Seed.RELAY, Set.of("GroupMember.Read.All")));
        assertThat(reader.get(members(group)).status()).isEqualTo(200);
        assertThat(reader.post(members(group) + "/$ref", reference(Seed.ADA)).status())
                .isEqualTo(403);
    }
}
