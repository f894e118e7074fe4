package dev.footbridge.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the connector knows of Slack against what the vendor published. The requests themselves: SlackContractTest. */
class SlackVendorContractTest {

    private static JsonNode scopes;

    @BeforeAll
    static void read() {
        Path folder = VendorContracts.required(SlackVendorContractTest.class);
        scopes = VendorContracts.json(folder.resolve("slack-scopes.json"));
    }

    /** A code may well be left to the default, but then on purpose: the default is a refusal. */
    @Test
    void everyErrorThatCallsForAnotherReactionThanGivingUpIsInTheTable() {
        Set<String> documented = texts(scopes.path("commonErrors"));
        for (Operation operation : SlackScopes.catalogue().operations()) {
            documented.addAll(
                    texts(scopes.path("methods").path(operation.name()).path("errors")));
        }
        List<String> missing = new ArrayList<>();
        for (String code : documented) {
            // About drafts, comments and duplicates of the vendor's own clients.
            boolean ours = !code.matches("(draft|duplicate|file_comment)_.*");
            boolean telling =
                    code.matches(".*(not_found|rate_?limited|token|auth|login|scope|denied|restricted|limited_access"
                            + "|unavailable|internal|fatal|timeout|not_in_channel|permission|inactive).*");
            if (ours && telling && !SlackErrors.table().containsKey(code)) {
                missing.add(code);
            }
        }
        assertThat(documented).hasSizeGreaterThan(80);
        assertThat(missing).isEmpty();
        assertThat(SlackErrors.table()).containsEntry("missing_scope", Kind.FORBIDDEN);
    }

    /** Shows that the validation of SlackContractTest can fail. */
    @Test
    void requestsThatTheVendorDoesNotAllowAreFound() {
        SlackRequestSchemas schemas = SlackRequestSchemas.vendor().orElseThrow();
        String section = "{\"type\":\"rich_text_section\",\"elements\":[{\"type\":\"text\",\"text\":\"x\"}]}";
        String blocks = "[{\"type\":\"rich_text\",\"elements\":[" + section + "]}]";

        assertThat(schemas.violations("chat.postMessage", Map.of("channel", "C1", "text", "x", "blocks", blocks)))
                .isEmpty();
        assertThat(schemas.violations("chat.postMessage", Map.of("text", "x"))).isNotEmpty();
        assertThat(schemas.violations("chat.postMessage", Map.of("channel", "C1", "text", "x", "chanel", "C2")))
                .isNotEmpty();
        assertThat(schemas.violations(
                        "chat.postMessage",
                        Map.of("channel", "C1", "blocks", blocks.replace("\"text\":\"x\"", "\"txt\":\"x\""))))
                .isNotEmpty();
        assertThat(schemas.violations("conversations.history", Map.of("channel", "C1", "limit", "many")))
                .isNotEmpty();
        assertThat(schemas.violations("chat.remove", Map.of())).isNotEmpty();
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
