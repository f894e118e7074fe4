package dev.footbridge.gchat.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a client must know to be pointed here, and what the inspector shows of the store. */
final class Description {
    private static final int MESSAGES_SHOWN = 20;

    private Description() {}

    static Map<String, Object> of(Domain domain, GchatEmulator emulator) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("platform", "gchat");
        all.put("baseUrl", emulator.baseUrl().toString());
        all.put("tokenUrl", emulator.baseUrl() + "/token");
        all.put("controlUrl", emulator.baseUrl() + "/_emulator");
        all.put("customerId", domain.identity().customerId());
        all.put("domain", domain.identity().domain());
        all.put("projectId", domain.identity().projectId());
        all.put("projectNumber", domain.identity().projectNumber());
        all.put("credentials", emulator.credentials());
        all.put("topic", emulator.events().topic());
        all.put("pushAccount", emulator.events().pushAccount());
        all.put("oidcKeysUrl", emulator.baseUrl() + "/oauth2/v3/certs");
        all.put(
                "chatKeysUrl",
                emulator.baseUrl() + "/service_accounts/v1/metadata/x509/chat@system.gserviceaccount.com");
        all.put("clientId", emulator.account().oauthClientId());
        all.put("clientSecret", emulator.account().oauthClientSecret());
        all.put("delegatedUser", emulator.relayEmail());
        synchronized (domain) {
            all.put("appUser", domain.app().id());
            all.put("users", users(domain));
            all.put("spaces", spaces(domain));
        }
        emulator.server().tls().ifPresent(tls -> all.put("caCertificate", tls.authorityPem()));
        return all;
    }

    private static List<Map<String, Object>> users(Domain domain) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (ChatUser user : domain.users()) {
            all.add(Map.of(
                    "id", user.id(),
                    "handle", user.handle(),
                    "name", user.displayName(),
                    "email", user.email(),
                    "bot", user.bot()));
        }
        return all;
    }

    private static List<Map<String, Object>> spaces(Domain domain) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (ChatSpace space : domain.spaces()) {
            all.add(Map.of(
                    "id", space.id(),
                    "name", space.displayName(),
                    "kind", space.kind().name().toLowerCase(Locale.ROOT),
                    "members", List.copyOf(space.members().keySet())));
        }
        return all;
    }

    static Map<String, Object> stores(Domain domain) {
        Map<String, Object> all = new LinkedHashMap<>();
        MessageJson json = new MessageJson(domain);
        synchronized (domain) {
            all.put("users", users(domain));
            for (ChatSpace space : domain.spaces()) {
                List<ChatMessage> messages = new ArrayList<>(space.messages());
                List<Object> newest = new ArrayList<>();
                for (int i = messages.size() - 1; i >= 0 && newest.size() < MESSAGES_SHOWN; i--) {
                    newest.add(json.of(messages.get(i), new View(View.Audience.APP, false)));
                }
                Map<String, Object> shown = new LinkedHashMap<>();
                shown.put("name", space.displayName());
                shown.put("members", List.copyOf(space.members().keySet()));
                shown.put("messageCount", messages.size());
                shown.put("newestMessages", newest);
                all.put(space.id(), shown);
            }
        }
        return all;
    }
}
