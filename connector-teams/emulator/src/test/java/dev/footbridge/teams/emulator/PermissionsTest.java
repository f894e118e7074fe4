package dev.footbridge.teams.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.contract.VendorContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PermissionsTest {
    private static TeamsEmulator emulator;

    @BeforeAll
    static void start() {
        emulator = TeamsEmulator.start();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void missingDelegatedPermissionIsNamed() {
        var limited = new Api(emulator, emulator.delegatedToken(Seed.ADA, Set.of("User.Read", "Chat.Read")));
        var refused = limited.post(Api.GENERAL, Api.body("text", "x"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.errorCode()).isEqualTo("Forbidden");
        assertThat(refused.errorMessage())
                .isEqualTo("Missing scope permissions on the request. API requires one of 'ChannelMessage.Send,"
                        + " Group.ReadWrite.All'. Scopes on the request 'Chat.Read, User.Read'");
    }

    @Test
    void missingApplicationPermissionIsNamed() {
        var limited = new Api(emulator, emulator.applicationToken(Set.of("User.Read.All")));
        var refused = limited.get(Api.GENERAL);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.errorMessage())
                .contains("API requires one of 'ChannelMessage.Read.Group,")
                .contains("Roles on the request 'User.Read.All'");
    }

    @Test
    void noApplicationPermissionOfABridgeCanSend() {
        var application = new Api(emulator, emulator.applicationToken(Seed.ROLES));
        for (var path : List.of(Api.GENERAL, Api.GROUP)) {
            var refused = application.post(path, Api.body("text", "x"));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.errorMessage()).contains("allowed in application-only context only for import purposes");
        }
        var id = Api.as(emulator, Seed.ADA).postText(Api.GENERAL, "x");
        for (var action : List.of("setReaction", "unsetReaction", "softDelete", "undoSoftDelete")) {
            var refused = application.post(Api.GENERAL + "/" + id + "/" + action, "{\"reactionType\":\"👍\"}");
            assertThat(refused.status()).isEqualTo(412);
            assertThat(refused.errorMessage()).contains("not supported in application-only context");
        }
        assertThat(application.get("/me").status()).isEqualTo(412);
    }

    @Test
    void resourceSpecificConsentIsEnoughToRead() {
        var consented = new Api(
                emulator, emulator.applicationToken(Set.of("ChannelMessage.Read.Group", "ChatMessage.Read.Chat")));
        assertThat(consented.get(Api.GENERAL).status()).isEqualTo(200);
        assertThat(consented.get(Api.GROUP).status()).isEqualTo(200);
    }

    @Test
    void applicationMayOnlyFlagAMessage() {
        var watcher = new Api(
                emulator,
                emulator.applicationToken(
                        Set.of("ChannelMessage.UpdatePolicyViolation.All", "ChannelMessage.Read.All")));
        var id = Api.as(emulator, Seed.ADA).postText(Api.GENERAL, "confidential");
        assertThat(watcher.patch(Api.GENERAL + "/" + id, Api.body("text", "changed"))
                        .status())
                .isEqualTo(403);
        assertThat(watcher.patch(Api.GENERAL + "/" + id, "{\"policyViolation\":{\"dlpAction\":\"blockAccess\"}}")
                        .status())
                .isEqualTo(204);
        var flagged = watcher.get(Api.GENERAL + "/" + id).json();
        assertThat(flagged.path("policyViolation").path("dlpAction").asText()).isEqualTo("blockAccess");
        assertThat(flagged.path("lastEditedDateTime").isNull()).isTrue();
    }

    @Test
    void copyOfTheFactsAgreesWithTheVendorsFile() throws IOException {
        var vendor = VendorContracts.json(
                        VendorContracts.required(PermissionsTest.class).resolve("msgraph-permissions.json"))
                .path("operations");
        var differing = new ArrayList<String>();
        for (var operation : operations()) {
            var facts = Operations.load().find(operation).orElseThrow();
            if (!permissions(vendor, operation, "DelegatedWork").equals(new HashSet<>(facts.delegated()))
                    || !permissions(vendor, operation, "Application").equals(new HashSet<>(facts.application()))) {
                differing.add(operation);
            }
        }
        assertThat(differing)
                .as("after the reference pages, as the table of the data says")
                .containsExactlyInAnyOrder(
                        "GET /chats/{chat-id}/messages/{chatMessage-id}/hostedContents/{chatMessageHostedContent-id}/$value",
                        "GET /groups/{group-id}/members",
                        "POST /groups/{group-id}/members/$ref",
                        "DELETE /groups/{group-id}/members/{directoryObject-id}/$ref");
    }

    private static Set<String> permissions(JsonNode vendor, String operation, String scheme) {
        var names = new TreeSet<String>();
        var facts = vendor.path(operation).path(scheme);
        if (facts.path("supported").asBoolean()) {
            facts.path("all").forEach(n -> names.add(n.asText()));
        }
        return names;
    }

    private static List<String> operations() throws IOException {
        var file = Path.of("src/main/resources/dev/footbridge/teams/emulator/operations.tsv");
        try (var lines = Files.lines(file)) {
            return lines.filter(l -> !l.startsWith("#"))
                    .map(l -> l.substring(0, l.indexOf('\t')))
                    .toList();
        }
    }
}
