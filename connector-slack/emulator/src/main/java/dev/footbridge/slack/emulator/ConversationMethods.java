package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** conversations.* but for history, and users.conversations. */
final class ConversationMethods {
    private static final int MAX_DIRECT_USERS = 8;

    private final Workspace workspace;
    private final Timeline timeline;
    private final Access access;

    ConversationMethods(Workspace workspace, Timeline timeline, Access access) {
        this.workspace = workspace;
        this.timeline = timeline;
        this.access = access;
    }

    void register(WebApi api) {
        api.register(
                "conversations.list",
                call -> list(call, channel -> visibleTo(call.caller().id(), channel)));
        api.register("users.conversations", this::ofUser);
        api.register("conversations.info", this::info);
        api.register("conversations.members", this::members);
        api.register("conversations.join", this::join);
        api.register("conversations.leave", this::leave);
        api.register("conversations.open", this::open);
    }

    private static boolean visibleTo(String user, SlackChannel channel) {
        return channel.kind == SlackChannel.Kind.PUBLIC || channel.members.contains(user);
    }

    private ObjectNode ofUser(Call call) throws SlackError {
        String user = call.arguments().text("user").orElse(call.caller().id());
        return list(
                call,
                channel -> channel.members.contains(user)
                        && visibleTo(call.caller().id(), channel));
    }

    private ObjectNode list(Call call, Predicate<SlackChannel> filter) throws SlackError {
        Set<SlackChannel.Kind> kinds = EnumSet.noneOf(SlackChannel.Kind.class);
        for (String type :
                call.arguments().text("types").orElse("public_channel").split("\\s*,\\s*")) {
            SlackChannel.Kind kind = kind(type);
            call.require(kind.scopeFamily + ":read");
            kinds.add(kind);
        }
        boolean withoutArchived = call.arguments().flag("exclude_archived");
        List<SlackChannel> found = new ArrayList<>();
        for (SlackChannel channel : workspace.channels()) {
            if (kinds.contains(channel.kind) && filter.test(channel) && !(withoutArchived && channel.archived())) {
                found.add(channel);
            }
        }
        String viewer = call.caller().id();
        return Cursors.page(found, "channels", call.arguments(), channel -> withCount(channel, viewer));
    }

    private static ObjectNode withCount(SlackChannel channel, String viewer) {
        ObjectNode json = channel.json(viewer);
        return channel.kind == SlackChannel.Kind.IM ? json : json.put("num_members", channel.members.size());
    }

    private static SlackChannel.Kind kind(String type) throws SlackError {
        return switch (type) {
            case "public_channel" -> SlackChannel.Kind.PUBLIC;
            case "private_channel" -> SlackChannel.Kind.PRIVATE;
            case "im" -> SlackChannel.Kind.IM;
            case "mpim" -> SlackChannel.Kind.MPIM;
            default -> throw new SlackError("invalid_types");
        };
    }

    private ObjectNode info(Call call) throws SlackError {
        SlackChannel channel = access.readable(call, "read");
        ObjectNode json = channel.json(call.caller().id());
        if (call.arguments().flag("include_num_members")) {
            json.put("num_members", channel.members.size());
        }
        return answer(json);
    }

    private static ObjectNode answer(ObjectNode channel) {
        ObjectNode answer = Nodes.object();
        answer.set("channel", channel);
        return answer;
    }

    private ObjectNode members(Call call) throws SlackError {
        SlackChannel channel = access.readable(call, "read");
        return Cursors.page(List.copyOf(channel.members), "members", call.arguments(), TextNode::valueOf);
    }

    private ObjectNode join(Call call) throws SlackError {
        SlackChannel channel = access.visible(call);
        if (channel.kind != SlackChannel.Kind.PUBLIC) {
            throw new SlackError("method_not_supported_for_channel_type");
        }
        if (channel.archived()) {
            throw new SlackError("is_archived");
        }
        if (!timeline.join(channel, call.caller().id(), Optional.empty())) {
            call.arguments().warn("already_in_channel");
        }
        return answer(channel.json(call.caller().id()));
    }

    private ObjectNode leave(Call call) throws SlackError {
        SlackChannel channel = access.visible(call);
        if (channel.kind == SlackChannel.Kind.IM) {
            throw new SlackError("method_not_supported_for_channel_type");
        }
        boolean left = timeline.leave(channel, call.caller().id());
        return left ? Nodes.object() : Nodes.object().put("not_in_channel", true);
    }

    private ObjectNode open(Call call) throws SlackError {
        Arguments arguments = call.arguments();
        if (arguments.has("channel")) {
            return opened(call, access.visible(call), true);
        }
        Set<String> people = new LinkedHashSet<>();
        people.add(call.caller().id());
        for (String user :
                arguments.required("users", "users_list_not_supplied").split("\\s*,\\s*")) {
            people.add(workspace
                    .user(user)
                    .orElseThrow(() -> new SlackError("user_not_found"))
                    .id());
        }
        if (people.size() > MAX_DIRECT_USERS + 1) {
            throw new SlackError("too_many_users");
        }
        call.require(people.size() <= 2 ? "im:write" : "mpim:write");
        boolean existed = workspace.direct(people).isPresent();
        return opened(call, workspace.openDirect(people, call.caller().id()), existed);
    }

    private static ObjectNode opened(Call call, SlackChannel channel, boolean existed) {
        ObjectNode answer = Nodes.object();
        if (existed) {
            answer.put("no_op", true).put("already_open", true);
        }
        answer.set(
                "channel",
                call.arguments().flag("return_im")
                        ? channel.json(call.caller().id())
                        : Nodes.object().put("id", channel.id));
        return answer;
    }
}
