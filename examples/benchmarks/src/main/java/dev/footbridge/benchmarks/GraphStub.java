package dev.footbridge.benchmarks;

import dev.footbridge.benchmarks.StubServer.Answer;
import dev.footbridge.benchmarks.StubServer.Request;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Just enough of Microsoft Graph and of its token endpoint for a relay that posts there: a post is noted at the moment its
 * last byte was read, waits for the set time, and is answered with a new id.
 */
final class GraphStub implements StubServer.Handler, AutoCloseable {

    private static final Pattern NOTIFICATION_URL = Pattern.compile("\"notificationUrl\"\\s*:\\s*\"([^\"]+)\"");
    private static final String SCOPES =
            "ChannelMessage.Send ChannelMessage.Read.All ChannelMessage.ReadWrite Channel.ReadBasic.All "
                    + "Team.ReadBasic.All Chat.ReadWrite ChatMessage.Send User.Read User.ReadBasic.All "
                    + "Files.ReadWrite.All offline_access";
    private static final String LIST = "{\"value\":[]}";

    private final Runs runs;
    private final GraphMessages messages;
    private final GraphFiles files;
    private final Unknown unknown;
    private final StubServer server;
    private final AtomicLong nextId = new AtomicLong(1_616_990_032_035L);
    private final AtomicReference<byte @Nullable []> sample = new AtomicReference<>();
    private volatile long delayNanos;

    /** @param messages that people write here */
    GraphStub(Runs runs, GraphMessages messages, GraphFiles files, Unknown unknown) {
        this.runs = runs;
        this.messages = messages;
        this.files = files;
        this.unknown = unknown;
        this.server = StubServer.start("graph-stub", this);
    }

    URI url() {
        return server.url();
    }

    URI graphUrl() {
        return URI.create(server.url() + "/v1.0");
    }

    URI loginUrl() {
        return server.url();
    }

    /** How long each post waits for its answer. */
    void delay(long nanos) {
        delayNanos = nanos;
    }

    /** The body of some post, once there was one. */
    Optional<byte[]> sample() {
        return Optional.ofNullable(sample.get());
    }

    static String messagesPath(int channel) {
        return "/teams/" + World.TEAM + "/channels/" + World.teamsChannel(channel) + "/messages";
    }

    @Override
    public Optional<HttpInput.Sink> sink(Request request) {
        return files.sink(request);
    }

    @Override
    public Answer answer(Request request) throws IOException {
        int query = request.path().indexOf('?');
        String path = (query < 0 ? request.path() : request.path().substring(0, query)).replace("%21", "!");
        if (request.method().equals("POST") && path.endsWith("/messages")) {
            return post(path, request);
        }
        if (path.endsWith("/token")) {
            return Answer.json(
                    200,
                    "{\"token_type\":\"Bearer\",\"expires_in\":86399,\"access_token\":\"benchmark-access\",\"refresh_token\":\""
                            + World.REFRESH_TOKEN + "\",\"scope\":\"" + SCOPES + "\"}");
        }
        if (path.contains("/subscriptions")) {
            return subscription(request, path);
        }
        return files.answer(request, path, server.url()).orElseGet(() -> read(request, path));
    }

    private Answer post(String path, Request request) {
        int channel = World.teamsChannelIn(path);
        runs.posted(channel, request.body(), request.receivedNanos());
        if (sample.get() == null) {
            sample.set(request.body());
        }
        return Answer.json(201, message(channel, nextId.getAndIncrement())).after(delayNanos);
    }

    private static String message(int channel, long id) {
        return "{\"id\":\"" + id + "\",\"replyToId\":null,\"etag\":\"" + id
                + "\",\"messageType\":\"message\",\"createdDateTime\":\"2026-11-22T03:53:52.035Z\",\"lastModifiedDateTime\":"
                + "\"2026-11-22T03:53:52.035Z\",\"lastEditedDateTime\":null,\"deletedDateTime\":null,\"subject\":null,"
                + "\"summary\":null,\"chatId\":null,\"importance\":\"normal\",\"locale\":\"en-us\",\"policyViolation\":null,"
                + "\"eventDetail\":null,\"from\":{\"application\":null,\"device\":null,\"user\":{\"id\":\""
                + World.GRAPH_USER
                + "\",\"displayName\":\"Footbridge\",\"userIdentityType\":\"aadUser\"}},\"body\":{\"contentType\":\"html\","
                + "\"content\":\"<p>as posted</p>\"},\"channelIdentity\":{\"teamId\":\"" + World.TEAM
                + "\",\"channelId\":\""
                + World.teamsChannel(channel) + "\"},\"attachments\":[],\"mentions\":[],\"reactions\":[]}";
    }

    private Answer subscription(Request request, String path) throws IOException {
        return switch (request.method()) {
            case "GET" -> Answer.json(200, LIST);
            case "DELETE" -> Answer.empty(204);
            case "POST" -> {
                boolean proved = path.endsWith("/reauthorize") || proves(request.text());
                yield proved ? created(request) : Answer.json(400, "{\"error\":{\"code\":\"ValidationError\"}}");
            }
            default -> Answer.json(200, renewed(path.substring(path.lastIndexOf('/') + 1)));
        };
    }

    private Answer created(Request request) {
        return Answer.json(201, renewed(subscriptionId(World.teamsChannelIn(request.text()))));
    }

    static String subscriptionId(int channel) {
        return "7f105c7d-2dc5-4530-97cd-00000000000" + channel;
    }

    private static String renewed(String id) {
        return "{\"id\":\"" + id + "\",\"expirationDateTime\":\"2099-01-01T00:00:00Z\"}";
    }

    /** Graph asks the address to repeat a token before it believes in it. */
    private static boolean proves(String subscription) throws IOException {
        Matcher address = NOTIFICATION_URL.matcher(subscription);
        if (!address.find()) {
            return false;
        }
        URI asked = URI.create(address.group(1).replace("\\/", "/") + "?validationToken=Validation%3A+Testing");
        HttpURLConnection connection = (HttpURLConnection) asked.toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(0);
        connection.setRequestProperty("Content-Type", "text/plain; charset=utf-8");
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(10_000);
        connection.getOutputStream().close();
        if (connection.getResponseCode() != 200) {
            return false;
        }
        try (var in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).equals("Validation: Testing");
        }
    }

    private Answer read(Request request, String path) {
        if (request.method().equals("GET") && (path.endsWith("/messages") || path.endsWith("/delta"))) {
            return Answer.json(200, LIST);
        }
        if (request.method().equals("GET") && path.endsWith("/me")) {
            return Answer.json(200, "{\"id\":\"" + World.GRAPH_USER + "\",\"displayName\":\"Footbridge\"}");
        }
        Optional<String> message = messages.find(path.substring(path.lastIndexOf('/') + 1));
        if (request.method().equals("GET") && message.isPresent()) {
            return Answer.json(200, message.get());
        }
        int channel = World.teamsChannelIn(path);
        if (request.method().equals("GET") && channel >= 0) {
            return Answer.json(
                    200,
                    "{\"id\":\"" + World.teamsChannel(channel)
                            + "\",\"displayName\":\"bench\",\"membershipType\":\"standard\"}");
        }
        unknown.asked("Graph " + request.method() + " " + path.replaceAll("[0-9a-f-]{36}|19:[^/]*|\\d{6,}", "…"));
        return Answer.json(404, "{\"error\":{\"code\":\"NotFound\",\"message\":\"the benchmark has none\"}}");
    }

    @Override
    public void close() {
        server.close();
    }
}
