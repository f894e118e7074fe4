package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** chat.postMessage, chat.update, chat.delete, chat.getPermalink. */
final class ChatMethods {
    /** Longer text is cut, with a warning. */
    private static final int MAX_POST_TEXT = 40_000;

    private static final int MAX_UPDATE_TEXT = 4_000;
    private static final int MAX_ATTACHMENTS = 100;
    private static final int MAX_METADATA_BYTES = 16 * 1024;

    private final Workspace workspace;
    private final Timeline timeline;
    private final Access access;

    ChatMethods(Workspace workspace, Timeline timeline, Access access) {
        this.workspace = workspace;
        this.timeline = timeline;
        this.access = access;
    }

    void register(WebApi api) {
        api.register("chat.postMessage", this::post);
        api.register("chat.update", this::update);
        api.register("chat.delete", this::delete);
        api.register("chat.getPermalink", this::permalink);
    }

    private ObjectNode post(Call call) throws SlackError {
        Arguments arguments = call.arguments();
        SlackChannel channel = access.postable(call);
        Optional<JsonNode> blocks = arguments.json("blocks", "invalid_blocks_format");
        Optional<JsonNode> attachments = arguments.json("attachments", "invalid_attachments");
        Optional<String> text = arguments.text("text");
        if (arguments.has("markdown_text")) {
            throw new SlackError(
                    text.isPresent() || blocks.isPresent() ? "markdown_text_conflict" : "invalid_arguments");
        }
        if (text.isEmpty() && blocks.isEmpty() && attachments.isEmpty()) {
            throw new SlackError("no_text");
        }
        Optional<SlackMessage> root = root(call, channel);
        Optional<ObjectNode> metadata = metadata(arguments);
        ObjectNode body = author(call);
        body.put("text", Mrkdwn.normalise(cut(text.orElse(""), arguments)));
        if (blocks.isPresent()) {
            body.set("blocks", BlockCheck.check(blocks.get(), workspace));
        }
        if (attachments.isPresent()) {
            body.set("attachments", attachments(attachments.get()));
        }
        boolean broadcast = root.isPresent() && arguments.flag("reply_broadcast");
        SlackMessage message = timeline.post(channel, body, metadata, root, broadcast);
        ObjectNode answer = Nodes.object().put("channel", channel.id).put("ts", message.ts());
        ObjectNode shown = message.plain();
        metadata.ifPresent(value -> shown.set("metadata", value.deepCopy()));
        answer.set("message", shown);
        return answer;
    }

    private static String cut(String text, Arguments arguments) {
        if (text.length() <= MAX_POST_TEXT) {
            return text;
        }
        arguments.warn("message_truncated");
        return text.substring(0, MAX_POST_TEXT);
    }

    private static ArrayNode attachments(JsonNode json) throws SlackError {
        if (!(json instanceof ArrayNode array)) {
            throw new SlackError("invalid_attachments");
        }
        if (array.size() > MAX_ATTACHMENTS) {
            throw new SlackError("too_many_attachments");
        }
        return array.deepCopy();
    }

    private Optional<SlackMessage> root(Call call, SlackChannel channel) throws SlackError {
        Optional<String> ts = call.arguments().text("thread_ts");
        if (ts.isEmpty()) {
            return Optional.empty();
        }
        SlackMessage root = channel.find(ts.get()).orElseThrow(() -> new SlackError("thread_not_found"));
        if (root.reply()) {
            throw new SlackError("cannot_reply_to_message");
        }
        return Optional.of(root);
    }

    private static Optional<ObjectNode> metadata(Arguments arguments) throws SlackError {
        Optional<JsonNode> json = arguments.json("metadata", "invalid_metadata_format");
        if (json.isEmpty()) {
            return Optional.empty();
        }
        boolean complete = json.get().path("event_type").isTextual()
                && !Nodes.text(json.get(), "event_type").isEmpty()
                && json.get().path("event_payload").isObject();
        if (!complete || !(json.get() instanceof ObjectNode metadata)) {
            throw new SlackError("invalid_metadata_format");
        }
        if (Nodes.bytes(metadata).length > MAX_METADATA_BYTES) {
            throw new SlackError("metadata_too_large");
        }
        return Optional.of(metadata.deepCopy());
    }

    /** The members that say who writes. A bot that chooses a name becomes a {@code bot_message} without user. */
    private ObjectNode author(Call call) throws SlackError {
        Arguments arguments = call.arguments();
        SlackApp app = workspace.app;
        ObjectNode body = Nodes.object();
        boolean named = arguments.has("username") || arguments.has("icon_url") || arguments.has("icon_emoji");
        if (named && call.bot()) {
            call.require("chat:write.customize");
            body.put("subtype", "bot_message")
                    .put("type", "message")
                    .put("username", arguments.text("username").orElse(app.name()))
                    .put("bot_id", app.botId())
                    .put("app_id", app.appId());
            arguments.text("icon_url").ifPresent(url -> body.putObject("icons").put("image_48", url));
            arguments
                    .text("icon_emoji")
                    .ifPresent(emoji -> body.putObject("icons").put("emoji", emoji));
            return body;
        }
        body.put("user", call.caller().id())
                .put("type", "message")
                .put("bot_id", app.botId())
                .put("app_id", app.appId())
                .put("team", workspace.teamId);
        body.set("bot_profile", app.botProfile(workspace.teamId, workspace.seconds()));
        return body;
    }

    private ObjectNode update(Call call) throws SlackError {
        Arguments arguments = call.arguments();
        SlackChannel channel = access.visible(call);
        SlackMessage message = own(call, channel, "cant_update_message");
        Optional<JsonNode> blocks = arguments.json("blocks", "invalid_blocks_format");
        Optional<JsonNode> attachments = arguments.json("attachments", "invalid_attachments");
        Optional<String> text = arguments.text("text");
        if (text.isEmpty() && blocks.isEmpty() && attachments.isEmpty()) {
            throw new SlackError("no_text");
        }
        if (text.isPresent() && text.get().length() > MAX_UPDATE_TEXT) {
            throw new SlackError("msg_too_long");
        }
        ObjectNode body = message.plain();
        text.ifPresent(value -> body.put("text", Mrkdwn.normalise(value)));
        if (blocks.isPresent()) {
            ArrayNode checked = BlockCheck.check(blocks.get(), workspace);
            if (hasRichText(message.blocks()) && !checked.isEmpty() && !hasRichText(checked)) {
                throw new SlackError("block_mismatch");
            }
            body.set("blocks", checked);
        } else if (text.isPresent()) {
            body.remove("blocks");
        }
        if (attachments.isPresent()) {
            body.set("attachments", attachments(attachments.get()));
        }
        metadata(arguments).ifPresent(message::metadata);
        timeline.change(channel, message, body, call.caller().id());
        ObjectNode answer = Nodes.object()
                .put("channel", channel.id)
                .put("ts", message.ts())
                .put("text", message.text());
        answer.set("message", message.plain());
        return answer;
    }

    private static boolean hasRichText(JsonNode blocks) {
        for (JsonNode block : blocks) {
            if (Nodes.text(block, "type").equals("rich_text")) {
                return true;
            }
        }
        return false;
    }

    private ObjectNode delete(Call call) throws SlackError {
        SlackChannel channel = access.visible(call);
        SlackMessage message = own(call, channel, "cant_delete_message");
        timeline.delete(channel, message);
        return Nodes.object().put("channel", channel.id).put("ts", message.ts());
    }

    /** Bots may touch what they wrote under any name, people what they wrote themselves. */
    private SlackMessage own(Call call, SlackChannel channel, String refusal) throws SlackError {
        String ts = call.arguments().required("ts", "message_not_found");
        SlackMessage message = channel.find(ts).orElseThrow(() -> new SlackError("message_not_found"));
        if (message.tombstone()) {
            throw new SlackError("message_not_found");
        }
        boolean own = call.bot()
                ? message.botId().equals(workspace.app.botId())
                        && (message.user().isEmpty()
                                || message.user().equals(call.caller().id()))
                : message.user().equals(call.caller().id());
        if (!own) {
            throw new SlackError(refusal);
        }
        return message;
    }

    private ObjectNode permalink(Call call) throws SlackError {
        SlackChannel channel = access.visible(call);
        String ts = call.arguments().required("message_ts", "message_not_found");
        SlackMessage message = channel.find(ts).orElseThrow(() -> new SlackError("message_not_found"));
        String link = "https://" + workspace.domain + ".slack.com/archives/" + channel.id + "/p" + ts.replace(".", "");
        String thread = message.reply() ? "?thread_ts=" + message.threadTs() + "&cid=" + channel.id : "";
        return Nodes.object().put("channel", channel.id).put("permalink", link + thread);
    }
}
