package dev.footbridge.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.testkit.contract.BadInput;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sample of the vendor with every value wrong in turn: each is an event, or ignored for a counted reason. */
class SlackMutationsTest {

    private static final Window ALWAYS = new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
    private static final MessageId MESSAGE = ScriptedSlack.message("1700000000.000100");

    private static ScriptedSlack slack;
    private static Connector connector;

    @BeforeAll
    static void find() {
        VendorContracts.required(SlackMutationsTest.class);
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
        return SlackSamplesTest.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventWithOneValueWrongIsReadOrCounted(Path file) {
        JsonNode envelope = SlackSamplesTest.envelope(VendorContracts.json(file));
        int mutations = BadInput.webhooks(connector.webhooks().orElseThrow(), envelope, SlackSamplesTest::signed);
        assertThat(mutations).isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth.test",
                "chat.postMessage",
                "chat.update",
                "chat.delete",
                "reactions.add",
                "conversations.history",
                "conversations.replies",
                "conversations.info",
                "conversations.list",
                "users.info",
                "bots.info"
            })
    void everyAnswerWithOneValueWrongIsReadOrFailsInOurWords(String method) throws Exception {
        Path file = VendorContracts.required(SlackMutationsTest.class)
                .resolve("slack-response-samples/" + method + ".ok.json");
        JsonNode answer = VendorContracts.json(file);
        int mutations = BadInput.answers(
                answer,
                next -> {
                    slack.forget();
                    slack.answer(method, next.toString());
                },
                calls().get(method));
        assertThat(mutations).isGreaterThan(10);
    }

    private static Map<String, BadInput.Call> calls() {
        ChannelId channel = ScriptedSlack.CHANNEL;
        Draft part = Draft.of(Document.text("hello"), "key-1");
        return Map.ofEntries(
                Map.entry("auth.test", connector::check),
                Map.entry("chat.postMessage", () -> connector.post(channel, part)),
                Map.entry("chat.update", () -> {
                    connector.editing().orElseThrow().edit(MESSAGE, part);
                    return true;
                }),
                Map.entry("chat.delete", () -> {
                    connector.removal().orElseThrow().remove(MESSAGE);
                    return true;
                }),
                Map.entry("reactions.add", () -> {
                    connector.reactions().orElseThrow().react(MESSAGE, Emoji.unicode("\uD83D\uDC4D"));
                    return true;
                }),
                Map.entry(
                        "conversations.history",
                        () -> connector.history().orElseThrow().messages(channel, ALWAYS, Optional.empty())),
                Map.entry(
                        "conversations.replies",
                        () -> connector.history().orElseThrow().replies(MESSAGE, ALWAYS, Optional.empty())),
                Map.entry(
                        "conversations.info",
                        () -> connector.directory().orElseThrow().channel(channel)),
                Map.entry(
                        "conversations.list",
                        () -> connector.directory().orElseThrow().channels(Optional.empty())),
                Map.entry(
                        "users.info",
                        () -> connector.directory().orElseThrow().user(new UserId(channel.workspace(), "U1"))),
                Map.entry(
                        "bots.info",
                        () -> connector.directory().orElseThrow().user(new UserId(channel.workspace(), "B1"))));
    }
}
