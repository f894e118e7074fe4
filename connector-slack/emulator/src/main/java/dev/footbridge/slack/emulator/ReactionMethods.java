package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** reactions.add, reactions.remove, reactions.get, for messages. */
final class ReactionMethods {
    private static final int MAX_EMOJI_PER_MESSAGE = 50;
    private static final int MAX_EMOJI_PER_USER = 23;

    private final Timeline timeline;
    private final Access access;
    private final Emojis emojis;

    ReactionMethods(Timeline timeline, Access access, Emojis emojis) {
        this.timeline = timeline;
        this.access = access;
        this.emojis = emojis;
    }

    void register(WebApi api) {
        api.register("reactions.add", this::add);
        api.register("reactions.remove", this::remove);
        api.register("reactions.get", this::get);
    }

    private ObjectNode add(Call call) throws SlackError {
        SlackChannel channel = access.visible(call);
        String name = name(call);
        SlackMessage message = message(call, channel);
        String user = call.caller().id();
        if (channel.archived()) {
            throw new SlackError("is_archived");
        }
        if (message.tombstone()) {
            throw new SlackError("not_reactable");
        }
        if (!message.reactions().containsKey(name) && message.reactions().size() >= MAX_EMOJI_PER_MESSAGE) {
            throw new SlackError("too_many_emoji");
        }
        long own = message.reactions().values().stream()
                .filter(users -> users.contains(user))
                .count();
        if (own >= MAX_EMOJI_PER_USER) {
            throw new SlackError("too_many_reactions");
        }
        if (!timeline.react(channel, message, user, name)) {
            throw new SlackError("already_reacted");
        }
        return Nodes.object();
    }

    private ObjectNode remove(Call call) throws SlackError {
        SlackChannel channel = access.visible(call);
        SlackMessage message = message(call, channel);
        if (!timeline.unreact(channel, message, call.caller().id(), name(call))) {
            throw new SlackError("no_reaction");
        }
        return Nodes.object();
    }

    private ObjectNode get(Call call) throws SlackError {
        SlackChannel channel = access.visible(call);
        SlackMessage message = message(call, channel);
        ObjectNode answer = Nodes.object().put("type", "message").put("channel", channel.id);
        answer.set("message", message.inHistory(false));
        return answer;
    }

    private String name(Call call) throws SlackError {
        String name = call.arguments().required("name", "invalid_name");
        if (!emojis.known(name)) {
            throw new SlackError("invalid_name");
        }
        return name;
    }

    private static SlackMessage message(Call call, SlackChannel channel) throws SlackError {
        String ts = call.arguments().required("timestamp", "no_item_specified");
        if (!HistoryMethods.STAMP.matcher(ts).matches()) {
            throw new SlackError("bad_timestamp");
        }
        return channel.find(ts).orElseThrow(() -> new SlackError("message_not_found"));
    }
}
