package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** users.*, team.info, bots.info. */
final class DirectoryMethods {
    private final Workspace workspace;

    DirectoryMethods(Workspace workspace) {
        this.workspace = workspace;
    }

    void register(WebApi api) {
        api.register("users.info", this::user);
        api.register("users.list", this::users);
        api.register("users.lookupByEmail", this::byEmail);
        api.register("team.info", this::team);
        api.register("bots.info", this::bot);
    }

    private ObjectNode user(Call call) throws SlackError {
        String id = call.arguments().required("user", "user_not_found");
        return answer(call, workspace.user(id).orElseThrow(() -> new SlackError("user_not_found")));
    }

    private ObjectNode answer(Call call, SlackUser user) {
        ObjectNode answer = Nodes.object();
        answer.set("user", json(call, user));
        return answer;
    }

    private ObjectNode json(Call call, SlackUser user) {
        boolean withEmail = call.caller().has("users:read.email");
        return user.json(withEmail, workspace.app.botId(), workspace.app.appId());
    }

    private ObjectNode users(Call call) throws SlackError {
        List<SlackUser> all = List.copyOf(workspace.users());
        ObjectNode answer = Cursors.page(all, "members", call.arguments(), user -> json(call, user));
        return answer.put("cache_ts", workspace.seconds());
    }

    private ObjectNode byEmail(Call call) throws SlackError {
        String email = call.arguments().required("email", "users_not_found");
        return answer(
                call,
                workspace.users().stream()
                        .filter(user -> user.email().equalsIgnoreCase(email))
                        .findFirst()
                        .orElseThrow(() -> new SlackError("users_not_found")));
    }

    private ObjectNode team(Call call) throws SlackError {
        String id = call.arguments().text("team").orElse(workspace.teamId);
        if (!id.equals(workspace.teamId)) {
            throw new SlackError("team_not_found");
        }
        ObjectNode answer = Nodes.object();
        answer.putObject("team")
                .put("id", workspace.teamId)
                .put("name", workspace.name)
                .put("url", "https://" + workspace.domain + ".slack.com/")
                .put("domain", workspace.domain)
                .put("email_domain", "")
                .putObject("icon")
                .put("image_default", true);
        return answer;
    }

    private ObjectNode bot(Call call) throws SlackError {
        SlackApp app = workspace.app;
        String id = call.arguments().text("bot").orElse(app.botId());
        if (!id.equals(app.botId())) {
            throw new SlackError("bot_not_found");
        }
        ObjectNode answer = Nodes.object();
        ObjectNode bot = answer.putObject("bot")
                .put("id", app.botId())
                .put("deleted", false)
                .put("name", app.name())
                .put("updated", workspace.seconds())
                .put("app_id", app.appId())
                .put("user_id", app.userId());
        bot.set("icons", app.icons());
        return answer;
    }
}
