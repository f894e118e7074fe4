package dev.footbridge.slack.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class MethodTableTest {
    @Test
    @EnabledIfSystemProperty(
            named = "footbridge.contracts",
            matches = ".+",
            disabledReason = "the vendor's facts are not here: set footbridge.contracts")
    void scopesAreTheVendors() throws Exception {
        Path facts = Path.of(System.getProperty("footbridge.contracts"), "slack-scopes.json");
        JsonNode methods = new ObjectMapper().readTree(facts.toFile()).path("methods");
        MethodTable table = new MethodTable();

        assertThat(table.names()).hasSizeGreaterThan(20);
        for (String method : table.names()) {
            Map<String, Set<String>> own = table.find(method).orElseThrow().scopes();
            JsonNode vendors = methods.path(method);
            Map.of("bot", "bot", "user", "user", "app", "appLevel").forEach((kind, name) -> {
                JsonNode wanted = vendors.path(name);
                if (wanted.isArray()) {
                    Set<String> scopes = new HashSet<>();
                    wanted.forEach(scope -> scopes.add(scope.asText()));
                    assertThat(own.get(kind))
                            .as(method + " with a " + kind + " token")
                            .isEqualTo(scopes);
                } else {
                    assertThat(own).as(method).doesNotContainKey(kind);
                }
            });
        }
    }

    @Test
    void tiersAreRequestsAMinute() {
        MethodTable table = new MethodTable();

        assertThat(table.find("reactions.remove").orElseThrow().limit().permits())
                .isEqualTo(20);
        assertThat(table.find("chat.update").orElseThrow().limit().permits()).isEqualTo(50);
        assertThat(table.find("users.info").orElseThrow().limit().permits()).isEqualTo(100);
        assertThat(MethodTable.POST_CHANNEL.period()).hasSeconds(1);
    }
}
