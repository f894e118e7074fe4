package dev.footbridge.sandbox.scopes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.core.scope.ScopeRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each connector reads its vendor's list of scopes. */
class VendorScopesTest {

    /** A call of each platform and what opens it; read in the vendors' pages, not in the files. */
    private static final Map<String, Expected> EXPECTED = Map.of(
            "gchat",
                    new Expected(
                            60,
                            "POST /v1/spaces/{spacesId}/messages",
                            "https://www.googleapis.com/auth/chat.messages.create"),
            "miro", new Expected(18, "GET /v2/boards", "boards:read"),
            "slack", new Expected(40, "conversations.history:channels", "channels:history"),
            "teams", new Expected(170, "POST /teams/{team-id}/channels", "Channel.Create"),
            "webex", new Expected(37, "POST /messages", "spark:messages_write"));

    @TempDir
    private Path folder;

    private record Expected(int scopes, String call, String scope) {}

    private static ScopeRows rows(String platform) throws IOException {
        return ConnectorProvider.installed(platform)
                .vendorScopes(Seed.contracts())
                .orElseThrow();
    }

    @Test
    void everyPlatformHasScopesAndCalls() throws IOException {
        for (Map.Entry<String, Expected> platform : EXPECTED.entrySet()) {
            ScopeRows rows = rows(platform.getKey());
            Expected expected = platform.getValue();
            assertThat(rows.platform().value()).isEqualTo(platform.getKey());
            assertThat(rows.scopes().stream().map(ScopeInfo::name).distinct())
                    .as(platform.getKey())
                    .hasSizeGreaterThanOrEqualTo(expected.scopes());
            assertThat(names(rows, expected.call())).as(expected.call()).contains(expected.scope());
        }
    }

    @Test
    void consentAndKindsAreRead() throws IOException {
        ScopeRows graph = rows("teams");
        assertThat(info(graph, "Team.Create", GrantType.DELEGATED).consent().who())
                .isEqualTo("each user");
        assertThat(info(graph, "Team.Create", GrantType.APPLICATION).consent().who())
                .isEqualTo("an administrator");
        assertThat(info(graph, "Channel.Create.Group", GrantType.RESOURCE_SPECIFIC)
                        .isForServers())
                .isTrue();
        assertThat(info(graph, "User.ReadWrite.All", GrantType.APPLICATION).implies())
                .contains(new Scope("User.Read.All", GrantType.APPLICATION));
        assertThat(info(rows("miro"), "webcam:record", GrantType.USER).isForServers())
                .isFalse();
    }

    @Test
    void aScopePerKindOfConversationIsNoChoice() throws IOException {
        assertThat(names(rows("slack"), "conversations.history:groups")).containsExactly("groups:history");
    }

    @Test
    void otherFilesAreRefusedByName() throws IOException {
        for (String file : List.of(
                "gchat-scopes.json",
                "miro-scopes.json",
                "slack-scopes.json",
                "msgraph-permissions.json",
                "webex-scopes.json")) {
            Files.writeString(folder.resolve(file), "{\"another\": \"file\"}");
        }
        for (String platform : EXPECTED.keySet()) {
            assertThatThrownBy(() -> ConnectorProvider.installed(platform).vendorScopes(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(".json has no object");
            assertThat(ConnectorProvider.installed(platform).vendorScopes(folder.resolve("none")))
                    .isEmpty();
        }
    }

    private static Set<String> names(ScopeRows rows, String call) {
        return rows.operations().stream()
                .filter(operation -> operation.name().equals(call))
                .map(Operation::alternatives)
                .flatMap(List::stream)
                .flatMap(Set::stream)
                .map(Scope::name)
                .collect(Collectors.toSet());
    }

    private static ScopeInfo info(ScopeRows rows, String name, GrantType type) {
        return rows.scopes().stream()
                .filter(info -> info.scope().equals(new Scope(name, type)))
                .findFirst()
                .orElseThrow();
    }
}
