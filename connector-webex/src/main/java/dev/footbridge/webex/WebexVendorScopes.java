package dev.footbridge.webex;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What Webex's guides say, from {@code webex-scopes.json}, which tells the basis of each row. */
final class WebexVendorScopes {

    private static final String FILE = "webex-scopes.json";

    /** Stands for all scopes of a user, and opens nothing of administrators and compliance officers. */
    private static final String ALL = "spark:all";

    private static final String OF_USERS = "spark:";

    private WebexVendorScopes() {}

    static Optional<ScopeRows> read(Path folder) throws IOException {
        Optional<VendorFile> file = VendorFile.open(folder, FILE, "scopes", "operations");
        file.ifPresent(opened -> {
            Set<String> names = opened.members("scopes").keySet();
            names.forEach(name -> opened.add(info(name, names)));
            opened.members("operations").forEach((call, row) -> {
                for (String credential : List.of("user", "compliance", "admin", "serviceApp")) {
                    call(opened, call, credential, row);
                }
            });
        });
        return file.map(opened -> opened.rows(WebexIds.PLATFORM, FILE, List.of()));
    }

    private static void call(VendorFile file, String call, String credential, JsonNode row) {
        Set<Scope> scopes = Json.texts(row, credential).stream()
                .map(WebexScopes::scope)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!scopes.isEmpty()) {
            file.call(call, List.of(scopes));
        }
    }

    private static ScopeInfo info(String name, Set<String> names) {
        Set<Scope> implied = name.equals(ALL)
                ? names.stream()
                        .filter(other -> other.startsWith(OF_USERS) && !other.equals(ALL))
                        .map(WebexScopes::scope)
                        .collect(Collectors.toSet())
                : Set.of();
        return new ScopeInfo(
                WebexScopes.scope(name),
                "",
                WebexScopes.scope(name).grantType() == GrantType.USER ? Consent.USER : Consent.ADMINISTRATOR,
                Set.of(Surface.SERVER),
                Optional.empty(),
                Optional.empty(),
                name.equals(ALL) ? ScopeInfo.MAX_LEVEL : 1,
                implied,
                List.of(),
                Optional.empty());
    }
}
