package dev.footbridge.benchmarks;

import dev.footbridge.benchmarks.StubServer.Answer;
import dev.footbridge.benchmarks.StubServer.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Takes signed events and posts them, one lane per channel, with whatever fault a test plants. */
final class FakeRelay implements AutoCloseable {

    /** What a relay does with the nth event of a channel. */
    interface Habit {
        void handle(int nth, byte[] event, Poster poster) throws Exception;
    }

    interface Poster {
        void post(byte[] event) throws IOException, InterruptedException;
    }

    private static final class Channel {
        private final ExecutorService lane = Executors.newSingleThreadExecutor();
        private int events;
    }

    private final String secret;
    private final URI graphUrl;
    private final Habit habit;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Integer, Channel> channels = new ConcurrentHashMap<>();
    private final StubServer server = StubServer.start("fake-relay", this::receive);

    FakeRelay(String secret, URI graphUrl, Habit habit) {
        this.secret = secret;
        this.graphUrl = graphUrl;
        this.habit = habit;
    }

    URI webhook() {
        return server.url().resolve("/hooks/slack");
    }

    private Answer receive(Request request) {
        if (!isSigned(request)) {
            return Answer.empty(401);
        }
        int channel = channelOf(request.text());
        Channel lane = channels.computeIfAbsent(channel, key -> new Channel());
        synchronized (lane) {
            int nth = lane.events++;
            lane.lane.execute(() -> {
                try {
                    habit.handle(nth, request.body(), event -> post(channel, event));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        return Answer.empty(200);
    }

    private static int channelOf(String event) {
        int at = event.indexOf("\"channel\":\"C0BENCH") + "\"channel\":\"C0BENCH".length();
        return Integer.parseInt(event.substring(at, at + 4));
    }

    /** Written from Slack's page on verifying requests, not from the code under test. */
    private boolean isSigned(Request request) {
        try {
            String time = request.message().header("x-slack-request-timestamp").orElseThrow();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] digest = mac.doFinal(("v0:" + time + ":" + request.text()).getBytes(StandardCharsets.UTF_8));
            StringBuilder expected = new StringBuilder("v0=");
            for (byte one : digest) {
                expected.append(String.format("%02x", one));
            }
            String given = request.message().header("x-slack-signature").orElseThrow();
            return MessageDigest.isEqual(given.getBytes(), expected.toString().getBytes());
        } catch (Exception e) {
            return false;
        }
    }

    private void post(int channel, byte[] event) throws IOException, InterruptedException {
        URI target = URI.create(graphUrl + GraphStub.messagesPath(channel));
        HttpRequest request = HttpRequest.newBuilder(target)
                .POST(HttpRequest.BodyPublishers.ofByteArray(event))
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 201) {
            throw new IOException("status " + status);
        }
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
        for (Channel channel : channels.values()) {
            channel.lane.shutdown();
            channel.lane.awaitTermination(5, TimeUnit.SECONDS);
        }
    }
}
