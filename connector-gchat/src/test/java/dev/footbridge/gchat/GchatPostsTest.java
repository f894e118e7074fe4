package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.testkit.contract.ConnectorHarness.Fault;
import dev.footbridge.testkit.contract.ConnectorHarness.Seen;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts: the same once, however often; whom they show; what becomes of first messages with replies. */
class GchatPostsTest {

    private static final Persona MARIA =
            new Persona("Maria", Optional.of("https://pictures.example/maria.png"), "Elsewhere");

    private static Draft draft(String key) {
        return Draft.of(Document.text("hello"), key);
    }

    /** The answer is lost, the same draft is posted again: the first message is the answer, and people see one. */
    @ParameterizedTest
    @EnumSource(GchatAuth.class)
    void aRepeatedPostIsTheFirstMessage(GchatAuth auth) throws Exception {
        try (GchatHarness harness = new GchatHarness(auth);
                Connector connector = harness.connect()) {
            for (Fault fault : List.of(Fault.RESET_AFTER_EFFECT, Fault.ERROR_AFTER_EFFECT)) {
                harness.faults().next(Verb.POST, fault);
                ConnectorException lost = catchThrowableOfType(
                        ConnectorException.class,
                        () -> connector.post(harness.channel(), draft("key-" + fault.ordinal())));
                assertThat(lost.effect()).isEqualTo(Effect.UNKNOWN);
                MessageId second = connector.post(harness.channel(), draft("key-" + fault.ordinal()));
                MessageId third = connector.post(harness.channel(), draft("key-" + fault.ordinal()));
                assertThat(third).isEqualTo(second);
                assertThat(harness.people().look(harness.channel()).stream()
                                .map(Seen::id)
                                .filter(second::equals))
                        .hasSize(1);
            }
            assertThat(harness.people().look(harness.channel())).hasSize(2);
        }
    }

    /** After a crash nothing of the first attempt is remembered; the ids follow from the key alone. */
    @ParameterizedTest
    @EnumSource(GchatAuth.class)
    void aPostRepeatedAfterACrashIsTheFirstMessage(GchatAuth auth) throws Exception {
        try (GchatHarness harness = new GchatHarness(auth)) {
            MessageId first;
            try (Connector connector = harness.connect()) {
                first = connector.post(harness.channel(), draft("key-1"));
            }
            try (Connector connector = harness.connect()) {
                assertThat(connector.post(harness.channel(), draft("key-1"))).isEqualTo(first);
            }
            assertThat(harness.people().look(harness.channel())).hasSize(1);
        }
    }

    /** Google may have forgotten the request, but never the id. */
    @Test
    void aPostWhoseIdIsTakenIsTheMessageThatHasIt() throws Exception {
        try (ScriptedGchat chat = new ScriptedGchat();
                Connector connector = chat.connect(GchatAuth.DELEGATED)) {
            chat.answer("POST /messages", ScriptedGchat.Answer.error(409, "ALREADY_EXISTS"));
            chat.answer("GET /messages/client-kkey-1", "{\"name\":\"spaces/AAAASCRIPT/messages/T1.M2\"}");

            assertThat(connector.post(ScriptedGchat.SPACE, draft("key-1")))
                    .isEqualTo(new MessageId(ScriptedGchat.SPACE, "T1.M2"));
        }
    }

    @Test
    void theSameKeyInAnotherSpaceIsAnotherPost() throws Exception {
        try (GchatHarness harness = new GchatHarness(GchatAuth.DELEGATED);
                Connector connector = harness.connect()) {
            var other = new dev.footbridge.core.id.ChannelId(connector.workspace(), harness.chat.spaceId("random"));
            connector.post(harness.channel(), draft("key-1"));
            connector.post(other, draft("key-1"));

            assertThat(harness.people().look(harness.channel())).hasSize(1);
            assertThat(harness.people().look(other)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 54, 55, 56, 57, 63, 64})
    void idsFollowFromKeysOfAnyLength(int length) {
        String key = "k".repeat(length);
        String id = GchatKeys.clientId(key);

        assertThat(id).matches("client-[a-z0-9-]{1,56}");
        assertThat(GchatKeys.isOurs(id)).isTrue();
        assertThat(GchatKeys.key(id)).isEqualTo(length <= 55 ? Optional.of(key) : Optional.empty());
        assertThat(GchatKeys.clientId(key)).isEqualTo(id);
        assertThat(GchatKeys.clientId("l" + key.substring(1))).isNotEqualTo(id);
        assertThat(GchatKeys.requestId(ScriptedGchat.SPACE, key))
                .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .isNotEqualTo(GchatKeys.requestId(ScriptedGchat.SPACE, key + "x"));
    }

    @Test
    void aForeignClientIdIsNoKey() {
        assertThat(GchatKeys.key("client-other")).isEmpty();
        assertThat(GchatKeys.key("client-k")).isEmpty();
        assertThat(GchatKeys.key("client-kUPPER")).isEmpty();
        assertThat(GchatKeys.isOurs("client-other")).isFalse();
    }

    @Test
    void anAppShowsTheAuthorOnACard() throws Exception {
        try (ScriptedGchat chat = new ScriptedGchat();
                Connector connector = chat.connect(GchatAuth.APP)) {
            chat.answer("POST /messages", "{\"name\":\"spaces/AAAASCRIPT/messages/T1.T1\"}");
            Prepared prepared =
                    connector.prepare(ScriptedGchat.SPACE, draft("key-1").as(MARIA));
            connector.post(ScriptedGchat.SPACE, prepared.parts().get(0));
            JsonNode body = VendorContracts.MAPPER.readTree(chat.calls().get(0).body());

            assertThat(body.path("text").asText()).isEqualTo("hello");
            JsonNode header = body.at("/cardsV2/0/card/header");
            assertThat(header.path("title").asText()).isEqualTo("Maria");
            assertThat(header.path("subtitle").asText()).isEqualTo("Elsewhere");
            assertThat(header.path("imageUrl").asText()).isEqualTo("https://pictures.example/maria.png");
            assertThat(prepared.losses())
                    .containsExactlyInAnyOrder(
                            Loss.degraded(Element.AUTHOR_NAME), Loss.degraded(Element.AUTHOR_AVATAR));
        }
    }

    @Test
    void anAccountWritesTheAuthorInFrontOfTheText() throws Exception {
        try (ScriptedGchat chat = new ScriptedGchat();
                Connector connector = chat.connect(GchatAuth.DELEGATED)) {
            chat.answer("POST /messages", "{\"name\":\"spaces/AAAASCRIPT/messages/T1.T1\"}");
            Prepared prepared =
                    connector.prepare(ScriptedGchat.SPACE, draft("key-1").as(MARIA));
            connector.post(ScriptedGchat.SPACE, prepared.parts().get(0));
            JsonNode body = VendorContracts.MAPPER.readTree(chat.calls().get(0).body());

            assertThat(body.path("text").asText()).isEqualTo("**Maria (Elsewhere):** hello");
            assertThat(body.has("cardsV2")).isFalse();
            assertThat(prepared.losses())
                    .containsExactlyInAnyOrder(Loss.degraded(Element.AUTHOR_NAME), Loss.dropped(Element.AUTHOR_AVATAR));
        }
    }

    /** Text and card together stay below what Google takes, whatever the author is called. */
    @Test
    void textAndCardFitTogether() throws Exception {
        Persona longest = new Persona(
                "\uD83D\uDE00".repeat(80),
                Optional.of("https://pictures.example/" + "a".repeat(5_000)),
                "\u4E2D".repeat(80));
        Persona pictured = new Persona(
                "\"".repeat(80),
                Optional.of("https://pictures.example/"
                        + "a".repeat(GchatCards.MAX_PICTURE - "https://pictures.example/".length())),
                "\\".repeat(80));
        try (ScriptedGchat chat = new ScriptedGchat();
                Connector connector = chat.connect(GchatAuth.APP)) {
            for (Persona author : List.of(longest, pictured)) {
                Draft draft = Draft.of(Document.of(Text.of("*\u00E9_".repeat(20_000))), "key-1")
                        .as(author);
                for (Draft part : connector.prepare(ScriptedGchat.SPACE, draft).parts()) {
                    chat.answer("POST /messages", "{\"name\":\"spaces/AAAASCRIPT/messages/T1.T1\"}");
                    connector.post(ScriptedGchat.SPACE, part);
                }
            }
            assertThat(chat.calls()).hasSizeGreaterThan(4);
            assertThat(chat.calls())
                    .allSatisfy(call -> assertThat(call.body().getBytes(StandardCharsets.UTF_8).length)
                            .isLessThanOrEqualTo(GchatWriter.MAX_BYTES));
        }
    }

    @Test
    void whereACardIsNotWantedAnAppWritesTheNameToo() throws Exception {
        try (ScriptedGchat chat = new ScriptedGchat()) {
            var settings = chat.settings(GchatAuth.BOT);
            settings.put("author", "text");
            try (Connector connector = ScriptedGchat.connect(settings, java.time.Clock.systemUTC())) {
                chat.answer("POST /messages", "{\"name\":\"spaces/AAAASCRIPT/messages/T1.T1\"}");
                connector.post(ScriptedGchat.SPACE, draft("key-1").as(MARIA));

                assertThat(chat.calls().get(0).body())
                        .contains("**Maria (Elsewhere):** hello")
                        .doesNotContain("cardsV2");
            }
        }
    }

    /** The replies are of others: a first message loses its words instead of taking them along. */
    @Test
    void aFirstMessageWithRepliesLosesItsWordsOnly() throws Exception {
        try (GchatHarness harness = new GchatHarness(GchatAuth.DELEGATED);
                Connector connector = harness.connect()) {
            MessageId root = connector.post(harness.channel(), draft("key-1"));
            MessageId reply = harness.people().reply(harness.people().second(), root, "an answer");
            connector.removal().orElseThrow().remove(root);

            assertThat(harness.people().look(harness.channel()).stream().map(Seen::id))
                    .containsExactly(root, reply);
            assertThat(harness.people().look(harness.channel()).get(0).text()).isEqualTo("(message deleted)");
        }
    }

    /** What Google takes without being told depends on how the app is configured. */
    @Test
    void theMarkupIsAlwaysNamed() throws Exception {
        try (ScriptedGchat chat = new ScriptedGchat();
                Connector connector = chat.connect(GchatAuth.DELEGATED)) {
            chat.answer("POST /messages", "{\"name\":\"spaces/AAAASCRIPT/messages/T1.T1\"}");
            connector.post(ScriptedGchat.SPACE, draft("key-1"));
            connector.editing().orElseThrow().edit(ScriptedGchat.ROOT, draft("key-1"));
            connector.history().orElseThrow().message(ScriptedGchat.ROOT);

            assertThat(chat.calls().stream()
                            .filter(call -> call.path().contains("/messages"))
                            .map(call -> call.query() + call.body()))
                    .hasSize(3)
                    .allSatisfy(call -> assertThat(call).contains("MARKUP_SYNTAX_MARKDOWN"));
        }
    }
}
