package dev.footbridge.gchat.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.contract.VendorContracts;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MethodTableTest {
    @Test
    void pathsAndScopesAreTheVendors() {
        JsonNode apis = VendorContracts.json(
                        VendorContracts.required(MethodTableTest.class).resolve("gchat-scopes.json"))
                .path("apis");
        MethodTable table = new MethodTable();

        assertThat(table.names()).hasSizeGreaterThan(40);
        for (String name : table.names()) {
            JsonNode vendors = find(apis, name);
            MethodTable.Entry own = table.get(name);
            assertThat(own.http()).as(name).isEqualTo(vendors.path("http").asText());
            String example = vendors.path("path").asText().replaceAll("\\{[^}]+}", "x");
            assertThat(own.path().matcher(example).matches())
                    .as(name + " " + example)
                    .isTrue();
            Set<String> all = new HashSet<>(own.app());
            all.addAll(own.approved());
            all.addAll(own.user());
            assertThat(set(vendors.path("scopes"))).as(name).containsAll(all);
            JsonNode byAuth = vendors.path("byAuth");
            if (byAuth.isObject()) {
                assertThat(own.app()).as(name).isEqualTo(set(byAuth.path("app")));
                assertThat(own.approved()).as(name).isEqualTo(set(byAuth.path("app-admin-approved")));
                assertThat(own.user()).as(name).isEqualTo(set(byAuth.path("user")));
            }
        }
    }

    private static JsonNode find(JsonNode apis, String method) {
        for (JsonNode api : apis) {
            if (api.path("methods").has(method)) {
                return api.path("methods").path(method);
            }
        }
        throw new AssertionError("the vendor knows no " + method);
    }

    private static Set<String> set(JsonNode array) {
        Set<String> all = new HashSet<>();
        array.forEach(one -> all.add(one.asText()));
        return all;
    }
}
