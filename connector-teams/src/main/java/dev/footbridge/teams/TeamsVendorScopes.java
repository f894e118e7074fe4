package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.scope.Consent;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.core.scope.ScopeRows;
import dev.footbridge.core.scope.Surface;
import dev.footbridge.http.Json;
import dev.footbridge.http.VendorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Microsoft's own list of permissions says, from {@code msgraph-permissions.json}. */
final class TeamsVendorScopes {

    private static final String FILE = "msgraph-permissions.json";

    /** For the few without one; most have it. */
    private static final int USUAL_LEVEL = 3;

    private static final Map<String, GrantType> SCHEMES =
            Map.of("Application", GrantType.APPLICATION, "DelegatedWork", GrantType.DELEGATED);

    private TeamsVendorScopes() {}

    static Optional<ScopeRows> read(Path folder) throws IOException {
        Optional<VendorFile> file = VendorFile.open(folder, FILE, "permissions", "operations");
        file.ifPresent(TeamsVendorScopes::read);
        return file.map(opened -> opened.rows(TeamsIds.PLATFORM, FILE, List.of()));
    }

    private static void read(VendorFile file) {
        Map<String, JsonNode> permissions = file.members("permissions");
        permissions.forEach((name, schemes) -> SCHEMES.forEach((scheme, type) -> {
            if (schemes.has(scheme)) {
                file.add(info(scope(name, type), schemes.path(scheme), permissions.keySet()));
            }
        }));
        file.members("operations")
                .forEach((call, schemes) -> SCHEMES.forEach((scheme, type) -> {
                    List<Set<Scope>> alternatives = new ArrayList<>();
                    Json.texts(schemes.path(scheme), "all")
                            .forEach(name -> alternatives.add(Set.of(scope(name, type))));
                    file.call(call, alternatives);
                }));
    }

    /** The list counts resource-specific permissions among those of applications; their names tell. */
    private static Scope scope(String name, GrantType type) {
        boolean specific = type == GrantType.APPLICATION && name.matches(".*\\.(?:Group|Chat|User)");
        return new Scope(name, specific ? GrantType.RESOURCE_SPECIFIC : type);
    }

    private static ScopeInfo info(Scope scope, JsonNode scheme, Set<String> names) {
        return new ScopeInfo(
                scope,
                Json.text(scheme, "adminDisplayName").orElse(""),
                consent(scope, scheme),
                Set.of(Surface.SERVER),
                Optional.empty(),
                Optional.empty(),
                scheme.path("privilegeLevel").asInt(USUAL_LEVEL),
                implied(scope, names),
                List.of(),
                Optional.empty());
    }

    private static Consent consent(Scope scope, JsonNode scheme) {
        if (scope.grantType() == GrantType.RESOURCE_SPECIFIC) {
            return Consent.RESOURCE_OWNER;
        }
        return Json.flag(scheme, "requiresAdminConsent") ? Consent.ADMINISTRATOR : Consent.USER;
    }

    /** Writing includes reading, and reading all includes reading what is basic. */
    private static Set<Scope> implied(Scope scope, Set<String> names) {
        Set<Scope> implied = new LinkedHashSet<>();
        for (String less : List.of(
                scope.name().replace(".ReadWrite.", ".Read."),
                scope.name().replace(".ReadWrite.", ".ReadBasic."),
                scope.name().replace(".Read.", ".ReadBasic."),
                scope.name().replaceAll("\\.ReadWrite$", ".Read"))) {
            if (!less.equals(scope.name()) && names.contains(less)) {
                implied.add(new Scope(less, scope.grantType()));
            }
        }
        return implied;
    }
}
