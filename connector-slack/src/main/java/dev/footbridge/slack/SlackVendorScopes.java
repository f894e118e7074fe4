package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.scope.Consent;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.core.scope.ScopeRows;
import dev.footbridge.http.Json;
import dev.footbridge.http.VendorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the method pages of Slack say, from {@code slack-scopes.json}. */
final class SlackVendorScopes {

    private static final String FILE = "slack-scopes.json";
    private static final Map<String, GrantType> TOKENS =
            Map.of("bot", GrantType.BOT, "user", GrantType.USER, "appLevel", GrantType.APPLICATION);

    private SlackVendorScopes() {}

    static Optional<ScopeRows> read(Path folder) throws IOException {
        Optional<VendorFile> file = VendorFile.open(folder, FILE, "methods");
        file.ifPresent(opened -> opened.members("methods")
                .forEach((method, row) -> TOKENS.forEach((token, type) -> method(opened, method, row, token, type))));
        return file.map(opened -> opened.rows(SlackIds.PLATFORM, FILE, List.of()));
    }

    private static void method(VendorFile file, String method, JsonNode row, String token, GrantType type) {
        List<String> names = Json.texts(row, token);
        names.forEach(name -> scope(file, name, type));
        if (!names.isEmpty()) {
            Json.at(row, "extra").properties().forEach(extra -> scope(file, extra.getKey(), type));
        }
        if (Json.flag(row, "anyOf")) {
            // Not any of them: the one for the kind of conversation. So each kind is a call of its own.
            Map<String, Set<String>> kinds = new LinkedHashMap<>();
            names.forEach(name -> kinds.computeIfAbsent(kind(name), unused -> new LinkedHashSet<>())
                    .add(name));
            kinds.forEach((kind, any) -> file.call(
                    method + ':' + kind, type, any.stream().map(Set::of).toList()));
        } else if (!names.isEmpty()) {
            file.call(method, type, List.of(new LinkedHashSet<>(names)));
        }
    }

    private static String kind(String name) {
        return name.substring(0, name.indexOf(':'));
    }

    private static void scope(VendorFile file, String name, GrantType type) {
        file.add(ScopeInfo.of(new Scope(name, type), "", Consent.INSTALLER));
    }
}
