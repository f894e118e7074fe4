package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.testkit.contract.BadInput;
import dev.footbridge.testkit.contract.VendorContracts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample with every value wrong in turn: each is an event, or ignored for a counted reason. */
class GchatMutationsTest {

    private static final Window ALWAYS = new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    private static ScriptedGchat chat;
    private static Connector app;
    private static Connector account;

    @BeforeAll
    static void find() throws Exception {
        VendorContracts.required(GchatMutationsTest.class);
        chat = new ScriptedGchat();
        app = chat.connect(GchatAuth.BOT);
        app.check();
        account = chat.connect(GchatAuth.DELEGATED);
        account.check();
    }

    @AfterAll
    static void close() {
        if (chat != null) {
            app.close();
            account.close();
            chat.close();
        }
    }

    static Stream<Path> events() {
        return GchatSamplesTest.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyRequestWithOneValueWrongIsReadOrCounted(Path file) {
        boolean push = file.getParent().endsWith("pubsub-push");
        String token = ScriptedGchat.sign(
                ScriptedGchat.google(push ? ScriptedGchat.PUSH_ACCOUNT : ScriptedGchat.CHAT), ScriptedGchat.KEY);
        int mutations = BadInput.webhooks(
                app.webhooks().orElseThrow(),
                VendorContracts.json(file),
                body -> GchatWebhooksTest.request(token, body.toString()));
        assertThat(mutations).isGreaterThan(10);
    }

    static Stream<Path> data() {
        return VendorContracts.folder().stream()
                .flatMap(contracts ->
                        VendorContracts.jsonFiles(contracts.resolve("gchat-samples/pubsub-push/decoded")).stream());
    }

    /** What is inside of the Base64. */
    @ParameterizedTest
    @MethodSource("data")
    void everyEventWithOneValueWrongIsReadOrCounted(Path file) {
        String name = file.getFileName().toString().replace(".data.json", ".json");
        JsonNode envelope = VendorContracts.json(file.resolveSibling("..").resolve(name));
        String token = ScriptedGchat.sign(ScriptedGchat.google(ScriptedGchat.PUSH_ACCOUNT), ScriptedGchat.KEY);
        int mutations = BadInput.webhooks(app.webhooks().orElseThrow(), VendorContracts.json(file), data -> {
            ObjectNode copy = envelope.deepCopy();
            ((ObjectNode) copy.path("message"))
                    .put(
                            "data",
                            Base64.getEncoder().encodeToString(data.toString().getBytes(StandardCharsets.UTF_8)));
            return GchatWebhooksTest.request(token, copy.toString());
        });
        assertThat(mutations).isGreaterThan(10);
    }

    static Stream<Map.Entry<String, String>> answers() {
        return Stream.of(
                Map.entry("POST /messages", "messages.create.response.json"),
                Map.entry("GET /T1.T1", "messages.create.response.json"),
                Map.entry("GET /spaces", "spaces.list.response.json"),
                Map.entry("POST /subscriptions", "subscriptions.create.response.json"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerWithOneValueWrongIsReadOrFailsInOurWords(Map.Entry<String, String> answer) {
        Path file =
                VendorContracts.required(GchatMutationsTest.class).resolve("gchat-samples/rest/" + answer.getValue());
        int mutations = BadInput.answers(
                VendorContracts.json(file),
                next -> {
                    chat.forget();
                    for (int i = 0; i < 3; i++) {
                        chat.answer(answer.getKey(), next.toString());
                    }
                },
                calls().get(answer.getKey()));
        assertThat(mutations).isGreaterThan(10);
    }

    /** A page of messages, and one of reactions to them. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyPageWithOneValueWrongIsReadOrFailsInOurWords(Map.Entry<String, String> answer) throws Exception {
        JsonNode page = VendorContracts.MAPPER.readTree(answer.getValue());
        int mutations = BadInput.answers(
                page,
                next -> {
                    chat.forget();
                    chat.answer(answer.getKey(), next.toString());
                },
                calls().get(answer.getKey()));
        assertThat(mutations).isGreaterThan(10);
    }

    static Stream<Map.Entry<String, String>> pages() {
        String message = "{\"name\":\"spaces/AAAASCRIPT/messages/T1.M2\",\"createTime\":\"2026-11-22T12:00:00Z\","
                + "\"lastUpdateTime\":\"2026-11-22T13:00:00Z\",\"formattedText\":\"**hi** <users/1001>\",\"text\":\"hi @Ada\","
                + "\"sender\":{\"name\":\"users/1001\",\"type\":\"HUMAN\"},\"thread\":{\"name\":\"spaces/AAAASCRIPT/threads/T1\"},"
                + "\"threadReply\":true,\"clientAssignedMessageId\":\"client-kx\",\"annotations\":[{\"startIndex\":3,\"length\":4,"
                + "\"userMention\":{\"user\":{\"name\":\"users/1001\",\"displayName\":\"Ada\"}}}],"
                + "\"attachment\":[{\"name\":\"a\",\"contentName\":\"b\",\"contentType\":\"c\"}],"
                + "\"cardsV2\":[{\"cardId\":\"x\",\"card\":{\"header\":{\"title\":\"t\",\"subtitle\":\"s\"},\"sections\":[{\"header\":\"h\","
                + "\"widgets\":[{\"textParagraph\":{\"text\":\"<b>p</b>\"}},{\"decoratedText\":{\"topLabel\":\"l\",\"text\":\"d\"}}]}]}}]}";
        return Stream.of(
                Map.entry("GET /messages", "{\"messages\":[" + message + "],\"nextPageToken\":\"t\"}"),
                Map.entry(
                        "GET /reactions",
                        "{\"reactions\":[{\"name\":\"spaces/AAAASCRIPT/messages/T1.T1/reactions/R1\",\"user\":{\"name\":"
                                + "\"users/7\"},\"emoji\":{\"unicode\":\"\uD83D\uDC4D\"}}],\"nextPageToken\":\"\"}"),
                Map.entry(
                        "GET /users/1001",
                        "{\"id\":\"1001\",\"primaryEmail\":\"ada@example.com\",\"name\":{\"fullName\":\"Ada\"},"
                                + "\"thumbnailPhotoUrl\":\"https://pictures.example/a\"}"),
                Map.entry(
                        "GET /AAAASCRIPT",
                        "{\"name\":\"spaces/AAAASCRIPT\",\"spaceType\":\"SPACE\",\"displayName\":\"General\","
                                + "\"accessSettings\":{\"accessState\":\"DISCOVERABLE\"}}"));
    }

    private static Map<String, BadInput.Call> calls() {
        Draft part = Draft.of(Document.text("hello"), "key-1");
        return Map.of(
                "POST /messages", () -> account.post(ScriptedGchat.SPACE, part),
                "GET /T1.T1", () -> account.history().orElseThrow().message(ScriptedGchat.ROOT),
                "GET /messages",
                        () -> account.history().orElseThrow().messages(ScriptedGchat.SPACE, ALWAYS, Optional.empty()),
                "GET /spaces", () -> account.directory().orElseThrow().channels(Optional.empty()),
                "GET /AAAASCRIPT", () -> account.directory().orElseThrow().channel(ScriptedGchat.SPACE),
                "GET /users/1001", () -> account.directory().orElseThrow().user(ScriptedGchat.ADA),
                "GET /reactions",
                        () -> {
                            account.reactions()
                                    .orElseThrow()
                                    .unreact(ScriptedGchat.ROOT, Emoji.unicode("\uD83D\uDC4D"));
                            return true;
                        },
                "POST /subscriptions",
                        () -> {
                            try (Connector fresh = chat.connect(GchatAuth.DELEGATED)) {
                                return fresh.subscriptions()
                                        .orElseThrow()
                                        .ensure(Set.of(ScriptedGchat.SPACE), URI.create("https://relay.example.com"));
                            }
                        });
    }
}
