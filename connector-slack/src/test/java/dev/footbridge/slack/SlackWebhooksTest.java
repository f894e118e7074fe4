package dev.footbridge.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.testkit.contract.RecordingSink;
import dev.footbridge.testkit.fake.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlackWebhooksTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String OLD_SECRET = "previous-secret-canary";

    private final ScriptedSlack slack = new ScriptedSlack();
    private final ManualClock clock = ManualClock.at(NOW);
    private final RecordingSink sink = new RecordingSink();
    private Connector connector;
    private WebhookIngress ingress;

    @BeforeEach
    void connect() {
        Map<String, String> settings = slack.settings();
        settings.put("previous-signing-secret", OLD_SECRET);
        SlackConnectorProvider provider = new SlackConnectorProvider();
        connector =
                provider.create(ConnectorConfig.of(provider, settings, clock, new Random(1), CredentialStore.none()));
        ingress = connector.webhooks().orElseThrow();
    }

    @AfterEach
    void close() {
        connector.close();
        slack.close();
    }

    @Test
    void takesRequestsAtBothEndsOfTheWindowAndNothingBeyond() {
        long now = NOW.getEpochSecond();
        assertThat(receive(signed(posted("Ev1", "1.1"), now - 300)).status()).isEqualTo(200);
        assertThat(receive(signed(posted("Ev2", "1.2"), now + 300)).status()).isEqualTo(200);
        assertThat(receive(signed(posted("Ev3", "1.3"), now - 301)).status()).isEqualTo(401);
        assertThat(receive(signed(posted("Ev4", "1.4"), now + 301)).status()).isEqualTo(401);
        assertThat(sink.events()).hasSize(2);
        assertThat(sink.rejected()).containsExactly("stale", "stale");
    }

    @Test
    void takesEitherSecretWhileOneReplacesTheOther() {
        assertThat(receive(signed(posted("Ev1", "1.1"), NOW.getEpochSecond(), OLD_SECRET))
                        .status())
                .isEqualTo(200);
        assertThat(receive(signed(posted("Ev2", "1.2"), NOW.getEpochSecond(), "a-third-one"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void answersTheHandshakeOnlyWhenItIsProved() {
        String body = "{\"type\":\"url_verification\",\"challenge\":\"c4a11en6e\",\"token\":\"x\"}";
        WebhookReply reply = receive(signed(body));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("c4a11en6e");
        assertThat(receive(new WebhookRequest("POST", "", Map.of(), Map.of(), body.getBytes(StandardCharsets.UTF_8)))
                        .status())
                .isEqualTo(401);
    }

    /** Bit-flipped, replayed after the window, unsigned, signed by others: a thousand of them. */
    @Test
    void acceptsNoneOfAThousandForgeriesAndPrintsNothing() {
        Random random = new Random(20261122);
        String body = posted("Ev0", "1700000000.000100");
        long now = NOW.getEpochSecond();
        PrintStream err = System.err;
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            for (int i = 0; i < 1_000; i++) {
                WebhookRequest forged = switch (i % 5) {
                    case 0 -> flippedBody(signed(body), random);
                    case 1 -> flippedHeader(signed(body), "X-Slack-Signature", random);
                    case 2 -> flippedHeader(signed(body), "X-Slack-Request-Timestamp", random);
                    case 3 -> signed(body, now + (random.nextBoolean() ? 1 : -1) * (301 + random.nextInt(9_999)));
                    default -> random.nextBoolean() ? unsigned(body) : signed(body, now, "guess" + random.nextInt());
                };
                assertThat(receive(forged).status()).as("forgery %s", i).isEqualTo(401);
            }
        } finally {
            System.setErr(err);
            System.setOut(out);
        }
        assertThat(sink.events()).isEmpty();
        assertThat(sink.ignored()).isEmpty();
        assertThat(sink.rejected()).hasSize(1_000);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(receive(signed(body)).status()).as("the genuine one").isEqualTo(200);
    }

    @Test
    void tellsTheSameEventIdForEveryRepetitionAlsoWhenSlackForgetsTheId() {
        String nameless = posted("Ev1", "1.1").replace("\"event_id\":\"Ev1\",", "");
        receive(signed(nameless, NOW.getEpochSecond()));
        clock.advance(Duration.ofMinutes(1));
        receive(signed(nameless, clock.instant().getEpochSecond()));
        receive(signed(posted("Ev1", "1.1"), clock.instant().getEpochSecond()));

        List<String> ids = sink.events().stream().map(InboundEvent::eventId).toList();
        assertThat(ids).hasSize(3);
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).startsWith("body:");
        assertThat(ids.get(2)).isEqualTo("Ev1");
    }

    @Test
    void leavesEventsOfOtherWorkspacesAlone() {
        receive(signed(posted("Ev1", "1.1").replace(ScriptedSlack.TEAM, "T0OTHER")));

        assertThat(sink.events()).isEmpty();
        assertThat(sink.ignored()).containsExactly("other_workspace");
    }

    /** In a shared channel team_id is where the author is at home. */
    @Test
    void takesEventsOfSharedChannelsByTheirAuthorization() {
        String shared = posted("Ev1", "1.1")
                .replace("\"team_id\":\"T0SCRIPT\"", "\"team_id\":\"T0PARTNER\"")
                .replace(
                        "\"event\":",
                        "\"authorizations\":[{\"team_id\":\"T0SCRIPT\",\"user_id\":\"U0BOT\",\"is_bot\":true}],"
                                + "\"is_ext_shared_channel\":true,\"event\":");
        receive(signed(shared));

        assertThat(sink.events()).hasSize(1);
    }

    @Test
    void knowsItsOwnMessagesByTheAppThatTheEnvelopeNames() {
        receive(signed(message("\"user\":\"U0BOT\",\"bot_id\":\"B9\",\"bot_profile\":{\"app_id\":\"A0APP\"}")));
        receive(signed(
                message("\"subtype\":\"bot_message\",\"username\":\"x\",\"bot_id\":\"B8\",\"app_id\":\"A0APP\"")));
        receive(signed(
                message("\"subtype\":\"bot_message\",\"username\":\"x\",\"bot_id\":\"B7\",\"app_id\":\"A0ELSE\"")));

        assertThat(sink.events()).extracting(SlackWebhooksTest::own).containsExactly(true, true, false);
    }

    private static boolean own(InboundEvent event) {
        return ((InboundEvent.Posted) event).message().own();
    }

    @Test
    void believesAKeyOnlyOnItsOwnMessages() {
        String metadata = ",\"metadata\":{\"event_type\":\"footbridge_message\",\"event_payload\":{\"k\":\"key-7\"}}";
        receive(signed(message("\"user\":\"U0BOT\",\"app_id\":\"A0APP\"" + metadata)));
        receive(signed(message("\"user\":\"U0EVE\"" + metadata)));

        assertThat(sink.events())
                .extracting(event -> ((InboundEvent.Posted) event).message())
                .extracting(Message::idempotencyKey)
                .extracting(key -> key.orElse(""))
                .containsExactly("key-7", "");
    }

    @Test
    void stopsCallingOnceTheTokenIsRevoked() throws Exception {
        connector.features(ScriptedSlack.CHANNEL);
        receive(signed(event("{\"type\":\"tokens_revoked\",\"tokens\":{\"oauth\":[\"U1\"],\"bot\":[\"U0BOT\"]}}")));
        ConnectorException failure = failureOfPost();

        assertThat(sink.ignored()).containsExactly("tokens_revoked");
        assertThat(failure.kind()).isEqualTo(ConnectorException.Kind.UNAUTHORIZED);
        assertThat(slack.calls()).isEmpty();
        clock.advance(Duration.ofMinutes(16));
        slack.answer("chat.postMessage", "{\"ok\":true,\"ts\":\"1.2\"}");
        connector.post(ScriptedSlack.CHANNEL, Draft.of(Document.text("x"), "k"));
        assertThat(slack.calls()).hasSize(1);
    }

    @Test
    void goesOnWhenOnlyPeopleRevokedTheirTokens() throws Exception {
        receive(signed(event("{\"type\":\"tokens_revoked\",\"tokens\":{\"oauth\":[\"U1\"],\"bot\":[]}}")));
        slack.answer("chat.postMessage", "{\"ok\":true,\"ts\":\"1.2\"}");
        connector.post(ScriptedSlack.CHANNEL, Draft.of(Document.text("x"), "k"));

        assertThat(slack.calls()).hasSize(1);
    }

    @Test
    void tellsOfAGapInEveryKnownChannelWhenSlackHeldEventsBack() {
        connector.features(ScriptedSlack.CHANNEL);
        String limited = "{\"type\":\"app_rate_limited\",\"team_id\":\"T0SCRIPT\",\"minute_rate_limited\":1518467820,"
                + "\"api_app_id\":\"A0APP\"}";
        receive(signed(limited));
        receive(signed(limited));

        assertThat(sink.events()).hasSize(2).allSatisfy(event -> {
            assertThat(event).isInstanceOf(InboundEvent.Gap.class);
            assertThat(event.channel()).isEqualTo(ScriptedSlack.CHANNEL);
            assertThat(((InboundEvent.Gap) event).since()).contains(Instant.ofEpochSecond(1518467820));
        });
        assertThat(sink.events().get(0).eventId())
                .isEqualTo(sink.events().get(1).eventId());
    }

    @Test
    void takesPreviewsForNoEditsAndUnclearChangesForHints() {
        String now = "{\"type\":\"message\",\"user\":\"U1\",\"text\":\"see https://e.org\",\"ts\":\"1.1\"";
        String before = "\"previous_message\":" + now + "}";
        receive(signed(changed(now + ",\"attachments\":[{\"from_url\":\"https://e.org\"}]}", before)));
        receive(signed(changed(now + "}", "\"previous_message\":[]")));
        receive(signed(changed(now + ",\"edited\":{\"user\":\"U1\",\"ts\":\"2.0\"}}", "\"previous_message\":[]")));
        receive(signed(changed(now.replace("see", "look at") + "}", before)));

        assertThat(sink.ignored()).containsExactly("not_an_edit");
        assertThat(sink.events())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Touched", "Edited", "Edited");
    }

    @Test
    void ignoresTheNoticeOfAReplyWithAndWithoutItsSubtype() {
        String inner =
                "\"message\":{\"type\":\"message\",\"user\":\"U1\",\"text\":\"x\",\"ts\":\"1.1\",\"thread_ts\":\"1.1\"}";
        receive(signed(message("\"subtype\":\"message_replied\",\"hidden\":true," + inner)));
        receive(signed(message(inner)));

        assertThat(sink.ignored()).containsExactly("message_replied", "message_replied");
    }

    @Test
    void readsABroadcastReplyAsAReply() {
        receive(signed(message("\"subtype\":\"thread_broadcast\",\"user\":\"U1\",\"thread_ts\":\"1.0\",\"root\":{}")));

        assertThat(((InboundEvent.Posted) sink.events().get(0)).message().replyTo())
                .contains(ScriptedSlack.message("1.0"));
    }

    private ConnectorException failureOfPost() {
        return org.assertj.core.api.Assertions.catchThrowableOfType(
                ConnectorException.class,
                () -> connector.post(ScriptedSlack.CHANNEL, Draft.of(Document.text("x"), "k")));
    }

    private WebhookReply receive(WebhookRequest request) {
        return ingress.receive(request, sink);
    }

    private static String posted(String eventId, String ts) {
        return "{\"team_id\":\"T0SCRIPT\",\"api_app_id\":\"A0APP\",\"type\":\"event_callback\",\"event_id\":\""
                + eventId
                + "\",\"event\":{\"type\":\"message\",\"channel\":\"C0SCRIPT\",\"user\":\"U1\",\"text\":\"hello\",\"ts\":\""
                + ts + "\"}}";
    }

    private static String event(String event) {
        return "{\"team_id\":\"T0SCRIPT\",\"api_app_id\":\"A0APP\",\"type\":\"event_callback\",\"event_id\":\"Ev9\","
                + "\"event\":" + event + "}";
    }

    private static String message(String members) {
        return event(
                "{\"type\":\"message\",\"channel\":\"C0SCRIPT\",\"text\":\"hello\",\"ts\":\"1.1\"," + members + "}");
    }

    private static String changed(String message, String previous) {
        return event("{\"type\":\"message\",\"subtype\":\"message_changed\",\"hidden\":true,\"channel\":\"C0SCRIPT\","
                + "\"ts\":\"3.3\",\"message\":" + message + "," + previous + "}");
    }

    private WebhookRequest signed(String body) {
        return signed(body, clock.instant().getEpochSecond());
    }

    private static WebhookRequest signed(String body, long time) {
        return signed(body, time, ScriptedSlack.SIGNING_SECRET);
    }

    private static WebhookRequest signed(String body, long time, String secret) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String stamp = Long.toString(time);
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("X-Slack-Request-Timestamp", List.of(stamp));
        headers.put("X-Slack-Signature", List.of(SlackHarnessWebhooks.sign(secret, stamp, bytes)));
        return new WebhookRequest("POST", "", headers, Map.of(), bytes);
    }

    private static WebhookRequest unsigned(String body) {
        return new WebhookRequest("POST", "", Map.of(), Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static WebhookRequest flippedBody(WebhookRequest request, Random random) {
        byte[] body = request.body().clone();
        body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
        return new WebhookRequest("POST", "", request.headers(), Map.of(), body);
    }

    private static WebhookRequest flippedHeader(WebhookRequest request, String name, Random random) {
        char[] value = request.header(name).orElseThrow().toCharArray();
        value[random.nextInt(value.length)] ^= (char) (1 << random.nextInt(7));
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.put(name.toLowerCase(java.util.Locale.ROOT), List.of(new String(value)));
        return new WebhookRequest("POST", "", headers, Map.of(), request.body());
    }
}
