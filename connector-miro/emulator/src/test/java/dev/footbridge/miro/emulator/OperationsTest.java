package dev.footbridge.miro.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.miro.emulator.Operations.Operation;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The emulator's copy of the facts against the vendor's description. */
class OperationsTest {
    private static final Pattern LEVEL = Pattern.compile("Level (\\d)");

    @Test
    void scopesAndLevelsAreTheVendors() {
        Path folder = VendorContracts.required(OperationsTest.class);
        JsonNode paths = VendorContracts.json(folder.resolve("miro/miro-openapi.fixed.json"))
                .path("paths");
        List<Operation> all = new Operations().all();
        assertThat(all).hasSizeGreaterThan(150);
        for (Operation operation : all) {
            JsonNode vendors =
                    paths.path(operation.path()).path(operation.method().toLowerCase(Locale.ROOT));
            if (operation.id().equals("get-resource")) {
                assertThat(vendors.isMissingNode()).isTrue();
                continue;
            }
            assertThat(vendors.path("operationId").asText()).isEqualTo(operation.id());
            Matcher level = LEVEL.matcher(vendors.path("description").asText());
            int credits = level.find() ? Credits.ofLevel(Integer.parseInt(level.group(1))) : 0;
            assertThat(operation.credits()).as(operation.id()).isEqualTo(credits);
            assertThat(operation.perItem())
                    .as(operation.id())
                    .isEqualTo(vendors.path("description").asText().contains("</a> per item"));
            List<String> scopes = new ArrayList<>();
            vendors.path("security")
                    .findValues("oAuth2AuthCode")
                    .forEach(list -> list.forEach(scope -> scopes.add(scope.asText())));
            assertThat(operation.scopes().stream().map(scope -> scope.split("\\|")[0]))
                    .as(operation.id())
                    .containsExactlyElementsOf(scopes);
        }
    }
}
