package dev.footbridge.slack.emulator;

import java.net.URI;
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
            Workspace workspace, URI baseUrl, String botToken, String appToken, Map<String, String> userTokens) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("platform", "slack");
        all.put("baseUrl", baseUrl.toString());
        all.put("apiUrl", baseUrl + "/api/");
        all.put("controlUrl", baseUrl + "/_emulator");
        all.put("teamId", workspace.teamId);
        all.put("teamName", workspace.name);
        all.put("appId", workspace.app.appId());
        all.put("clientId", workspace.app.clientId());
        all.put("clientSecret", workspace.app.clientSecret());
        all.put("signingSecret", workspace.app.signingSecret());
        all.put("verificationToken", workspace.app.verificationToken());
        all.put("botUserId", workspace.app.userId());
        all.put("botId", workspace.app.botId());
        Map<String, Object> tokens = new LinkedHashMap<>();
        tokens.put("bot", botToken);
        tokens.put("app", appToken);
        tokens.put("users", new LinkedHashMap<>(userTokens));
        all.put("tokens", tokens);
        synchronized (workspace) {
            all.put("users", users(workspace));
            all.put("channels", channels(workspace));
        }
        return all;
    }

    private static List<Map<String, Object>> users(Workspace workspace) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (SlackUser user : workspace.users()) {
            all.add(Map.of(
                    "id", user.id(),
                    "handle", user.handle(),
                    "name", user.name(),
                    "email", user.email(),
                    "bot", user.bot()));
        }
        return all;
    }

    private static List<Map<String, Object>> channels(Workspace workspace) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (SlackChannel channel : workspace.channels()) {
            all.add(Map.of(
                    "id", channel.id,
                    "name", channel.name(),
                    "kind", channel.kind.name().toLowerCase(Locale.ROOT),
                    "members", List.copyOf(channel.members)));
        }
        return all;
    }

    static Map<String, Object> stores(Workspace workspace, SocketMode sockets) {
        Map<String, Object> all = new LinkedHashMap<>();
        synchronized (workspace) {
            all.put("users", users(workspace));
            for (SlackChannel channel : workspace.channels()) {
                List<Object> newest = new ArrayList<>();
                for (SlackMessage message : channel.messages().descendingMap().values()) {
                    if (newest.size() < MESSAGES_SHOWN) {
                        newest.add(message.inHistory(true));
                    }
                }
                Map<String, Object> shown = new LinkedHashMap<>();
                shown.put("name", channel.name());
                shown.put("members", List.copyOf(channel.members));
                shown.put("messageCount", channel.messages().size());
                shown.put("newestMessages", newest);
                all.put(channel.id, shown);
            }
        }
        all.put("openSockets", sockets.connections());
        return all;
    }
}
