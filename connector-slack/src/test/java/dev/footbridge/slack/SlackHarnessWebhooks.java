package dev.footbridge.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.http.Json;
import dev.footbridge.slack.emulator.SlackEmulator;
import dev.footbridge.testkit.contract.ConnectorHarness.Forgery;
import dev.footbridge.testkit.contract.ConnectorHarness.Webhooks;
import dev.footbridge.testkit.emulator.ClientMessage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Requests as Slack documents them, signed here. */
final class SlackHarnessWebhooks implements Webhooks {

    private static final String SIGNATURE = "X-Slack-Signature";
    private static final String TIMESTAMP = "X-Slack-Request-Timestamp";

    private final SlackEmulator slack;

    SlackHarnessWebhooks(SlackEmulator slack) {
        this.slack = slack;
    }

    @Override
    public WebhookRequest about(MessageId message) {
        return signed(envelope(message), now());
    }

    private String envelope(MessageId message) {
        ClientMessage shown = slack.people().messages(message.channel().value(), 10_000).stream()
                .filter(candidate -> candidate.id().equals(message.value()))
                .findFirst()
                .orElseThrow();
        ObjectNode envelope = envelope("Ev" + message.value().replace(".", ""));
        ObjectNode event = envelope.putObject("event");
        event.put("type", "message")
                .put("channel", message.channel().value())
                .put("channel_type", "channel")
                .put("user", shown.authorId())
                .put("text", shown.text())
                .put("ts", message.value())
                .put("event_ts", message.value());
        return envelope.toString();
    }

    private ObjectNode envelope(String eventId) {
        return Json.object()
                .put("token", "old-verification-token")
                .put("team_id", slack.teamId())
                .put("api_app_id", slack.appId())
                .put("type", "event_callback")
                .put("event_id", eventId)
                .put("event_time", now());
    }

    @Override
    public Optional<WebhookRequest> about(List<MessageId> messages) {
        return Optional.empty();
    }

    @Override
    public WebhookRequest again(WebhookRequest first) {
        Map<String, List<String>> headers = new HashMap<>(first.headers());
        headers.put("X-Slack-Retry-Num", List.of("1"));
        headers.put("X-Slack-Retry-Reason", List.of("http_error"));
        return new WebhookRequest(first.method(), first.path(), headers, first.query(), first.body());
    }

    @Override
    public WebhookRequest unknownType() {
        ObjectNode envelope = envelope("EvUNKNOWN");
        envelope.putObject("event").put("type", "something_of_tomorrow").put("channel", "C1");
        return signed(envelope.toString(), now());
    }

    @Override
    public List<WebhookRequest> odd() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        List<String> bodies = List.of(
                "",
                "{}",
                "[]",
                "null",
                "\"text\"",
                "{\"type\":\"event_callback\"}",
                "{\"type\":7,\"event\":\"x\"}",
                "{\"type\":\"url_verification\"}",
                "{\"type\":\"event_callback\",\"event_id\":{},\"event\":{\"type\":\"message\"}}",
                "{\"type\":\"event_callback\",\"event\":{\"type\":\"message\",\"channel\":5,\"ts\":true}}",
                "{\"type\":\"event_callback\",\"event\":{\"type\":\"message\",\"channel\":\"C1\",\"ts\":\"x\"}}",
                "{\"type\":\"event_callback\",\"event\":{\"type\":\"message\",\"subtype\":\"message_changed\","
                        + "\"channel\":\"C1\",\"message\":[],\"previous_message\":[]}}",
                "{\"type\":\"event_callback\",\"event\":{\"type\":\"reaction_added\",\"item\":\"C1\"}}",
                "{\"type\":\"event_callback\",\"event\":" + deep + "}",
                "payload=%7B%22type%22%3A%22block_actions%22%7D");
        return bodies.stream().map(body -> signed(body, now())).toList();
    }

    @Override
    public List<Forgery> forgeries(WebhookRequest genuine) {
        String time = genuine.header(TIMESTAMP).orElseThrow();
        String signature = genuine.header(SIGNATURE).orElseThrow();
        byte[] body = genuine.body();
        return List.of(
                forged("unsigned", Map.of(TIMESTAMP, List.of(time)), body),
                forged("without time", Map.of(SIGNATURE, List.of(signature)), body),
                forged("signed with nothing", headers(time, ""), body),
                forged("signed without version", headers(time, signature.substring(3)), body),
                forged("signed with another version", headers(time, "v1" + signature.substring(2)), body),
                forged("signed with another secret", headers(time, sign("guess", time, body)), body),
                forged("signed with an empty secret", headers(time, sign(" ", time, body)), body),
                forged("signed for another time", headers(Long.toString(now() + 5), signature), body),
                forged("signed for another body", headers(time, sign(slack.signingSecret(), time, new byte[3])), body),
                forged("cut short", headers(time, signature.substring(0, 40)), body),
                forged(
                        "in capitals",
                        headers(time, "v0=" + signature.substring(3).toUpperCase(java.util.Locale.ROOT)),
                        body),
                forged("with a time that is no number", headers("x" + time, signature), body),
                forged("with a signed time", headers("+" + time, sign(slack.signingSecret(), "+" + time, body)), body),
                forged(
                        "signed twice",
                        Map.of(TIMESTAMP, List.of(time), SIGNATURE, List.of(signature, signature)),
                        body),
                forged("timed twice", Map.of(TIMESTAMP, List.of(time, time), SIGNATURE, List.of(signature)), body));
    }

    private static Forgery forged(String name, Map<String, List<String>> headers, byte[] body) {
        return new Forgery(name, new WebhookRequest("POST", "", headers, Map.of(), body));
    }

    @Override
    public List<Forgery> stale(MessageId message) {
        String body = envelope(message);
        return List.of(
                new Forgery("six minutes old", signed(body, now() - 360)),
                new Forgery("from six minutes ahead", signed(body, now() + 360)),
                new Forgery("years old", signed(body, 1_500_000_000L)));
    }

    @Override
    public boolean isProved(WebhookRequest genuine, int index) {
        return true;
    }

    private WebhookRequest signed(String body, long time) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String stamp = Long.toString(time);
        return new WebhookRequest(
                "POST", "", headers(stamp, sign(slack.signingSecret(), stamp, bytes)), Map.of(), bytes);
    }

    private static Map<String, List<String>> headers(String time, String signature) {
        Map<String, List<String>> headers = new TreeMap<>();
        headers.put("Content-Type", List.of("application/json"));
        headers.put(TIMESTAMP, List.of(time));
        headers.put(SIGNATURE, List.of(signature));
        return headers;
    }

    static String sign(String secret, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(("v0:" + time + ":").getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
