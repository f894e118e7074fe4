package dev.footbridge.miro.emulator;

import dev.footbridge.testkit.emulator.ClientChannel;
import dev.footbridge.testkit.emulator.ClientUser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a client needs to know to use the emulator, and what the inspector shows. */
final class Description {
    private Description() {}

    static Map<String, Object> of(MiroEmulator emulator) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("platform", emulator.name());
        all.put("baseUrl", emulator.baseUrl().toString());
        all.put("apiUrl", emulator.baseUrl().toString());
        all.put("controlUrl", emulator.baseUrl() + "/_emulator");
        all.put("tokenUrl", emulator.tokenUrl().toString());
        all.put("authorizeUrl", emulator.baseUrl() + "/oauth/authorize");
        all.put("clientId", emulator.clientId());
        all.put("clientSecret", emulator.clientSecret());
        all.put("organizationId", emulator.organizationId());
        all.put("teamId", emulator.teamId());
        all.put("relayUserId", emulator.userId(emulator.relayHandle()));
        Map<String, String> tokens = new LinkedHashMap<>();
        List<Map<String, Object>> users = new ArrayList<>();
        for (ClientUser user : emulator.people().users()) {
            tokens.put(user.handle(), emulator.describedToken(user.handle()));
            users.add(Map.of(
                    "id", user.id(),
                    "handle", user.handle(),
                    "name", user.displayName(),
                    "email", user.email().orElse("")));
        }
        all.put("tokens", tokens);
        all.put("users", users);
        all.put("boards", boards(emulator));
        Map<String, String> channels = new LinkedHashMap<>();
        emulator.people().channels().forEach(channel -> channels.putIfAbsent(channel.name(), channel.id()));
        all.put("channels", channels);
        emulator.server().tls().ifPresent(tls -> all.put("caCertificate", tls.authorityPem()));
        return all;
    }

    private static List<String> boards(MiroEmulator emulator) {
        return emulator.people().channels().stream()
                .map(ClientChannel::id)
                .map(id -> id.substring(0, id.indexOf('/')))
                .distinct()
                .toList();
    }

    static Map<String, Object> stores(World world) {
        synchronized (world) {
            List<Map<String, Object>> boards = new ArrayList<>();
            for (Board board : world.boards.values()) {
                boards.add(Map.of(
                        "id", board.id,
                        "name", board.name,
                        "items", board.items.size(),
                        "connectors", board.lines.size(),
                        "tags", board.tags.size(),
                        "members", board.members.size()));
            }
            return Map.of("boards", boards);
        }
    }
}
