package dev.footbridge.webex.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a client must know to be pointed here, and what the inspector shows of the store. */
final class Description {
    private static final int MESSAGES_SHOWN = 20;

    private Description() {}

    static Map<String, Object> of(
            WebexEmulator emulator,
            Organization organization,
            Apps apps,
            Tokens.Pair serviceApp,
            Map<String, Tokens.Pair> integration) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("platform", emulator.name());
        all.put("baseUrl", emulator.baseUrl().toString());
        all.put("apiUrl", emulator.apiUrl());
        all.put("tokenUrl", emulator.apiUrl() + "/access_token");
        all.put("controlUrl", emulator.baseUrl() + "/_emulator");
        all.put("orgId", organization.id);
        all.put("clientId", apps.clientId());
        all.put("clientSecret", apps.clientSecret());
        all.put("serviceAppId", apps.serviceAppId());
        all.put("serviceAppClientId", apps.serviceClientId());
        all.put("serviceAppClientSecret", apps.serviceClientSecret());
        all.put("relayPersonId", emulator.relayPersonId());
        all.put("botPersonId", emulator.botPersonId());
        all.put("serviceAppPersonId", emulator.serviceAppPersonId());
        Map<String, String> users = new LinkedHashMap<>();
        Map<String, String> refreshOfUsers = new LinkedHashMap<>();
        integration.forEach((handle, pair) -> {
            users.put(handle, pair.access());
            refreshOfUsers.put(handle, pair.refresh());
        });
        all.put(
                "tokens",
                Map.of(
                        "relay",
                        emulator.relayToken(),
                        "bot",
                        emulator.botToken(),
                        "serviceApp",
                        serviceApp.access(),
                        "users",
                        users));
        all.put(
                "refreshTokens",
                Map.of(
                        "relay",
                        emulator.relayRefreshToken(),
                        "serviceApp",
                        serviceApp.refresh(),
                        "users",
                        refreshOfUsers));
        synchronized (organization) {
            all.put("users", users(organization));
            all.put("channels", rooms(organization));
        }
        return all;
    }

    private static List<Map<String, Object>> users(Organization organization) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Person person : organization.people()) {
            all.add(Map.of(
                    "id", person.id(),
                    "handle", person.handle(),
                    "name", person.displayName(),
                    "email", person.email(),
                    "sort", person.sort().name().toLowerCase(Locale.ROOT),
                    "bot", person.bot()));
        }
        return all;
    }

    private static List<Map<String, Object>> rooms(Organization organization) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Room room : organization.rooms()) {
            all.add(Map.of(
                    "id", room.id(),
                    "name", room.title(),
                    "kind", room.type(),
                    "members",
                            room.members().stream()
                                    .map(member -> member.person().id())
                                    .toList()));
        }
        return all;
    }

    static Map<String, Object> stores(Organization organization, WebhookBook book) {
        Map<String, Object> all = new LinkedHashMap<>();
        synchronized (organization) {
            all.put("users", users(organization));
            all.put("webhooks", book.all().stream().map(Webhook::envelope).toList());
            for (Room room : organization.rooms()) {
                List<Message> messages = room.messages();
                Map<String, Object> shown = new LinkedHashMap<>();
                shown.put("title", room.title());
                shown.put("members", room.members().size());
                shown.put("messageCount", messages.size());
                shown.put(
                        "newestMessages",
                        messages.subList(Math.max(0, messages.size() - MESSAGES_SHOWN), messages.size()).stream()
                                .map(Message::json)
                                .toList());
                all.put(room.id(), shown);
            }
        }
        return all;
    }
}
