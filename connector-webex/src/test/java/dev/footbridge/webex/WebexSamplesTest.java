package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.testkit.contract.RecordingSink;
import dev.footbridge.testkit.contract.VendorContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample through the connector's front door: signed webhooks as they are, answers as each call would get them. */
class WebexSamplesTest {

    private static final Map<String, String> EXPECTED = Map.of(
            "messages-created", "Touched",
            "messages-created-thread-file", "Touched",
            "messages-updated", "Touched",
            "messages-deleted", "Removed",
            "memberships-created", "MemberJoined",
            "memberships-updated", "ignored:membership_updated",
            "memberships-deleted", "MemberLeft",
            "rooms-updated", "ChannelChanged",
            "rooms-migrated", "ChannelChanged",
            "attachmentActions-created", "ignored:attachment_action");

    private static ScriptedWebex webex;
    private static Connector connector;

    @BeforeAll
    static void find() {
        VendorContracts.required(WebexSamplesTest.class);
        webex = new ScriptedWebex();
        connector = webex.connect();
    }

    @AfterAll
    static void close() {
        if (webex != null) {
            connector.close();
            webex.close();
        }
    }

    static Stream<Path> webhooks() {
        return files("webex-samples/webhooks")
                .filter(file -> file.getFileName().toString().endsWith(".body.json"));
    }

    static Stream<Path> answers() {
        return files("webex-samples/operations");
    }

    private static Stream<Path> files(String folder) {
        return VendorContracts.folder().stream()
                .flatMap(contracts -> VendorContracts.jsonFiles(contracts.resolve(folder)).stream());
    }

    static WebexWebhooks receiver() {
        WebexIds ids = new WebexIds("d1e2f3a4-b5c6-4d7e-8f90-a1b2c3d4e5f6");
        return new WebexWebhooks(
                new WebexSignature(List.of(Secret.of(WebexSigned.SECRET))),
                new WebexEvents(ids, new WebexRooms(), data -> false),
                new WebexGaps(),
                Clock.systemUTC());
    }

    @Test
    void thereAreSamples() {
        assertThat(webhooks().count()).isEqualTo(EXPECTED.size());
        assertThat(answers().count()).isGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void everyWebhookBecomesWhatItIsOrIsIgnoredForAReason(Path file) throws IOException {
        String name = file.getFileName().toString().replace(".body.json", "");
        JsonNode meta = VendorContracts.json(file.resolveSibling(name + ".meta.json"));
        String signature = meta.at("/headers/X-Spark-Signature").asText();
        WebhookRequest request =
                WebexSigned.request(Files.readAllBytes(file), Map.of("X-Spark-Signature", List.of(signature)));
        RecordingSink sink = new RecordingSink();

        assertThat(receiver().receive(request, sink).status()).isEqualTo(200);
        assertThat(sink.rejected()).isEmpty();
        assertThat(outcome(sink)).isEqualTo(EXPECTED.get(name));
    }

    private static String outcome(RecordingSink sink) {
        if (sink.events().isEmpty()) {
            return "ignored:" + sink.ignored().get(0);
        }
        assertThat(sink.events()).hasSize(1);
        InboundEvent event = sink.events().get(0);
        assertThat(event.eventId()).isNotBlank().hasSizeLessThanOrEqualTo(256);
        return event.getClass().getSimpleName();
    }

    private interface Call {
        Object run() throws ConnectorException, InterruptedException;
    }

    /** The whole answer as each call that reads one would get it: a value, or a failure in our words. */
    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerIsReadOrFailsInOurWords(Path file) throws InterruptedException {
        everyCallReads(VendorContracts.json(file));
    }

    @Test
    void aMessageOfTheVendorIsRead() throws Exception {
        Path folder = VendorContracts.required(WebexSamplesTest.class).resolve("webex-samples/operations");
        webex.knowsItself();
        webex.answer(
                "GET",
                "/messages/.*",
                200,
                VendorContracts.json(folder.resolve("get_messages-messageId.200.json"))
                        .toString());
        var message = connector
                .history()
                .orElseThrow()
                .message(ScriptedWebex.message("1"))
                .orElseThrow();

        assertThat(message.body().plainText()).startsWith("PROJECT UPDATE A new project plan has been published");
        assertThat(message.author().email()).contains("matt@example.com");
        assertThat(message.replyTo()).isPresent();
        assertThat(message.createdAt()).isEqualTo(Instant.parse("2015-10-18T14:26:16Z"));
    }

    private static void everyCallReads(JsonNode answer) throws InterruptedException {
        webex.server.resetAll();
        webex.answer("GET", "/.*", 200, answer.toString());
        webex.answer("POST", "/.*", 200, answer.toString());
        webex.knowsItself();
        Window always = new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
        List<Call> calls = List.of(
                connector::check,
                () -> connector.directory().orElseThrow().user(new UserId(ScriptedWebex.IDS.workspace(), "QQ")),
                () -> connector.directory().orElseThrow().channel(ScriptedWebex.ROOM),
                () -> connector.directory().orElseThrow().channels(Optional.empty()),
                () -> connector.history().orElseThrow().messages(ScriptedWebex.ROOM, always, Optional.empty()),
                () -> connector.history().orElseThrow().replies(ScriptedWebex.message("1"), always, Optional.empty()),
                () -> connector.history().orElseThrow().message(ScriptedWebex.message("1")),
                () -> connector.readback().orElseThrow().sent(ScriptedWebex.ROOM, Optional.empty(), Instant.EPOCH));
        for (Call call : calls) {
            try {
                assertThat(call.run()).isNotNull();
            } catch (ConnectorException e) {
                assertThat(e.code()).matches("[A-Za-z0-9_.:-]{1,64}");
            }
        }
    }
}
