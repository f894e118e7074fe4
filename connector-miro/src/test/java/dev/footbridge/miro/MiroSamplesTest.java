package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.message.Message;
import dev.footbridge.http.Json;
import dev.footbridge.miro.ScriptedMiro.Answer;
import dev.footbridge.testkit.contract.VendorContracts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vendor's own samples, as they are; with one value wrong in turn: MiroMutationsTest. */
class MiroSamplesTest {

    private static final MiroMessages MESSAGES = new MiroMessages(ScriptedMiro.IDS, new MiroOwn());

    static Stream<Path> samples() {
        return VendorContracts.jsonFiles(
                VendorContracts.required(MiroSamplesTest.class).resolve("miro-samples"))
                .stream();
    }

    private static JsonNode sample(String name) {
        return VendorContracts.json(VendorContracts.required(MiroSamplesTest.class)
                .resolve("miro-samples")
                .resolve(name));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsJsonWithinOurLimits(Path file) throws Exception {
        assertThat(Json.answers().parse(Files.readAllBytes(file)).isMissingNode())
                .isFalse();
    }

    /** Items that say something become messages, and all others nothing. */
    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsReadAsWhatItIs(Path file) {
        JsonNode json = VendorContracts.json(file);
        String type = json.path("type").asText("");
        Optional<Message> read = MESSAGES.read(ScriptedMiro.CHANNEL, json);
        boolean says = List.of("sticky_note", "text", "card", "app_card", "image", "document", "embed")
                .contains(type);

        assertThat(read.isPresent()).as("whether a %s says something", type).isEqualTo(says && json.has("createdAt"));
        read.ifPresent(message -> {
            assertThat(message.author().id().value()).isEqualTo("3458764517517852417");
            assertThat(message.createdAt()).isEqualTo("2022-03-30T17:26:50Z");
        });
    }

    @Test
    void aStickyNoteIsAMessage() {
        Message note = MESSAGES.read(ScriptedMiro.CHANNEL, sample("get-sticky-note-item.200.json"))
                .orElseThrow();

        assertThat(note.body().plainText()).isEqualTo("Hello");
        assertThat(note.own()).isFalse();
        assertThat(note.replyTo()).isEmpty();
        assertThat(note.editedAt()).isEmpty();
        assertThat(note.version()).isEqualTo("2022-03-30T17:26:50.000Z");
    }

    @Test
    void anOwnedAppCardIsOwnAndItsTitleIsItsAuthor() {
        Message card = MESSAGES.read(ScriptedMiro.CHANNEL, sample("get-app-card-item.200.json"))
                .orElseThrow();

        assertThat(card.own()).isTrue();
        assertThat(card.body().plainText()).isEqualTo("Sample app card description");
        assertThat(card.replyTo()).as("its field is no thread of ours").isEmpty();
    }

    @Test
    void filesAreToldWithTheirMessage() {
        assertThat(MESSAGES.read(ScriptedMiro.CHANNEL, sample("get-image-item.200.json"))
                        .orElseThrow()
                        .attachments())
                .hasSize(1)
                .allSatisfy(file -> assertThat(file.id().value()).startsWith(ScriptedMiro.BOARD + "/"));
    }

    @Test
    void aListingIsOnePageWithACursor() {
        JsonNode page = sample("get-items.200.json");

        assertThat(Json.items(page, "data")).hasSize(1);
        assertThat(MiroListing.next(page)).contains("MzQ1ODc2NDUyMjQ5MDA4Mjg5NX4=");
    }

    @Test
    void theBoardIsAPreview() throws Exception {
        try (ScriptedMiro miro = new ScriptedMiro();
                MiroConnector connector = miro.connect(Clock.systemUTC())) {
            miro.usually(
                    "GET " + ScriptedMiro.BOARD_PATH,
                    Answer.json(sample("get-specific-board.200.json").toString()));
            URI link = URI.create("https://miro.com/app/board/" + ScriptedMiro.BOARD + "/");

            assertThat(connector.linkPreviews().orElseThrow().preview(link)).hasValueSatisfying(preview -> {
                assertThat(preview.title()).isEqualTo("Sample board name");
                assertThat(preview.owner()).contains("John Smith");
                assertThat(preview.picture())
                        .hasValueSatisfying(url -> assertThat(url.getHost()).isEqualTo("miro.images"));
                assertThat(preview.modifiedAt()).as("a time that is none").isEmpty();
            });
        }
    }
}
