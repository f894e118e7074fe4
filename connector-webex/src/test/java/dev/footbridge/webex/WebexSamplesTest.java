package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.RecordingSink;
import dev.footbridge.testkit.contract.VendorContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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

    private static WebexWebhooks receiver() {
        WebexIds ids = new WebexIds("d1e2f3a4-b5c6-4d7e-8f90-a1b2c3d4e5f6");
        return new WebexWebhooks(
                new WebexSignature(List.of(Secret.of(WebexSigned.SECRET))),
                new WebexEvents(ids, new WebexRooms()),
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

    /** Each member of each webhook replaced by a value of every kind: taken, or ignored for a reason; never a crash. */
    @ParameterizedTest
    @MethodSource("webhooks")
    void anyMemberOfAWebhookMayBeOfAnyKind(Path file) {
        for (JsonNode mutant : mutants(VendorContracts.json(file))) {
            RecordingSink sink = new RecordingSink();
            assertThatCode(() -> {
                        int status = receiver()
                                .receive(WebexSigned.request(Json.bytes(mutant)), sink)
                                .status();
                        assertThat(status).isEqualTo(200);
                    })
                    .as("%s", mutant)
                    .doesNotThrowAnyException();
            assertThat(sink.events().size() + sink.ignored().size())
                    .as("%s", mutant)
                    .isEqualTo(1);
            assertThat(sink.ignored()).allSatisfy(reason -> assertThat(reason).matches("[a-z_]{1,64}"));
        }
    }

    /** The same for a message as it is read. */
    @Test
    void anyMemberOfAMessageMayBeOfAnyKind() {
        Path folder = VendorContracts.required(WebexSamplesTest.class).resolve("webex-samples/operations");
        JsonNode sample = VendorContracts.json(folder.resolve("get_messages-messageId.200.json"));
        WebexThreads threads = new WebexThreads();
        WebexIds ids = ScriptedWebex.IDS;
        List<JsonNode> mutants = mutants(sample);
        assertThat(mutants).hasSizeGreaterThan(100);
        for (JsonNode mutant : mutants) {
            WebexMessages messages = new WebexMessages(ids, SilentSession.of(ids), threads, true);
            assertThatCode(() -> messages.read(ScriptedWebex.ROOM, mutant))
                    .as("%s", mutant)
                    .doesNotThrowAnyException();
        }
    }

    /** A session that was never asked to call. */
    private static final class SilentSession {
        static WebexSession of(WebexIds ids) {
            WebexToken token = WebexToken.fixed(Secret.of("none"));
            var guard = new dev.footbridge.core.connector.ScopeGuard(WebexScopes.catalogue());
            var client = new okhttp3.OkHttpClient();
            var api =
                    new WebexApi(java.net.URI.create("http://127.0.0.1:1/v1"), client, token, guard, Clock.systemUTC());
            return new WebexSession(api, ids, token, WebexScopes.catalogue(), guard, false);
        }
    }

    private static List<JsonNode> mutants(JsonNode sample) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        List<JsonNode> values = List.of(
                make.nullNode(),
                make.booleanNode(true),
                make.numberNode(-28.8e6),
                make.numberNode(7),
                make.textNode(""),
                make.textNode("x".repeat(5_000)),
                make.textNode("\u0000\uD800/../%00"),
                make.arrayNode().add(make.objectNode()).add(1),
                make.objectNode().put("id", 1));
        List<JsonNode> mutants = new ArrayList<>();
        for (String pointer : pointers(sample, "")) {
            for (JsonNode value : values) {
                JsonNode copy = sample.deepCopy();
                int slash = pointer.lastIndexOf('/');
                JsonNode parent = copy.at(pointer.substring(0, slash));
                if (parent instanceof ObjectNode object) {
                    object.set(pointer.substring(slash + 1), value);
                } else if (parent instanceof ArrayNode array) {
                    array.set(Integer.parseInt(pointer.substring(slash + 1)), value);
                }
                mutants.add(copy);
            }
        }
        return mutants;
    }

    private static List<String> pointers(JsonNode node, String at) {
        List<String> all = new ArrayList<>();
        if (!at.isEmpty()) {
            all.add(at);
        }
        node.properties().forEach(entry -> all.addAll(pointers(entry.getValue(), at + "/" + entry.getKey())));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            all.addAll(pointers(node.get(i), at + "/" + i));
        }
        return all;
    }
}
