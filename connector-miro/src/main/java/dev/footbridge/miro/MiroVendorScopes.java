package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.scope.Consent;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.core.scope.ScopeRows;
import dev.footbridge.core.scope.Surface;
import dev.footbridge.http.Json;
import dev.footbridge.http.VendorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the description of Miro's REST interface says, from {@code miro-scopes.json}. */
final class MiroVendorScopes {

    private static final String FILE = "miro-scopes.json";

    /** Those that have scopes of their own. */
    private static final List<String> TIERS = List.of("enterprise", "enterprise-guard");

    private MiroVendorScopes() {}

    static Optional<ScopeRows> read(Path folder) throws IOException {
        Optional<VendorFile> file =
                VendorFile.open(folder, FILE, "declaredInSecurityScheme", "usedByOperations", "operations");
        file.ifPresent(opened -> {
            for (JsonNode operation : opened.members("operations").values()) {
                call(opened, operation);
            }
            Set<String> used = opened.members("usedByOperations").keySet();
            used.forEach(name -> opened.add(info(name, Surface.SERVER)));
            // Declared, and no call of the server's interface takes it: of use inside an open board only.
            opened.members("declaredInSecurityScheme").keySet().stream()
                    .filter(name -> !used.contains(name))
                    .forEach(name -> opened.add(info(name, Surface.CLIENT)));
        });
        return file.map(opened -> opened.rows(MiroIds.PLATFORM, FILE, TIERS));
    }

    private static void call(VendorFile file, JsonNode operation) {
        Set<Scope> scopes = Json.texts(operation, "scopes").stream()
                .map(MiroScopes::scope)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!scopes.isEmpty()) {
            file.call(
                    Json.text(operation, "http").orElse("") + " "
                            + Json.text(operation, "path").orElse(""),
                    List.of(scopes));
        }
    }

    private static ScopeInfo info(String name, Surface surface) {
        return new ScopeInfo(
                MiroScopes.scope(name),
                "",
                Consent.INSTALLER,
                Set.of(surface),
                Optional.empty(),
                Optional.empty(),
                1,
                Set.of(),
                List.of(),
                Optional.empty());
    }
}
