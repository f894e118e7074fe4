package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.http.Json;
import java.util.List;
import java.util.Optional;

/**
 * Who this connector is on Slack, as far as it has learnt: the bot user and bot from {@code auth.test}, the app and
 * again the bot user from the envelope of any proved event. Safe for concurrent use.
 */
final class SlackSelf {

    private volatile String userId = "";
    private volatile String botId = "";
    private volatile String appId = "";

    void learnBot(String user, String bot) {
        userId = user;
        botId = bot;
    }

    /** Events come to the app itself, so the app that an envelope names is this one. */
    void learnEnvelope(JsonNode envelope, String teamId) {
        if (appId.isEmpty()) {
            Json.nonBlank(envelope, "api_app_id").ifPresent(id -> appId = id);
        }
        if (userId.isEmpty()) {
            for (JsonNode authorization : envelope.path("authorizations")) {
                boolean here = Json.text(authorization, "team_id")
                        .filter(teamId::equals)
                        .isPresent();
                if (here && Json.flag(authorization, "is_bot")) {
                    Json.nonBlank(authorization, "user_id").ifPresent(id -> userId = id);
                }
            }
        }
    }

    /** Whether own messages are recognised wherever they are read. */
    boolean isKnown() {
        return !userId.isEmpty() && !botId.isEmpty() || !appId.isEmpty();
    }

    boolean isUser(String id) {
        return !id.isEmpty() && id.equals(userId);
    }

    /** Whether the revoked bots named by {@code tokens_revoked} include this one; when in doubt, yes. */
    boolean isAmong(List<String> bots) {
        return !bots.isEmpty() && (userId.isEmpty() || bots.contains(userId));
    }

    /** Whether this app wrote a message: another installation of it counts too, or two relays would answer each other. */
    boolean wrote(JsonNode message) {
        return same(botId, Json.text(message, "bot_id"))
                || same(appId, Json.text(message, "app_id"))
                || same(appId, Json.text(message, "bot_profile", "app_id"))
                || same(userId, Json.text(message, "user"));
    }

    private static boolean same(String own, Optional<String> theirs) {
        return !own.isEmpty() && theirs.isPresent() && theirs.get().equals(own);
    }
}
