package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.message.Message;
import dev.footbridge.http.Json;
import dev.footbridge.miro.ScriptedMiro.Answer;
import dev.footbridge.testkit.contract.VendorContracts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vendor's own samples, as they are and with each of their fields replaced by something else. */
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

    /** Whatever stands in any field, reading goes on; the item is no message, or still right. */
    @Test
    void everyFieldMayBeAnything() {
        int mutants = 0;
        for (Path file :
                samples().filter(path -> path.toString().contains(".20")).toList()) {
            JsonNode json = VendorContracts.json(file);
            List<JsonNode> items = new ArrayList<>(List.of(json));
            items.addAll(Json.items(json, "data"));
            for (JsonNode item : items) {
                for (JsonNode mutant : mutants(item)) {
                    mutants++;
                    assertThatCode(() -> readAll(mutant))
                            .as("%s", file.getFileName())
                            .doesNotThrowAnyException();
                }
            }
        }
        assertThat(mutants).isGreaterThan(2_000);
    }

    private static void readAll(JsonNode item) {
        MESSAGES.read(ScriptedMiro.CHANNEL, item);
        MiroListing.next(item);
        MiroEvents events = new MiroEvents(MESSAGES);
        MiroEvents.Snapshot snapshot = events.snapshot(ScriptedMiro.CHANNEL, List.of(item));
        events.difference(ScriptedMiro.CHANNEL, snapshot, List.of(item, item), java.util.Set.of());
    }

    /** The tree with each of its nodes replaced by null, a boolean, a number, a text, an array and an object in turn. */
    private static List<JsonNode> mutants(JsonNode tree) {
        List<JsonNode> made = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        collect("", tree, pointers);
        for (String pointer : pointers) {
            for (String other : List.of("null", "true", "-7.5e300", "\"canary\"", "[[]]", "{\"id\":{}}")) {
                made.add(replaced(tree, pointer, other));
            }
        }
        return made;
    }

    private static void collect(String at, JsonNode node, List<String> pointers) {
        node.properties().forEach(member -> {
            String pointer = at + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
            pointers.add(pointer);
            collect(pointer, member.getValue(), pointers);
        });
        if (node.isArray() && !node.isEmpty()) {
            collect(at + "/0", node.get(0), pointers);
        }
    }

    private static JsonNode replaced(JsonNode tree, String pointer, String other) {
        try {
            JsonNode copy = tree.deepCopy();
            int slash = pointer.lastIndexOf('/');
            String name = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
            ((ObjectNode) copy.at(pointer.substring(0, slash))).set(name, VendorContracts.MAPPER.readTree(other));
            return copy;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
