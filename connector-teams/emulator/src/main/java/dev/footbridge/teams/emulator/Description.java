package dev.footbridge.teams.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a client needs to know to use the emulator, ready to be printed as JSON. */
final class Description {
    private Description() {}

    static Map<String, Object> of(TeamsEmulator emulator) {
        var all = new LinkedHashMap<String, Object>();
        all.put("platform", emulator.name());
        all.put("baseUrl", emulator.baseUrl().toString());
        all.put("controlUrl", emulator.baseUrl() + "/_emulator");
        all.put("graphUrl", emulator.graphUrl().toString());
        all.put("tokenUrl", emulator.tokenUrl().toString());
        all.put("openIdUrl", emulator.openIdUrl().toString());
        all.put("tenantId", Seed.TENANT_ID);
        all.put("clientId", Seed.APP_ID);
        all.put("clientSecret", Seed.APP_SECRET);
        all.put("applicationToken", emulator.applicationToken(Seed.ROLES));
        all.put("teamId", Seed.TEAM);
        all.put(
                "channels",
                Map.of(
                        "General", Seed.GENERAL,
                        "project-launch", Seed.PROJECT,
                        "random", Seed.RANDOM,
                        "leads", Seed.LEADS));
        all.put("chats", Map.of("group", Seed.GROUP_CHAT, "direct", Seed.DIRECT_CHAT));
        all.put("relayUserId", Seed.RELAY);
        all.put("personas", personas(emulator));
        emulator.server().tls().ifPresent(tls -> all.put("caCertificate", tls.authorityPem()));
        return all;
    }

    private static List<Map<String, Object>> personas(TeamsEmulator emulator) {
        return emulator.people().users().stream()
                .map(user -> {
                    var persona = new LinkedHashMap<String, Object>();
                    persona.put("id", user.id());
                    persona.put("displayName", user.displayName());
                    persona.put("email", user.email().orElse(""));
                    persona.put("accessToken", emulator.delegatedToken(user.id()));
                    persona.put("refreshToken", emulator.refreshToken(user.id()));
                    return (Map<String, Object>) persona;
                })
                .toList();
    }
}
