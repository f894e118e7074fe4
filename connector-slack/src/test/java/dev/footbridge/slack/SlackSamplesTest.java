package dev.footbridge.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.RecordingSink;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample the vendor published, through the connector's front door: signed webhooks and answers of the Web API. */
class SlackSamplesTest {

    /** What each type of event must become; all others are ignored with the reason that stands behind the colon. */
    private static final Map<String, String> EXPECTED = new TreeMap<>(Map.ofEntries(
            Map.entry("message", "Posted"),
            Map.entry("message/bot_message", "Posted"),
            Map.entry("message/file_share", "Posted"),
            Map.entry("message/me_message", "Posted"),
            Map.entry("message/thread_broadcast", "Posted"),
            Map.entry("message/message_deleted", "Removed"),
            Map.entry("message/message_replied", "ignored:message_replied"),
            Map.entry("reaction_added", "Reacted"),
            Map.entry("reaction_removed", "Unreacted"),
            Map.entry("member_joined_channel", "MemberJoined"),
            Map.entry("member_left_channel", "MemberLeft"),
            Map.entry("channel_rename", "ChannelChanged"),
            Map.entry("channel_archive", "ChannelChanged"),
            Map.entry("channel_unarchive", "ChannelChanged"),
            Map.entry("channel_deleted", "ChannelChanged"),
            Map.entry("channel_left", "ChannelChanged"),
            Map.entry("channel_id_changed", "ChannelChanged"),
            Map.entry("group_rename", "ChannelChanged"),
            Map.entry("group_archive", "ChannelChanged"),
            Map.entry("group_unarchive", "ChannelChanged"),
            Map.entry("group_deleted", "ChannelChanged"),
            Map.entry("group_left", "ChannelChanged")));

    /** Edits need a look at what changed, so each file says for itself. */
    private static final Map<String, String> CHANGED = Map.of(
            "message.message_changed.1.json", "ignored:assistant_app_thread",
            "message.message_changed.2.json", "Removed",
            "message.message_changed.3.json", "Edited",
            "message.message_changed.4.json", "Removed",
            "message.message_changed.5.json", "Removed",
            "message.message_changed.6.json", "Edited");

    private static ScriptedSlack slack;
    private static Connector connector;

    @BeforeAll
    static void find() {
        VendorContracts.required(SlackSamplesTest.class);
        slack = new ScriptedSlack();
        connector = slack.connect();
    }

    @AfterAll
    static void close() {
        if (slack != null) {
            connector.close();
            slack.close();
        }
    }

    static Stream<Path> events() {
        return VendorContracts.folder().stream()
                .flatMap(contracts -> VendorContracts.jsonFiles(contracts.resolve("slack-event-samples")).stream());
    }

    static Stream<Path> answers() {
        return VendorContracts.folder().stream()
                .flatMap(contracts -> VendorContracts.jsonFiles(contracts.resolve("slack-response-samples")).stream());
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventBecomesWhatItIsOrIsIgnoredForAReason(Path file) {
        JsonNode sample = VendorContracts.json(file);
        RecordingSink sink = new RecordingSink();
        WebhookReply reply = connector.webhooks().orElseThrow().receive(signed(envelope(sample)), sink);
        assertThat(reply.status()).isEqualTo(200);
        String outcome = outcome(sink);
        String type = type(sample);
        if (type.equals("url_verification")) {
            assertThat(outcome).isEqualTo("nothing");
        } else if (file.getParent().endsWith("skeletons")) {
            // Every member that Slack has ever sent, all of them blank: there is no id to make an event of.
            assertThat(outcome).startsWith("ignored:");
        } else if (CHANGED.containsKey(file.getFileName().toString())) {
            assertThat(outcome).isEqualTo(CHANGED.get(file.getFileName().toString()));
        } else if (EXPECTED.containsKey(type)) {
            assertThat(outcome).isEqualTo(EXPECTED.get(type));
        } else {
            assertThat(outcome).startsWith("ignored:").doesNotContain("unknown");
        }
    }

    @Test
    void thereAreSamples() {
        assertThat(events().count()).isGreaterThan(110);
        assertThat(answers().count()).isGreaterThan(150);
    }

    /** The whole answer as each method that reads one would get it: a value, or a failure in our words. */
    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerIsReadOrFailsInOurWords(Path file) throws Exception {
        String body = VendorContracts.json(file).toString();
        slack.forget();
        slack.answer("auth.test", "{\"ok\":true,\"team_id\":\"T0SCRIPT\",\"user_id\":\"U0BOT\",\"bot_id\":\"B0BOT\"}");
        connector.check();
        for (String method : List.of(
                "auth.test",
                "chat.postMessage",
                "conversations.history",
                "conversations.replies",
                "users.info",
                "bots.info",
                "conversations.info",
                "conversations.list")) {
            slack.answer(method, body);
        }
        ChannelId channel = ScriptedSlack.CHANNEL;
        Window always = new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
        List<Call> calls = List.of(
                () -> connector.directory().orElseThrow().user(new UserId(channel.workspace(), "U1")),
                () -> connector.directory().orElseThrow().user(new UserId(channel.workspace(), "B1")),
                () -> connector.directory().orElseThrow().channel(channel),
                () -> connector.directory().orElseThrow().channels(Optional.empty()),
                () -> connector.history().orElseThrow().messages(channel, always, Optional.empty()),
                () -> connector.history().orElseThrow().replies(ScriptedSlack.message("1.2"), always, Optional.empty()),
                connector::check);
        for (Call call : calls) {
            try {
                assertThat(call.run()).isNotNull();
            } catch (ConnectorException e) {
                assertThat(e.code()).matches("[A-Za-z0-9_.:-]{1,64}");
            }
        }
    }

    private interface Call {
        Object run() throws ConnectorException, InterruptedException;
    }

    private static String outcome(RecordingSink sink) {
        if (!sink.events().isEmpty()) {
            assertThat(sink.events()).hasSize(1);
            InboundEvent event = sink.events().get(0);
            assertThat(event.eventId()).isNotBlank();
            return event.getClass().getSimpleName();
        }
        assertThat(sink.rejected()).isEmpty();
        return sink.ignored().isEmpty()
                ? "nothing"
                : "ignored:" + sink.ignored().get(0);
    }

    /** Some samples are whole envelopes, some what a socket brings, and some only the event inside. */
    static JsonNode envelope(JsonNode sample) {
        if (sample.has("envelope_id") && sample.path("type").asText().equals("events_api")) {
            return sample.path("payload");
        }
        boolean outer = sample.path("event").isObject()
                || Set.of("url_verification", "app_rate_limited", "hello", "interactive", "slash_commands")
                        .contains(sample.path("type").asText());
        if (outer) {
            return sample;
        }
        ObjectNode envelope = Json.object().put("type", "event_callback").put("event_id", "Ev1");
        envelope.set("event", sample);
        return envelope;
    }

    private static String type(JsonNode sample) {
        JsonNode envelope = envelope(sample);
        JsonNode event = envelope.path("event");
        String type = event.isObject()
                ? event.path("type").asText("")
                : envelope.path("type").asText("");
        String subtype = event.path("subtype").asText("");
        return subtype.isEmpty() ? type : type + "/" + subtype;
    }

    /** Signed, and for a workspace that the sample names, if it names one. */
    static WebhookRequest signed(JsonNode envelope) {
        String own = envelope.at("/authorizations/0/team_id")
                .asText(envelope.path("team_id").asText(""));
        JsonNode ours = envelope;
        if (!own.isEmpty() && envelope instanceof ObjectNode object) {
            String text = object.toString().replace("\"" + own + "\"", "\"" + ScriptedSlack.TEAM + "\"");
            try {
                ours = VendorContracts.MAPPER.readTree(text);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        byte[] body = ours.toString().getBytes(StandardCharsets.UTF_8);
        String time = Long.toString(Instant.now().getEpochSecond());
        return new WebhookRequest(
                "POST",
                "",
                Map.of(
                        "X-Slack-Request-Timestamp", List.of(time),
                        "X-Slack-Signature",
                                List.of(SlackHarnessWebhooks.sign(ScriptedSlack.SIGNING_SECRET, time, body))),
                Map.of(),
                body);
    }
}
