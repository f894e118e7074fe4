package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The app as installed in the workspace.
 *
 * @param botId starts with B; what messages carry as {@code bot_id}
 * @param userId the bot's user
 */
record SlackApp(
        String appId,
        String name,
        String botId,
        String userId,
        String clientId,
        String clientSecret,
        String signingSecret,
        String verificationToken) {

    ObjectNode botProfile(String teamId, long updated) {
        ObjectNode profile = Nodes.object()
                .put("id", botId)
                .put("deleted", false)
                .put("name", name)
                .put("updated", updated)
                .put("app_id", appId);
        profile.set("icons", icons());
        return profile.put("team_id", teamId);
    }

    ObjectNode icons() {
        String base = "https://a.slack-edge.com/80588/img/plugins/app/";
        return Nodes.object()
                .put("image_36", base + "bot_36.png")
                .put("image_48", base + "bot_48.png")
                .put("image_72", base + "service_72.png");
    }
}
