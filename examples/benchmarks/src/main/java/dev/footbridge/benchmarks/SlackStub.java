package dev.footbridge.benchmarks;

import dev.footbridge.benchmarks.StubServer.Answer;
import dev.footbridge.benchmarks.StubServer.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Just enough of Slack's Web API for a relay whose messages come from there, and that sends files there. */
final class SlackStub implements StubServer.Handler, AutoCloseable {

    private static final String SCOPES = "X-OAuth-Scopes: channels:history,channels:read,groups:history,groups:read,"
            + "im:history,im:read,mpim:history,mpim:read,chat:write,chat:write.public,chat:write.customize,"
            + "reactions:read,reactions:write,users:read,users:read.email,team:read,metadata.message:read,files:read,files:write";

    private static final String NO_CHANNEL = "{\"ok\":false,\"error\":\"channel_not_found\"}";

    private final SlackMessages messages;
    private final SlackFiles files;
    private final Runs runs;
    private final Unknown unknown;
    private final StubServer server;
    private final AtomicLong posts = new AtomicLong();

    /** @param runs are told of what is posted here */
    SlackStub(SlackMessages messages, SlackFiles files, Runs runs, Unknown unknown) {
        this.messages = messages;
        this.files = files;
        this.runs = runs;
        this.unknown = unknown;
        this.server = StubServer.start("slack-stub", this);
    }

    URI apiUrl() {
        return URI.create(server.url() + "/api");
    }

    URI url() {
        return server.url();
    }

    @Override
    public Optional<HttpInput.Sink> sink(Request request) {
        return files.sink(request);
    }

    @Override
    public Answer answer(Request request) {
        return files.answer(request).orElseGet(() -> call(request));
    }

    private Answer call(Request request) {
        int query = request.path().indexOf('?');
        String path = query < 0 ? request.path() : request.path().substring(0, query);
        String method = path.substring(path.lastIndexOf('/') + 1);
        Map<String, String> form =
                form(query < 0 ? request.text() : request.path().substring(query + 1));
        return Answer.json(200, json(method, form, request), SCOPES);
    }

    private String json(String method, Map<String, String> form, Request request) {
        return switch (method) {
            case "auth.test" ->
                "{\"ok\":true,\"url\":\"https://bench.slack.com/\",\"team\":\"Bench\",\"user\":\"footbridge\",\"team_id\":\""
                        + World.SLACK_TEAM
                        + "\",\"user_id\":\""
                        + World.SLACK_BOT_USER
                        + "\",\"bot_id\":\""
                        + World.SLACK_BOT
                        + "\",\"is_enterprise_install\":false}";
            case "users.info" -> user(form.getOrDefault("user", ""));
            case "conversations.info" -> channel(form.getOrDefault("channel", ""));
            case "conversations.history" -> history(form);
            case "conversations.replies" -> thread(form);
            case "files.info" -> files.info(server.url(), form.getOrDefault("file", ""));
            case "files.getUploadURLExternal" -> files.address(server.url(), form);
            case "files.completeUploadExternal" -> complete(form, request);
            default -> {
                unknown.asked("Slack " + method);
                yield "{\"ok\":false,\"error\":\"unknown_method\"}";
            }
        };
    }

    private static String user(String id) {
        return "{\"ok\":true,\"user\":{\"id\":\"" + id + "\",\"team_id\":\"" + World.SLACK_TEAM
                + "\",\"name\":\"person\",\"deleted\":false,\"real_name\":\"Person " + id
                + "\",\"profile\":{\"display_name\":\"Person " + id + "\",\"real_name\":\"Person " + id
                + "\"},\"is_bot\":false,\"is_app_user\":false}}";
    }

    private static String channel(String id) {
        return "{\"ok\":true,\"channel\":{\"id\":\"" + id
                + "\",\"name\":\"bench\",\"is_channel\":true,\"is_group\":false,"
                + "\"is_im\":false,\"is_mpim\":false,\"is_private\":false,\"is_archived\":false,\"is_member\":true,"
                + "\"context_team_id\":\"" + World.SLACK_TEAM
                + "\",\"topic\":{\"value\":\"\"},\"purpose\":{\"value\":\"\"}}}";
    }

    private String history(Map<String, String> form) {
        int channel = channelOf(form);
        return channel < 0
                ? NO_CHANNEL
                : messages.history(
                        channel,
                        form.getOrDefault("oldest", ""),
                        form.getOrDefault("latest", ""),
                        truth(form.getOrDefault("inclusive", "false")),
                        form.getOrDefault("cursor", ""),
                        Integer.parseInt(form.getOrDefault("limit", "100")));
    }

    private String thread(Map<String, String> form) {
        int channel = channelOf(form);
        return channel < 0 ? NO_CHANNEL : messages.thread(channel, form.getOrDefault("ts", ""));
    }

    /** The message with a file is there. */
    private String complete(Map<String, String> form, Request request) {
        String channel = form.getOrDefault("channel_id", "");
        runs.posted(channelNamed(channel), request.body(), request.receivedNanos());
        String ts = String.format(Locale.ROOT, "1616990032.%06d", posts.incrementAndGet());
        return SlackFiles.completed(channel, ts);
    }

    private int channelOf(Map<String, String> form) {
        return channelNamed(form.getOrDefault("channel", ""));
    }

    private int channelNamed(String wanted) {
        return IntStream.range(0, messages.channels())
                .filter(i -> World.slackChannel(i).equals(wanted))
                .findFirst()
                .orElse(-1);
    }

    private static boolean truth(String value) {
        return value.equals("1") || value.equals("true");
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> form = new HashMap<>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    @Override
    public void close() {
        server.close();
    }
}
