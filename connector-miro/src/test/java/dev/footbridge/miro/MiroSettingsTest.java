package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.Health;
import dev.footbridge.miro.ScriptedMiro.Answer;
import dev.footbridge.testkit.fake.ManualClock;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MiroSettingsTest {

    private static MiroSettings settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of("team-id", ScriptedMiro.TEAM, "access-token", "secret-1"));
        all.putAll(more);
        all.values().removeIf(String::isEmpty);
        return MiroSettings.of(ConnectorConfig.of(new MiroConnectorProvider(), all));
    }

    @ParameterizedTest
    @CsvSource({
        "poll-interval, 1ms",
        "listing-every, 0",
        "listing-every, 1001",
        "polling-share, 0",
        "polling-share, 91",
        "page-size, 9",
        "page-size, 51",
        "pacing, fast",
        "team-id, a/b",
        "client-id, 7"
    })
    void refusesWhatCannotBe(String name, String value) {
        assertThatThrownBy(() -> settings(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .message()
                .doesNotContain("secret-1");
    }

    @Test
    void wantsOneWayOrTheOtherToSignIn() {
        assertThatThrownBy(() -> settings(Map.of("access-token", ""))).hasMessageContaining("refresh-token");
        assertThatThrownBy(() -> settings(Map.of("access-token", "", "client-id", "1", "client-secret", "2")))
                .hasMessageContaining("refresh-token");
    }

    static Stream<JsonNode> scopes() {
        return MiroScopes.read().path("scopes").valueStream();
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void scopesOfTheWebSdkAreRefusedWithTheAlternative(JsonNode scope) {
        String name = scope.path("name").asText();
        if (scope.has("alternative")) {
            assertThatThrownBy(() -> settings(Map.of("scopes", "boards:read " + name)))
                    .hasMessageContaining(name)
                    .hasMessageContaining("Web SDK only")
                    .hasMessageContaining(scope.path("alternative").asText());
        } else {
            assertThat(settings(Map.of("scopes", "boards:read," + name)).scopes())
                    .containsExactly("boards:read", name);
        }
    }

    @Test
    void unknownScopesAreRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> settings(Map.of("scopes", "boards:reed"))).hasMessageContaining("contentlogs:export");
    }

    @Test
    void bothSpellingsOfTheScopeForCasesAreOne() {
        for (String spelling : List.of("organizations:cases:management", "organization:cases:management")) {
            assertThat(settings(Map.of("scopes", spelling)).scopes()).containsExactly(spelling);
            for (String held : List.of("organizations:cases:management", "organization:cases:management")) {
                assertThat(MiroScopes.holds(MiroScopes.grant(List.of(held)), spelling))
                        .isTrue();
                assertThat(MiroScopes.catalogue()
                                .allows(
                                        MiroScopes.catalogue().operation("get-all-cases"),
                                        MiroScopes.grant(List.of(held))))
                        .isTrue();
            }
        }
        assertThat(MiroScopes.catalogue()
                        .allows(
                                MiroScopes.catalogue().operation("get-all-cases"),
                                MiroScopes.grant(List.of("boards:read"))))
                .isFalse();
    }

    @Test
    void theHealthCheckNamesTheScopesThatAreMissing() throws Exception {
        try (ScriptedMiro miro = new ScriptedMiro()) {
            miro.usually(
                    "GET /v1/oauth-token",
                    Answer.json("{\"team\":{\"id\":\"" + ScriptedMiro.TEAM + "\"},\"user\":{\"id\":\"7\"},"
                            + "\"scopes\":[\"boards:read\",\"organization:cases:management\"]}"));
            Map<String, String> all = new HashMap<>(miro.settings());
            all.put("scopes", "boards:export organizations:cases:management");
            ConnectorConfig config = ScriptedMiro.config(all, Clock.systemUTC(), CredentialStore.none());
            try (Connector connector = new MiroConnectorProvider().create(config)) {
                Health health = connector.check();

                assertThat(health.warnings())
                        .satisfiesExactly(
                                write -> assertThat(write).contains("boards:write"),
                                export -> assertThat(export).contains("boards:export"));
            }
        }
    }

    @Test
    void aTokenOfAnotherTeamIsRefused() throws Exception {
        try (ScriptedMiro miro = new ScriptedMiro();
                MiroConnector connector = miro.connect(ManualClock.at("2026-11-22T10:00:00Z"))) {
            miro.usually("GET /v1/oauth-token", Answer.json("{\"team\":{\"id\":\"1\"},\"user\":{\"id\":\"7\"}}"));

            assertThatThrownBy(connector::check).hasMessageContaining("another team");
        }
    }
}
