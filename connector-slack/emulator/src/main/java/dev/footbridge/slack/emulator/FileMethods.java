package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** files.getUploadURLExternal, files.completeUploadExternal, files.info, files.delete. */
final class FileMethods {
    /** 1 GB a file. */
    private static final long MAX_LENGTH = 1_000_000_000L;

    private final Workspace workspace;
    private final FileStore store;
    private final Tokens tokens;

    FileMethods(Workspace workspace, FileStore store, Tokens tokens) {
        this.workspace = workspace;
        this.store = store;
        this.tokens = tokens;
    }

    void register(WebApi api) {
        api.register("files.getUploadURLExternal", this::address);
        api.register("files.completeUploadExternal", this::complete);
        api.register("files.info", this::info);
        api.register("files.delete", this::delete);
    }

    private ObjectNode address(Call call) throws SlackError {
        Arguments arguments = call.arguments();
        String name = arguments.required("filename", "missing_argument");
        long length = length(arguments.required("length", "missing_argument"));
        if (length > MAX_LENGTH) {
            throw new SlackError("file_upload_size_restricted");
        }
        String ticket = tokens.hex(24);
        SlackFile file = store.announce(ticket, name, call.caller().id(), length);
        return Nodes.object()
                .put("upload_url", workspace.filesUrl() + "/upload/v1/" + ticket)
                .put("file_id", file.id);
    }

    private static long length(String text) throws SlackError {
        try {
            long length = Long.parseLong(text);
            if (length > 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw SlackError.explained("invalid_arguments", "must be a number [json-pointer:/length]");
        }
        throw SlackError.explained("invalid_arguments", "must be greater than 0 [json-pointer:/length]");
    }

    private ObjectNode complete(Call call) throws SlackError {
        Arguments arguments = call.arguments();
        List<SlackFile> files = files(call);
        ObjectNode answer = Nodes.object();
        if (arguments.has("channel_id")) {
            SlackChannel channel = channel(call, arguments.required("channel_id", "invalid_channel"));
            Optional<SlackMessage> root = root(arguments, channel);
            store.share(channel, body(call), files, root);
        }
        ArrayNode shown = answer.putArray("files");
        files.forEach(file -> shown.add(store.answerOf(file)));
        return answer;
    }

    private List<SlackFile> files(Call call) throws SlackError {
        JsonNode array = call.arguments()
                .json("files", "invalid_arguments")
                .filter(JsonNode::isArray)
                .filter(list -> !list.isEmpty())
                .orElseThrow(() -> new SlackError("invalid_arguments"));
        List<SlackFile> files = new ArrayList<>();
        for (JsonNode one : array) {
            SlackFile file = store.find(Nodes.text(one, "id"))
                    .filter(found -> found.content().isPresent())
                    .filter(found -> found.shares().isEmpty())
                    .filter(found -> found.owner.equals(call.caller().id()))
                    .orElseThrow(() -> new SlackError("file_not_found"));
            if (one.hasNonNull("title")) {
                file.title(Nodes.text(one, "title"));
            }
            files.add(file);
        }
        return files;
    }

    private SlackChannel channel(Call call, String id) throws SlackError {
        SlackChannel channel = workspace.channel(id).orElseThrow(() -> new SlackError("channel_not_found"));
        boolean member = channel.members.contains(call.caller().id());
        if (!member) {
            throw new SlackError(channel.kind == SlackChannel.Kind.PUBLIC ? "not_in_channel" : "channel_not_found");
        }
        if (channel.archived()) {
            throw new SlackError("posting_to_channel_denied");
        }
        return channel;
    }

    private static Optional<SlackMessage> root(Arguments arguments, SlackChannel channel) throws SlackError {
        Optional<String> ts = arguments.text("thread_ts");
        if (ts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(channel.find(ts.get()).orElseThrow(() -> new SlackError("invalid_arguments")));
    }

    /** Always under the app's own name: there is no argument for another. */
    private ObjectNode body(Call call) throws SlackError {
        Arguments arguments = call.arguments();
        ObjectNode body = Nodes.object().put("user", call.caller().id()).put("type", "message");
        if (call.bot()) {
            body.put("bot_id", workspace.app.botId()).put("app_id", workspace.app.appId());
        }
        body.put("team", workspace.teamId);
        Optional<String> comment = arguments.text("initial_comment");
        body.put("text", Mrkdwn.normalise(comment.orElse("")));
        Optional<JsonNode> blocks = arguments.json("blocks", "invalid_blocks");
        if (comment.isEmpty() && blocks.isPresent()) {
            body.set("blocks", BlockCheck.check(blocks.get(), workspace));
        }
        return body;
    }

    private ObjectNode info(Call call) throws SlackError {
        SlackFile file = visible(call);
        ObjectNode answer = Nodes.object();
        answer.set("file", store.infoOf(file));
        answer.putArray("comments");
        answer.putObject("response_metadata").put("next_cursor", "");
        return answer;
    }

    private SlackFile visible(Call call) throws SlackError {
        SlackFile file = store.find(call.arguments().required("file", "file_not_found"))
                .filter(found -> found.visibleTo(call.caller().id()))
                .orElseThrow(() -> new SlackError("file_not_found"));
        if (file.deleted()) {
            throw new SlackError("file_deleted");
        }
        return file;
    }

    private ObjectNode delete(Call call) throws SlackError {
        SlackFile file = visible(call);
        if (!file.owner.equals(call.caller().id())) {
            throw new SlackError("cant_delete_file");
        }
        file.delete();
        return Nodes.object();
    }
}
