package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.testkit.contract.VendorContracts;
import dev.footbridge.testkit.emulator.JournalEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the connector puts on a board, and where. */
class MiroPostsTest {

    private final MiroHarness harness = new MiroHarness();
    private final Connector connector = harness.connect();

    @AfterEach
    void close() {
        connector.close();
        harness.close();
    }

    private MessageId post(Draft draft) throws Exception {
        return connector.post(harness.channel(), draft);
    }

    private static Draft draft(String text) {
        return Draft.of(Document.text(text), "key-1");
    }

    private static Draft from(String text, String origin) {
        return draft(text).as(new Persona("Maria", Optional.empty(), origin));
    }

    private List<JsonNode> bodies(String path) throws Exception {
        List<JsonNode> bodies = new ArrayList<>();
        for (JournalEntry entry :
                harness.miro.journal().entries(entry -> entry.path().matches(path))) {
            bodies.add(VendorContracts.MAPPER.readTree(entry.bodyText()));
        }
        return bodies;
    }

    private List<JsonNode> notes() throws Exception {
        return bodies("/v2/boards/[^/]+/sticky_notes");
    }

    @Test
    void theColourTellsWhereSomebodyIsFrom() throws Exception {
        for (String origin : List.of("Here", "There", "Here")) {
            post(from("hola", origin));
        }
        post(draft("in our own name"));
        List<String> colours = notes().stream()
                .map(note -> note.at("/style/fillColor").asText())
                .toList();

        assertThat(colours.get(0)).isEqualTo(colours.get(2)).isNotEqualTo(colours.get(1));
        assertThat(colours.get(3)).isEqualTo(MiroPalette.OWN).isNotIn(colours.subList(0, 3));
    }

    @Test
    void aReplyIsACardThatNamesWhatItAnswers() throws Exception {
        MessageId root = post(draft("question"));
        MessageId reply = post(from("answer", "Elsewhere").inThread(root));
        MessageId second = post(draft("more").inThread(reply));
        List<JsonNode> cards = bodies("/v2/boards/[^/]+/app_cards");

        assertThat(cards).hasSize(2).allSatisfy(card -> {
            assertThat(card.at("/data/fields/0/value").asText()).isEqualTo(root.value());
            assertThat(card.at("/data/fields/0/tooltip").asText()).isEqualTo("Reply to");
        });
        assertThat(cards.get(0).at("/data/title").asText()).isEqualTo("Maria (Elsewhere)");
        assertThat(cards.get(1).at("/data/title").asText()).isEqualTo("Reply");
        assertThat(connector
                        .history()
                        .orElseThrow()
                        .message(second)
                        .orElseThrow()
                        .replyTo())
                .contains(root);
    }

    @Test
    void anEditOfAReplyKeepsItsThreadAndItsAuthor() throws Exception {
        MessageId root = post(draft("question"));
        MessageId reply = post(from("answer", "Elsewhere").inThread(root));
        connector.editing().orElseThrow().edit(reply, draft("better"));
        JsonNode change = bodies("/v2/boards/[^/]+/app_cards/.*").get(0);

        assertThat(change.at("/data/description").asText()).isEqualTo("<p>better</p>");
        assertThat(change.path("data").has("fields")).isFalse();
        assertThat(change.path("data").has("title")).isFalse();
        assertThat(harness.people().look(harness.channel()))
                .anySatisfy(seen -> assertThat(seen.text()).contains("Maria", "better"));
    }

    @Test
    void aReplyToAnotherFrameIsRefused() {
        ChannelId other = new ChannelId(
                harness.ids.workspace(),
                harness.miro.openFrame(harness.channel().value().split("/")[0], "another"));
        assertThatThrownBy(() -> post(draft("lost").inThread(new MessageId(other, "3458764517517819000"))))
                .isInstanceOfSatisfying(
                        ConnectorException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.REJECTED));
    }

    @Test
    void notesLieSideBySideAndBesideThoseOfPeople() throws Exception {
        harness.people().post(harness.people().first(), harness.channel(), "was here first");
        for (int i = 0; i < 30; i++) {
            post(draft("note " + i));
        }
        // A connector that was started anew, and one that listed meanwhile, find free places too.
        try (Connector restarted = harness.connect()) {
            for (int i = 0; i < 5; i++) {
                restarted.post(harness.channel(), draft("after the restart " + i));
            }
        }
        Set<String> cells = new HashSet<>();
        for (JsonNode note : notes()) {
            double x = note.at("/position/x").asDouble();
            double y = note.at("/position/y").asDouble();
            assertThat(cells.add(Math.floor(x / 340) + "/" + Math.floor(y / 250)))
                    .as("a free place")
                    .isTrue();
            assertThat(note.at("/parent/id").asText())
                    .isEqualTo(harness.channel().value().split("/")[1]);
        }
        assertThat(cells).hasSize(35);
    }

    @Test
    void onlyTheFirstPostLooksAtTheFrame() throws Exception {
        post(draft("first"));
        long before = harness.calls().all();
        for (int i = 0; i < 10; i++) {
            post(draft("note " + i));
        }

        assertThat(harness.calls().all() - before).isEqualTo(10);
    }

    @Test
    void itemsGoByTheirKindAndNeverByTheAddressThatCouldMeanATag() throws Exception {
        MessageId root = post(draft("question"));
        MessageId reply = post(draft("answer").inThread(root));
        connector.removal().orElseThrow().remove(reply);
        connector.removal().orElseThrow().remove(root);

        assertThat(harness.miro.journal().entries(entry -> entry.method().equals("DELETE")))
                .extracting(entry -> entry.path().replaceAll(".*/boards/[^/]+/([a-z_]+)/\\d+", "$1"))
                .containsExactly("app_cards", "sticky_notes");
    }

    @Test
    void pathsAreMadeOfIdsOnly() throws Exception {
        MessageId odd = new MessageId(harness.channel(), "../../../v2/boards");
        assertThatThrownBy(() -> connector
                        .removal()
                        .orElseThrow()
                        .remove(new MessageId(new ChannelId(harness.ids.workspace(), "a/../b"), "1")))
                .isInstanceOfSatisfying(
                        ConnectorException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND));
        connector.check();
        long before = harness.calls().all();
        assertThat(connector.history().orElseThrow().message(odd)).isEmpty();
        assertThat(harness.calls().all()).as("calls with an odd id").isEqualTo(before);
    }

    @Test
    void aDearCallTakesMorePermits() {
        MiroLimits limits = MiroLimits.documented(10);
        Map<Verb, Integer> weights = Map.of(
                Verb.POST, 2,
                Verb.EDIT, 2,
                Verb.REMOVE, 10,
                Verb.READ, 2,
                Verb.LOOK_UP, 1,
                Verb.REACT, 0,
                Verb.UNREACT, 0);
        weights.forEach((verb, weight) -> {
            List<RateLimit> all = limits.limits(verb, harness.channel());
            assertThat(all).as("%s", verb).hasSize(weight);
            assertThat(all).allSatisfy(limit -> {
                assertThat(limit.key()).isEqualTo("credits");
                assertThat(limit.permits()).isEqualTo(1_800);
            });
        });
    }

    @Test
    void repliesKeepListsAndTellWhatTheyLose() {
        Document struck =
                Document.of(dev.footbridge.core.document.Text.of("gone", dev.footbridge.core.document.Mark.STRIKE));
        MessageId root = new MessageId(harness.channel(), "3458764517517819000");
        List<Loss> asPost =
                connector.prepare(harness.channel(), Draft.of(struck, "k")).losses();
        List<Loss> asReply = connector
                .prepare(harness.channel(), Draft.of(struck, "k").inThread(root))
                .losses();

        assertThat(asPost).isEmpty();
        assertThat(asReply).contains(Loss.degraded(dev.footbridge.core.document.Element.STRIKE));
    }
}
