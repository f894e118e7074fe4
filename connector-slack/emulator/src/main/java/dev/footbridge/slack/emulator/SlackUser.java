package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A member of the workspace, or of another organisation in a shared channel.
 *
 * @param handle the user name, lower case
 * @param email empty for apps
 * @param teamId the home team: another than the workspace's for people of other organisations
 */
record SlackUser(String id, String handle, String name, String email, String teamId, boolean bot, long updated) {

    ObjectNode json(boolean withEmail, String botId, String appId) {
        ObjectNode user = Nodes.object()
                .put("id", id)
                .put("team_id", teamId)
                .put("name", handle)
                .put("deleted", false)
                .put("color", "9f69e7")
                .put("real_name", name)
                .put("tz", "Europe/London")
                .put("tz_label", "Greenwich Mean Time")
                .put("tz_offset", 0);
        user.set("profile", profile(withEmail, botId, appId));
        return user.put("is_admin", false)
                .put("is_owner", false)
                .put("is_primary_owner", false)
                .put("is_restricted", false)
                .put("is_ultra_restricted", false)
                .put("is_bot", bot)
                .put("is_app_user", false)
                .put("updated", updated);
    }

    private ObjectNode profile(boolean withEmail, String botId, String appId) {
        ObjectNode profile = Nodes.object()
                .put("title", "")
                .put("phone", "")
                .put("real_name", name)
                .put("real_name_normalized", name)
                .put("display_name", bot ? "" : name)
                .put("display_name_normalized", bot ? "" : name)
                .put("status_text", "")
                .put("status_emoji", "")
                .put("avatar_hash", "g" + id.toLowerCase(java.util.Locale.ROOT))
                .put("image_24", avatar(24))
                .put("image_48", avatar(48))
                .put("image_72", avatar(72))
                .put("image_192", avatar(192))
                .put("image_512", avatar(512))
                .put("team", teamId);
        if (bot) {
            profile.put("api_app_id", appId).put("bot_id", botId).put("always_active", true);
        } else if (withEmail) {
            profile.put("email", email);
        }
        return profile;
    }

    String avatar(int size) {
        return "https://secure.gravatar.com/avatar/" + id.toLowerCase(java.util.Locale.ROOT) + ".jpg?s=" + size;
    }
}
