package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the connector knows of Miro against what the vendor published. The requests themselves: MiroContractTest. */
class MiroVendorContractTest {

    private static final Pattern LEVEL = Pattern.compile("Level (\\d)");

    private record Documented(String method, String path, JsonNode json) {}

    private static final Map<String, Documented> OPERATIONS = new HashMap<>();
    private static JsonNode crosscheck;
    private static JsonNode document;

    @BeforeAll
    static void read() {
        Path folder = VendorContracts.required(MiroVendorContractTest.class);
        crosscheck = VendorContracts.json(folder.resolve("miro-seed-crosscheck.json"));
        document = VendorContracts.json(folder.resolve("miro/miro-openapi.fixed.json"));
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    if (verb.getValue().has("operationId")) {
                        OPERATIONS.put(
                                verb.getValue().path("operationId").asText(),
                                new Documented(verb.getKey().toUpperCase(Locale.ROOT), path.getKey(), verb.getValue()));
                    }
                }));
    }

    @Test
    void everyOperationIsWhatTheVendorSays() {
        assertThat(MiroScopes.calls()).hasSizeGreaterThan(140);
        MiroScopes.calls().values().forEach(call -> {
            Documented documented = OPERATIONS.get(call.name());
            assertThat(documented).as(call.name()).isNotNull();
            assertThat(call.method()).as(call.name()).isEqualTo(documented.method());
            assertThat(call.path()).as(call.name()).isEqualTo(documented.path());
            Matcher level = LEVEL.matcher(documented.json().path("description").asText());
            int number = level.find() ? Integer.parseInt(level.group(1)) : 1;
            assertThat(call.level()).as(call.name()).isEqualTo(MiroLevel.of(number));
            assertThat(call.query()).as(call.name()).containsExactlyInAnyOrderElementsOf(query(documented));
        });
    }

    private static List<String> query(Documented documented) {
        List<String> names = new ArrayList<>();
        documented.json().path("parameters").forEach(reference -> {
            String at = reference.path("$ref").asText("");
            JsonNode parameter = at.isEmpty() ? reference : document.at(at.substring(1));
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    @Test
    void everyOperationBehindTheScopesIsInTheCatalogue() {
        Set<String> ours = MiroScopes.calls().keySet();
        for (JsonNode row : crosscheck.path("rows")) {
            for (JsonNode operation : row.path("operations")) {
                Matcher name = Pattern.compile("\\(([^)]+)\\)$").matcher(operation.asText());
                boolean stable = operation.asText().contains(" /v2/");
                // The repaired document has one operation for what the first one had several names for.
                if (name.find() && stable && OPERATIONS.containsKey(name.group(1))) {
                    assertThat(ours).contains(name.group(1));
                }
            }
        }
    }

    /** Shows that the validation of MiroContractTest can fail. */
    @Test
    void requestsThatTheVendorDoesNotAllowAreFound() {
        MiroRequestSchemas schemas = MiroRequestSchemas.vendor().orElseThrow();
        String notes = "/v2/boards/uXjVOD6LSME=/sticky_notes";
        String items = "/v2/boards/uXjVOD6LSME=/items";

        assertThat(schemas.violations("POST", notes, "{\"data\":{\"content\":\"x\"}}"))
                .isEmpty();
        assertThat(schemas.violations("POST", notes, "")).isNotEmpty();
        assertThat(schemas.violations("POST", notes, "{\"data\":{\"content\":7}}"))
                .isNotEmpty();
        assertThat(schemas.violations("POST", notes, "{\"data\":{\"contents\":\"x\"}}"))
                .isNotEmpty();
        assertThat(schemas.violations("POST", notes, "{\"style\":{\"fillColor\":\"mauve\"}}"))
                .isNotEmpty();
        assertThat(schemas.violations("GET", items + "?limit=50", "")).isEmpty();
        assertThat(schemas.violations("GET", items + "?limit=51", "")).isNotEmpty();
        assertThat(schemas.violations("GET", items + "?since=1", "")).isNotEmpty();
        assertThat(schemas.violations("GET", items + "?type=note", "")).isNotEmpty();
        assertThat(schemas.violations("GET", "/v2/audit/logs", "")).isNotEmpty();
        assertThat(schemas.violations("GET", "/v2/nothing", "")).isNotEmpty();
    }
}
