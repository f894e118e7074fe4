package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.testkit.contract.AnswerServer;
import dev.footbridge.testkit.contract.BadInput;
import dev.footbridge.testkit.contract.VendorContracts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every sample of the vendor with every value wrong in turn: each is an event, or ignored for a counted reason. */
class TeamsMutationsTest {

    private static final String TOKEN = "/oauth2/v2.0/token";
    private static final String TOKEN_ANSWER =
            "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"access\",\"refresh_token\":\"refresh\"}";
    private static final Window ALWAYS = new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    private final TeamsFixture teams = new TeamsFixture();
    private final ChannelId channel = new ChannelId(teams.ids().workspace(), "team/19:c@thread.tacv2");
    private final MessageId id = new MessageId(channel, "1616990032035");
    private final AnswerServer server = new AnswerServer(Map.of(TOKEN, TOKEN_ANSWER));
    private Connector connector;
    private Path samples;

    @BeforeEach
    void connect() {
        samples = VendorContracts.required(TeamsMutationsTest.class).resolve("msgraph-samples");
        connector = connector(server);
    }

    @AfterEach
    void close() {
        connector.close();
        server.close();
    }

    private static Connector connector(AnswerServer answers) {
        return TeamsFixture.connector(Map.of(
                TeamsSettings.GRAPH_URL,
                answers.baseUrl() + "/v1.0",
                TeamsSettings.LOGIN_URL,
                answers.baseUrl().toString()));
    }

    @TestFactory
    Stream<DynamicTest> every_sample_with_one_value_wrong_is_read_or_counted() {
        return VendorContracts.jsonFiles(samples).stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> mutated(file)));
    }

    private void mutated(Path file) {
        JsonNode sample = VendorContracts.json(file);
        BadInput.webhooks(teams.connector().webhooks().orElseThrow(), ours(sample), TeamsMutationsTest::request);
        int read = BadInput.answers(sample, server, () -> {
            connector.history().orElseThrow().message(id);
            return connector.history().orElseThrow().messages(channel, ALWAYS, Optional.empty());
        });
        assertThat(read).isPositive();
    }

    /** A notification that names this tenant and its secret, as the genuine ones do. */
    private static JsonNode ours(JsonNode sample) {
        JsonNode copy = sample.deepCopy();
        for (JsonNode item : copy.path("value")) {
            if (item instanceof ObjectNode object && object.has("clientState")) {
                object.put("clientState", TeamsFixture.CLIENT_STATE).put("tenantId", TeamsFixture.TENANT);
            }
        }
        return copy;
    }

    private static WebhookRequest request(JsonNode payload) {
        return TeamsSamplesTest.request(payload.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void every_answer_to_a_post_with_one_value_wrong_is_read_or_fails_in_our_words() throws Exception {
        JsonNode posted = sample("chatmessage-post-mention.response.json");
        Draft part = Draft.of(Document.text("hello"), "key-1");
        server.serve(posted);
        assertThat(connector.post(channel, part).value())
                .isEqualTo(posted.path("id").asText());
        assertThat(connector.history().orElseThrow().message(id)).isPresent();
        assertThat(BadInput.answers(posted, server, () -> connector.post(channel, part)))
                .isGreaterThan(100);
        assertThat(BadInput.answers(posted, server, () -> connector.post(channel, part.inThread(id))))
                .isGreaterThan(100);
    }

    @Test
    void lists_are_read_or_fail_in_our_words() {
        JsonNode page = sample("chatmessage-delta.page1.response.json");
        List<BadInput.Call> calls = List.of(
                () -> connector.history().orElseThrow().messages(channel, ALWAYS, Optional.empty()),
                () -> connector.history().orElseThrow().replies(id, ALWAYS, Optional.empty()),
                () -> connector.readback().orElseThrow().sent(channel, Optional.empty(), Instant.EPOCH),
                () -> connector.readback().orElseThrow().sent(channel, Optional.of(id), Instant.EPOCH));
        for (BadInput.Call call : calls) {
            assertThat(BadInput.answers(page, server, call)).isGreaterThan(50);
        }
    }

    @Test
    void people_and_places_are_read_or_fail_in_our_words() throws Exception {
        JsonNode one = VendorContracts.MAPPER.readTree("{\"id\":\"19:c@thread.tacv2\",\"displayName\":\"General\","
                + "\"mail\":\"a@b.example\",\"userPrincipalName\":\"a@b.example\",\"userType\":\"Member\","
                + "\"membershipType\":\"standard\",\"chatType\":\"group\",\"topic\":\"Lunch\"}");
        JsonNode list = VendorContracts.MAPPER
                .createObjectNode()
                .set("value", VendorContracts.MAPPER.createArrayNode().add(one));
        List<BadInput.Call> single = List.of(
                connector::check,
                () -> connector.directory().orElseThrow().user(teams.ids().user("u")),
                () -> connector.directory().orElseThrow().channel(channel));
        for (BadInput.Call call : single) {
            assertThat(BadInput.answers(one, server, call)).isGreaterThan(50);
        }
        assertThat(BadInput.answers(
                        list, server, () -> connector.directory().orElseThrow().channels(Optional.empty())))
                .isGreaterThan(50);
    }

    @Test
    void changes_end_in_a_value_or_in_our_words() {
        JsonNode error = VendorContracts.MAPPER
                .createObjectNode()
                .set(
                        "error",
                        VendorContracts.MAPPER
                                .createObjectNode()
                                .put("code", "x")
                                .put("message", "y"));
        BadInput.answers(error, server, () -> {
            connector.editing().orElseThrow().edit(id, Draft.of(Document.text("hello"), "key-1"));
            return true;
        });
        BadInput.answers(error, server, () -> {
            connector.reactions().orElseThrow().react(id, Emoji.unicode("\uD83D\uDC4D"));
            connector.removal().orElseThrow().remove(id);
            return true;
        });
        JsonNode subscription = sample("subscription-create-rich.response.json");
        assertThat(BadInput.answers(
                        subscription,
                        server,
                        () -> connector
                                .subscriptions()
                                .orElseThrow()
                                .ensure(Set.of(channel), URI.create("https://relay.example"))))
                .isGreaterThan(50);
    }

    @Test
    void tokens_are_read_or_fail_in_our_words() throws Exception {
        JsonNode token = VendorContracts.MAPPER.readTree(TOKEN_ANSWER);
        try (AnswerServer entra = new AnswerServer(Map.of("/me", "{\"id\":\"me\"}"))) {
            assertThat(BadInput.answers(token, entra, () -> check(entra))).isGreaterThan(30);
        }
    }

    private static Object check(AnswerServer entra) throws ConnectorException, InterruptedException {
        try (Connector fresh = connector(entra)) {
            return fresh.check();
        }
    }

    private JsonNode sample(String file) {
        return VendorContracts.json(samples.resolve(file));
    }
}
