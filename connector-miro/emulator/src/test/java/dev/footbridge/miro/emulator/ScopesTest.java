package dev.footbridge.miro.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.miro.emulator.Operations.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every operation that is answered, without each of its scopes in turn. */
class ScopesTest {
    @Test
    void noOperationWorksWithoutOneOfItsScopes() {
        try (MiroEmulator miro = MiroEmulator.builder().start()) {
            Operations operations = new Operations();
            List<String> open = new ArrayList<>();
            int refused = 0;
            for (String id : miro.operations()) {
                Operation operation = operations.get(id);
                for (String scope : operation.scopes()) {
                    Set<String> others = new HashSet<>(MiroEmulator.ALL_SCOPES);
                    others.removeAll(List.of(scope.split("\\|")));
                    Api.Answer answer = call(new Api(miro, miro.accessToken("relay", others)), operation);
                    if (answer.status() != 403
                            || !answer.json().path("message").asText().contains(scope.split("\\|")[0])) {
                        open.add(id + " without " + scope + ": " + answer);
                    }
                    refused++;
                }
                Api.Answer granted = call(Api.as(miro, "relay"), operation);
                if (granted.status() == 403 || granted.status() >= 500) {
                    open.add(id + " with all scopes: " + granted);
                }
                Api.Answer nobody = call(new Api(miro, ""), operation);
                if (nobody.status() != 401) {
                    open.add(id + " without a token: " + nobody);
                }
            }
            assertThat(open).isEmpty();
            assertThat(refused).isGreaterThan(140);
        }
    }

    private static Api.Answer call(Api api, Operation operation) {
        String path =
                operation.path().replace("{org_id}", World.ORGANIZATION_ID).replaceAll("\\{[a-z_]+}", "1");
        String body = operation.method().equals("GET") || operation.method().equals("DELETE") ? "" : "{}";
        return api.send(operation.method(), path, body);
    }

    @Test
    void everyScopeOfAnAnsweredOperationIsKnown() {
        Operations operations = new Operations();
        Set<String> asked = new HashSet<>();
        try (MiroEmulator miro = MiroEmulator.builder().start()) {
            miro.operations()
                    .forEach(id ->
                            operations.get(id).scopes().forEach(scope -> asked.add(scope.replaceFirst(".*\\|", ""))));
        }
        assertThat(asked).isEqualTo(MiroEmulator.ALL_SCOPES);
    }
}
