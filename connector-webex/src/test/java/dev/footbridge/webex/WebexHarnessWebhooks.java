package dev.footbridge.webex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.ConnectorHarness.Forgery;
import dev.footbridge.testkit.contract.ConnectorHarness.Webhooks;
import dev.footbridge.webex.emulator.WebexEmulator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests as Webex documents them, signed here. */
final class WebexHarnessWebhooks implements Webhooks {

    private final WebexEmulator webex;

    WebexHarnessWebhooks(WebexEmulator webex) {
        this.webex = webex;
    }

    private ObjectNode envelope(String resource, String event) {
        return Json.object()
                .put("id", WebexHarness.id("WEBHOOK", "7c1d2e3f-0a1b-4c2d-8e3f-4a5b6c7d8e9f"))
                .put("name", "Footbridge messages")
                .put("targetUrl", "https://relay.example.org/webex")
                .put("resource", resource)
                .put("event", event)
                .put("orgId", webex.orgId())
                .put("createdBy", webex.relayPersonId())
                .put("ownedBy", "creator")
                .put("status", "active")
                .put("created", "2026-01-05T10:00:00.000Z")
                .put("actorId", webex.personId("ada"));
    }

    @Override
    public WebhookRequest about(MessageId message) {
        ObjectNode envelope = envelope("messages", "created");
        envelope.putObject("data")
                .put("id", message.value())
                .put("roomId", message.channel().value())
                .put("roomType", "group")
                .put("personId", webex.personId("ada"))
                .put("personEmail", "ada@example.com")
                .put("created", "2026-01-05T10:01:02.003Z");
        return WebexSigned.request(envelope.toString());
    }

    @Override
    public Optional<WebhookRequest> about(List<MessageId> messages) {
        return Optional.empty();
    }

    @Override
    public WebhookRequest again(WebhookRequest first) {
        return new WebhookRequest(first.method(), first.path(), first.headers(), first.query(), first.body());
    }

    @Override
    public WebhookRequest unknownType() {
        ObjectNode envelope = envelope("somethingOfTomorrow", "created");
        envelope.putObject("data").put("id", "QQ");
        return WebexSigned.request(envelope.toString());
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
                "{\"resource\":\"messages\"}",
                "{\"resource\":7,\"event\":{}}",
                "{\"resource\":\"messages\",\"event\":\"created\",\"data\":[]}",
                "{\"resource\":\"messages\",\"event\":\"created\",\"data\":{\"id\":5,\"roomId\":true}}",
                "{\"resource\":\"messages\",\"event\":\"created\",\"data\":{\"id\":\"a/b\",\"roomId\":\"../x\"}}",
                "{\"resource\":\"memberships\",\"event\":\"created\",\"data\":{\"personId\":\"QQ\"}}",
                "{\"resource\":\"rooms\",\"event\":\"migrated\",\"data\":{\"id\":\"" + "x".repeat(5_000) + "\"}}",
                "{\"resource\":\"messages\",\"event\":\"created\",\"data\":" + deep + "}",
                "{\"resource\":\"messages\",\"resource\":\"rooms\",\"data\":{}}");
        return bodies.stream().map(WebexSigned::request).toList();
    }

    @Override
    public List<Forgery> forgeries(WebhookRequest genuine) {
        byte[] body = genuine.body();
        String signature = genuine.header(WebexSigned.HEADER).orElseThrow();
        String sha256 = WebexSigned.hmac("HmacSHA256", WebexSigned.SECRET, body);
        return List.of(
                forged("unsigned", Map.of(), body),
                forged("signed with nothing", Map.of(WebexSigned.HEADER, List.of("")), body),
                forged(
                        "signed with another secret",
                        Map.of(WebexSigned.HEADER, List.of(WebexSigned.hmac("HmacSHA1", "guess", body))),
                        body),
                forged(
                        "signed for another body",
                        Map.of(
                                WebexSigned.HEADER,
                                List.of(WebexSigned.hmac("HmacSHA1", WebexSigned.SECRET, new byte[3]))),
                        body),
                forged("signed twice", Map.of(WebexSigned.HEADER, List.of(signature, signature)), body),
                forged("signed by another algorithm", Map.of(WebexSigned.HEADER, List.of(sha256)), body),
                forged(
                        "signed by the newer header alone",
                        Map.of("X-Webex-Signature", List.of("SHA-256=" + sha256)),
                        body),
                forged("cut short", Map.of(WebexSigned.HEADER, List.of(signature.substring(0, 30))), body));
    }

    private static Forgery forged(String name, Map<String, List<String>> headers, byte[] body) {
        return new Forgery(name, WebexSigned.request(body, headers));
    }

    /** The proof has no time. */
    @Override
    public List<Forgery> stale(MessageId message) {
        return List.of();
    }

    @Override
    public boolean isProved(WebhookRequest genuine, int index) {
        return true;
    }
}
