package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.AnswerServer;
import dev.footbridge.testkit.contract.BadInput;
import dev.footbridge.testkit.contract.VendorContracts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sample with every value wrong in turn: each is an event, or ignored for a counted reason. */
class WebexMutationsTest {

    private static final Window ALWAYS = new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
    private static final String ME = "{\"id\":\"QQ\",\"orgId\":\"" + ScriptedWebex.ORG + "\",\"type\":\"person\"}";

    @BeforeAll
    static void find() {
        VendorContracts.required(WebexMutationsTest.class);
    }

    static Stream<Path> webhooks() {
        return WebexSamplesTest.webhooks();
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void everyWebhookWithOneValueWrongIsReadOrCounted(Path file) {
        int mutations = BadInput.webhooks(
                WebexSamplesTest.receiver(),
                VendorContracts.json(file),
                payload -> WebexSigned.request(Json.bytes(payload)));
        assertThat(mutations).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get_people-me.200",
                "get_people-personId.200",
                "get_rooms.200",
                "get_rooms-roomId.200",
                "get_messages.200",
                "get_messages-messageId.200",
                "get_webhooks.200",
                "post_messages.200",
                "put_messages-messageId.200",
                "post_guests-token.200"
            })
    void everyAnswerWithOneValueWrongIsReadOrFailsInOurWords(String sample) {
        JsonNode answer = VendorContracts.json(VendorContracts.required(WebexMutationsTest.class)
                .resolve("webex-samples/operations/" + sample + ".json"));
        Map<String, String> fixed = sample.equals("get_people-me.200") ? Map.of() : Map.of("/people/me", ME);
        try (AnswerServer server = new AnswerServer(fixed);
                ScriptedWebex settings = new ScriptedWebex();
                Connector connector = settings.connect(Map.of(
                        "api-url", server.baseUrl() + "/v1", "guests", sample.contains("guests") ? "on" : "off"))) {
            int mutations = BadInput.answers(answer, server, calls(connector).get(sample));
            assertThat(mutations).isGreaterThan(50);
        }
    }

    private static Map<String, BadInput.Call> calls(Connector connector) {
        ChannelId room = ScriptedWebex.ROOM;
        Draft part = Draft.of(Document.text("hello"), "key-1");
        Draft asMaria = part.as(new Persona("Maria", Optional.empty(), "Elsewhere"));
        return Map.of(
                "get_people-me.200",
                connector::check,
                "get_people-personId.200",
                () -> connector.directory().orElseThrow().user(new UserId(room.workspace(), "QQ")),
                "get_rooms.200",
                () -> connector.directory().orElseThrow().channels(Optional.empty()),
                "get_rooms-roomId.200",
                () -> connector.directory().orElseThrow().channel(room),
                "get_messages.200",
                () -> connector.history().orElseThrow().messages(room, ALWAYS, Optional.empty()),
                "get_messages-messageId.200",
                () -> connector.history().orElseThrow().message(ScriptedWebex.message("1")),
                "get_webhooks.200",
                () -> connector
                        .subscriptions()
                        .orElseThrow()
                        .ensure(Set.of(), URI.create("https://relay.example.org/webex")),
                "post_messages.200",
                () -> connector.post(room, part),
                "put_messages-messageId.200",
                () -> {
                    connector.editing().orElseThrow().edit(ScriptedWebex.message("1"), part);
                    return true;
                },
                "post_guests-token.200",
                () -> connector.post(room, asMaria));
    }
}
