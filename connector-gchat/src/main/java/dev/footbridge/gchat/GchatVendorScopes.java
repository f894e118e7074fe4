package dev.footbridge.gchat;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Google's discovery documents say, from {@code gchat-scopes.json}. */
final class GchatVendorScopes {

    private static final String FILE = "gchat-scopes.json";

    /** The ways to authenticate, as the file calls them. */
    private static final Map<String, GrantType> WAYS = Map.of(
            "app", GrantType.BOT,
            "app-admin-approved", GrantType.ADMIN_APPROVED,
            "user", GrantType.DOMAIN_WIDE,
            "user-admin-privileges", GrantType.DOMAIN_WIDE);

    private GchatVendorScopes() {}

    static Optional<ScopeRows> read(Path folder) throws IOException {
        Optional<VendorFile> file = VendorFile.open(folder, FILE, "apis");
        file.ifPresent(opened -> {
            String prefix = Json.text(opened.tree(), "scopePrefix").orElse("");
            for (JsonNode api : opened.members("apis").values()) {
                api.path("methods").properties().forEach(method -> method(opened, prefix, method.getValue()));
            }
        });
        return file.map(opened -> opened.rows(GchatIds.PLATFORM, FILE, List.of()));
    }

    private static void method(VendorFile file, String prefix, JsonNode method) {
        String call = Json.text(method, "http").orElse("") + " "
                + Json.text(method, "path").orElse("");
        JsonNode ways = method.path("byAuth");
        if (ways.isMissingNode()) {
            call(file, prefix, call, GrantType.DOMAIN_WIDE, Json.texts(method, "scopes"));
        }
        ways.properties().forEach(way -> {
            GrantType type = WAYS.get(way.getKey());
            if (type != null) {
                call(file, prefix, call, type, Json.texts(ways, way.getKey()));
            }
        });
    }

    private static void call(VendorFile file, String prefix, String call, GrantType type, List<String> names) {
        names.forEach(name -> file.add(info(prefix, name, type)));
        file.call(call, type, names.stream().map(name -> Set.of(prefix + name)).toList());
    }

    private static ScopeInfo info(String prefix, String name, GrantType type) {
        return new ScopeInfo(
                new Scope(prefix + name, type),
                "",
                type == GrantType.BOT ? Consent.INSTALLER : Consent.ADMINISTRATOR,
                Set.of(Surface.SERVER),
                Optional.empty(),
                Optional.empty(),
                1,
                Set.of(),
                List.of(name),
                Optional.empty());
    }
}
