package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.methods.RequestFormBuilder;
import com.slack.api.methods.request.bots.BotsInfoRequest;
import com.slack.api.methods.request.conversations.ConversationsInfoRequest;
import com.slack.api.methods.request.conversations.ConversationsListRequest;
import com.slack.api.methods.request.users.UsersInfoRequest;
import com.slack.api.model.ConversationType;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Channel;
import dev.footbridge.core.message.User;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.FormBody;

/** Looks up users, bots and channels. */
final class SlackDirectory implements Directory {

    private static final int PAGE_SIZE = 200;

    private final SlackApi api;
    private final SlackIds ids;
    private final Supplier<Grant> grant;

    SlackDirectory(SlackApi api, SlackIds ids, Supplier<Grant> grant) {
        this.api = api;
        this.ids = ids;
        this.grant = grant;
    }

    @Override
    public Optional<User> user(UserId id) throws ConnectorException, InterruptedException {
        String raw = ids.raw(id);
        // Messages of old integrations have no user, only a bot.
        return raw.startsWith("B") ? bot(id, raw) : person(id, raw);
    }

    private Optional<User> person(UserId id, String raw) throws ConnectorException, InterruptedException {
        FormBody.Builder form =
                RequestFormBuilder.toForm(UsersInfoRequest.builder().user(raw).build());
        return found("users.info", form).map(answer -> read(id, answer.path("user")));
    }

    private Optional<User> bot(UserId id, String raw) throws ConnectorException, InterruptedException {
        FormBody.Builder form =
                RequestFormBuilder.toForm(BotsInfoRequest.builder().bot(raw).build());
        return found("bots.info", form).map(answer -> {
            JsonNode bot = answer.path("bot");
            return new User(
                    id,
                    User.Kind.BOT,
                    Json.text(bot, "name").orElse(""),
                    Optional.empty(),
                    Json.nonBlank(bot, "icons", "image_72"));
        });
    }

    static User read(UserId id, JsonNode user) {
        String name = Json.nonBlank(user, "profile", "display_name")
                .or(() -> Json.nonBlank(user, "profile", "real_name"))
                .or(() -> Json.nonBlank(user, "real_name"))
                .or(() -> Json.nonBlank(user, "name"))
                .orElse("");
        Optional<String> avatar = Json.nonBlank(user, "profile", "image_192")
                .or(() -> Json.nonBlank(user, "profile", "image_72"))
                .or(() -> Json.nonBlank(user, "profile", "image_48"));
        return new User(id, kind(id, user), name, Json.nonBlank(user, "profile", "email"), avatar);
    }

    private static User.Kind kind(UserId id, JsonNode user) {
        if (id.value().equals(SlackMessages.SLACKBOT)) {
            return User.Kind.SYSTEM;
        }
        if (Json.flag(user, "is_bot")) {
            return User.Kind.BOT;
        }
        boolean guest = Json.flag(user, "is_restricted")
                || Json.flag(user, "is_ultra_restricted")
                || Json.flag(user, "is_stranger");
        return guest ? User.Kind.GUEST : User.Kind.PERSON;
    }

    @Override
    public Optional<Channel> channel(ChannelId id) throws ConnectorException, InterruptedException {
        FormBody.Builder form = RequestFormBuilder.toForm(
                ConversationsInfoRequest.builder().channel(ids.raw(id)).build());
        return found("conversations.info", form).map(answer -> read(id, answer.path("channel")));
    }

    @Override
    public Page<Channel> channels(Optional<String> cursor) throws ConnectorException, InterruptedException {
        ConversationsListRequest.ConversationsListRequestBuilder request = ConversationsListRequest.builder()
                .types(visibleTypes())
                .excludeArchived(true)
                .limit(PAGE_SIZE);
        cursor.ifPresent(request::cursor);
        JsonNode answer = api.call("conversations.list", RequestFormBuilder.toForm(request.build()));
        List<Channel> channels = new ArrayList<>();
        for (JsonNode json : answer.path("channels")) {
            ids.channel(Json.text(json, "id")).ifPresent(id -> channels.add(read(id, json)));
        }
        return new Page<>(channels, Json.nonBlank(answer, "response_metadata", "next_cursor"));
    }

    /** Slack refuses the whole call when the grant lacks the scope of one of the types. */
    private List<ConversationType> visibleTypes() {
        Grant held = grant.get();
        List<ConversationType> types = new ArrayList<>();
        add(types, held, "channels:read", ConversationType.PUBLIC_CHANNEL);
        add(types, held, "groups:read", ConversationType.PRIVATE_CHANNEL);
        add(types, held, "mpim:read", ConversationType.MPIM);
        add(types, held, "im:read", ConversationType.IM);
        return types.isEmpty() ? List.of(ConversationType.PUBLIC_CHANNEL) : types;
    }

    private static void add(List<ConversationType> types, Grant held, String scope, ConversationType type) {
        if (held.known() && held.scopes().contains(SlackScopes.bot(scope))) {
            types.add(type);
        }
    }

    private static Channel read(ChannelId id, JsonNode channel) {
        return new Channel(id, kind(channel), Json.text(channel, "name").orElse(""));
    }

    private static Channel.Kind kind(JsonNode channel) {
        if (Json.flag(channel, "is_im")) {
            return Channel.Kind.DIRECT;
        }
        if (Json.flag(channel, "is_mpim")) {
            return Channel.Kind.GROUP;
        }
        return Json.flag(channel, "is_private") ? Channel.Kind.PRIVATE : Channel.Kind.PUBLIC;
    }

    private Optional<JsonNode> found(String method, FormBody.Builder form)
            throws ConnectorException, InterruptedException {
        try {
            return Optional.of(api.call(method, form));
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND || e.code().equals("user_not_visible")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
