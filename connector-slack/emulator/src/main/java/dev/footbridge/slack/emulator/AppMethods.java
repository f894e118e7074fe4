package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Principal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** api.test, auth.*, oauth.v2.access, apps.connections.open. */
final class AppMethods {
    /** With token rotation an access token lives for twelve hours and a refresh token for one use. */
    private static final Duration ROTATED_TOKEN_LIFE = Duration.ofHours(12);

    private final Workspace workspace;
    private final Tokens tokens;
    private final SocketMode sockets;
    private final Supplier<URI> socketUrl;
    private final Clock clock;
    private final Set<String> botScopes;
    private final Set<String> codes = ConcurrentHashMap.newKeySet();
    private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();

    AppMethods(
            Workspace workspace,
            Tokens tokens,
            SocketMode sockets,
            Supplier<URI> socketUrl,
            Set<String> botScopes,
            Clock clock) {
        this.workspace = workspace;
        this.tokens = tokens;
        this.sockets = sockets;
        this.socketUrl = socketUrl;
        this.botScopes = botScopes;
        this.clock = clock;
    }

    void register(WebApi api) {
        api.register("api.test", this::apiTest);
        api.register("auth.test", this::authTest);
        api.register("auth.revoke", this::revoke);
        api.register("oauth.v2.access", this::access);
        api.register("apps.connections.open", this::open);
    }

    /** A code as the vendor's consent page hands out. */
    String issueCode() {
        String code = tokens.hex(12);
        codes.add(code);
        return code;
    }

    String issueRefreshToken() {
        String token = "xoxe-1-" + tokens.hex(24);
        refreshTokens.add(token);
        return token;
    }

    private ObjectNode apiTest(Call call) throws SlackError {
        Optional<String> error = call.arguments().text("error");
        if (error.isPresent()) {
            throw new SlackError(error.get());
        }
        return Nodes.object();
    }

    private ObjectNode authTest(Call call) {
        Principal caller = call.caller();
        ObjectNode answer = Nodes.object()
                .put("url", "https://" + workspace.domain + ".slack.com/")
                .put("team", workspace.name)
                .put("user", workspace.user(caller.id()).map(SlackUser::handle).orElse(""))
                .put("team_id", workspace.teamId)
                .put("user_id", caller.id());
        if (call.bot()) {
            answer.put("bot_id", workspace.app.botId());
        }
        return answer.put("is_enterprise_install", false);
    }

    private ObjectNode revoke(Call call) {
        call.request()
                .bearerToken()
                .or(() -> call.arguments().text("token"))
                .filter(unused -> !call.arguments().flag("test"))
                .ifPresent(tokens.table::revoke);
        return Nodes.object().put("revoked", !call.arguments().flag("test"));
    }

    private ObjectNode open(Call call) {
        String ticket = tokens.hex(16);
        sockets.admit(ticket);
        return Nodes.object()
                .put("url", socketUrl.get() + "/link?ticket=" + ticket + "&app_id=" + workspace.app.appId());
    }

    private ObjectNode access(Call call) throws SlackError {
        checkClient(call);
        Arguments arguments = call.arguments();
        boolean rotation = arguments.text("grant_type").orElse("").equals("refresh_token");
        if (rotation) {
            String used = arguments.required("refresh_token", "invalid_refresh_token");
            if (!refreshTokens.remove(used)) {
                throw new SlackError("invalid_refresh_token");
            }
        } else if (!codes.remove(arguments.required("code", "invalid_code"))) {
            throw new SlackError("invalid_code");
        }
        String token = tokens.mint(Tokens.BOT, workspace.app.userId(), workspace.teamId, botScopes);
        Principal principal = new Principal(workspace.app.userId(), Tokens.BOT, workspace.teamId, botScopes);
        ObjectNode answer = Nodes.object()
                .put("app_id", workspace.app.appId())
                .put("token_type", "bot")
                .put("access_token", token)
                .put("scope", Tokens.scopeList(principal))
                .put("bot_user_id", workspace.app.userId());
        if (rotation) {
            tokens.table.grant(token, principal, clock.instant().plus(ROTATED_TOKEN_LIFE));
            answer.put("expires_in", ROTATED_TOKEN_LIFE.toSeconds()).put("refresh_token", issueRefreshToken());
        }
        answer.putObject("team").put("id", workspace.teamId).put("name", workspace.name);
        answer.putNull("enterprise").put("is_enterprise_install", false);
        answer.putObject("authed_user").put("id", firstPerson());
        return answer;
    }

    private String firstPerson() {
        return workspace.users().stream()
                .filter(user -> !user.bot())
                .findFirst()
                .map(SlackUser::id)
                .orElse("");
    }

    private void checkClient(Call call) throws SlackError {
        String id = call.arguments().text("client_id").orElse("");
        String secret = call.arguments().text("client_secret").orElse("");
        Optional<String> basic = call.request().header("authorization").filter(value -> value.startsWith("Basic "));
        if (basic.isPresent()) {
            String[] pair = decode(basic.get().substring(6)).split(":", 2);
            id = pair[0];
            secret = pair.length == 2 ? pair[1] : "";
        }
        if (!id.equals(workspace.app.clientId())) {
            throw new SlackError("invalid_client_id");
        }
        if (!secret.equals(workspace.app.clientSecret())) {
            throw new SlackError("bad_client_secret");
        }
    }

    private static String decode(String base64) throws SlackError {
        try {
            return new String(Base64.getDecoder().decode(base64.trim()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SlackError("invalid_client_id");
        }
    }
}
