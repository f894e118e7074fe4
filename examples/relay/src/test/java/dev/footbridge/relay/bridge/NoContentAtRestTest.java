package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.LinkPreviews;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.User;
import dev.footbridge.relay.transfer.TransferOptions;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import dev.footbridge.testkit.fake.InMemoryFault;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants words that occur nowhere else and looks for them in every byte the relay wrote. */
class NoContentAtRestTest {

    private static final String TEXT = "qzTextCanaryWvXk7f3m";
    private static final String EDIT = "qzEditCanaryWvXk7f3m";
    private static final String NAME = "qzNameCanaryWvXk7f3m";
    private static final String ERROR = "qzErrCanaryWvXk7f3m";
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    @TempDir
    Path directory;

    @Test
    void noTextNameOrErrorMessageReachesTheDisk() throws Exception {
        Path data = directory.resolve("data");
        Rig rig = new Rig(data, Clock.systemUTC(), "one", "two").start();
        rig.settle();
        List<MessageId> messages = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            messages.add(rig.platform("one").post(rig.ann("one"), rig.channel("one"), TEXT + " " + i));
        }
        rig.settle();
        messages.forEach(message -> rig.platform("one").edit(rig.ann("one"), message, Document.text(EDIT)));
        rig.platform("two")
                .add(InMemoryFault.failing(
                                ConnectorException.of(ConnectorException.Kind.REJECTED, "invalid", "refused: " + ERROR))
                        .on(Verb.POST)
                        .times(2));
        Message named = Message.builder(
                        new MessageId(rig.channel("one"), "m-named"), User.named(rig.bob("one"), NAME), Instant.now())
                .body(Document.text(TEXT))
                .build();
        rig.engine.sinkFor("one").accept(List.of(new InboundEvent.Posted("named", named)));
        rig.settle();
        rig.platform("one").remove(rig.ann("one"), messages.get(0));
        rig.settle();
        assertThat(rig.engine.deadLetters(0, 10)).hasSize(1);
        assertThat(found(data)).as("while it runs, with its write-ahead log").isEmpty();
        rig.close();
        assertThat(found(data)).isEmpty();
    }

    @Test
    void noFilesNameOrBytesReachTheDisk() throws Exception {
        Path data = directory.resolve("data");
        Rig rig = new Rig(data, Clock.systemUTC(), "one", "two");
        rig.options(
                EngineOptions.builder().files(TransferOptions.defaults().withSpool(data.resolve("spool"), 64L << 20)));
        rig.platform("one").tellsLengths(false);
        rig.platform("two").fileLimits(new FileLimits(1_000_000, 1, true, Set.of("exe")));
        rig.start().settle();
        byte[] bytes = TEXT.repeat(5_000).getBytes(StandardCharsets.UTF_8);
        List<ClientFile> files = new ArrayList<>();
        for (String extension : List.of(".txt", ".exe", ".gif")) {
            files.add(new ClientFile(NAME + extension, "text/plain", FileContent.of(bytes)));
        }
        rig.platform("two")
                .add(InMemoryFault.failing(
                                ConnectorException.of(ConnectorException.Kind.REJECTED, "virus", "refused: " + ERROR))
                        .on(Verb.UPLOAD)
                        .times(1));
        rig.platform("one").post(rig.ann("one"), rig.channel("one"), Document.text(EDIT), files);
        rig.settle();
        assertThat(rig.texts("two")).anyMatch(text -> text.contains(NAME));
        assertThat(rig.platform("two").calls(Verb.UPLOAD)).isEqualTo(2);
        assertThat(found(data)).as("while it runs, with its write-ahead log").isEmpty();
        rig.close();
        assertThat(found(data)).isEmpty();
    }

    @Test
    void nothingOfWhatTakesAnythingsPlaceReachesTheDisk() throws Exception {
        Path data = directory.resolve("data");
        Rig rig = new Rig(data, Clock.systemUTC(), "one", "two");
        rig.bridges(new BridgeSpec(
                "all",
                rig.spec("all", "one", "two").endpoints(),
                BridgePolicy.everything()
                        .withReactions(BridgePolicy.Reactions.REPLY)
                        .withPreviews(true)));
        Modest one = new Modest(rig.connector("one")).withNames(NAME).withPreviews(previews());
        rig.connectors(Map.of(
                        "one",
                        one,
                        "two",
                        new Modest(rig.connector("two")).without(Element.EDIT).without(Element.REACTION)))
                .start()
                .settle();
        MessageId message =
                rig.platform("one").post(rig.ann("one"), rig.channel("one"), "https://boards.example/" + TEXT);
        rig.settle();
        rig.platform("one").edit(rig.ann("one"), message, Document.text(EDIT));
        rig.platform("one").react(rig.bob("one"), message, Emoji.unicode("🎉"));
        rig.settle();
        assertThat(rig.texts("two")).hasSize(3);
        assertThat(String.join(" ", rig.texts("two"))).contains(TEXT, EDIT, NAME, ERROR);
        assertThat(found(data)).as("while it runs, with its write-ahead log").isEmpty();
        rig.close();
        assertThat(found(data)).isEmpty();
    }

    private static LinkPreviews previews() {
        return new LinkPreviews() {
            @Override
            public boolean recognises(URI link) {
                return true;
            }

            @Override
            public Optional<LinkPreview> preview(URI link) {
                return Optional.of(new LinkPreview(link, ERROR, Optional.empty(), Optional.empty(), Optional.empty()));
            }
        };
    }

    @Test
    void theSearchFindsWhatIsThere() throws Exception {
        for (Charset charset : CHARSETS) {
            Path file = directory.resolve("leak");
            Files.write(file, ("xx" + TEXT + "yy").getBytes(charset));
            assertThat(found(directory)).isNotEmpty();
        }
        Files.writeString(directory.resolve("leak"), HexFormat.of().formatHex(NAME.getBytes(StandardCharsets.UTF_8)));
        assertThat(found(directory)).isNotEmpty();
        byte[] shifted = ("a" + EDIT).getBytes(StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("leak"), Base64.getEncoder().encodeToString(shifted));
        assertThat(found(directory)).isNotEmpty();
    }

    private static List<String> found(Path directory) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (String canary : List.of(TEXT, EDIT, NAME, ERROR)) {
                    for (String needle : needles(canary)) {
                        if (bytes.contains(needle)) {
                            found.add(file.getFileName() + " holds " + needle);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static List<String> needles(String canary) {
        List<String> needles = new ArrayList<>();
        for (Charset charset : CHARSETS) {
            needles.add(new String(canary.getBytes(charset), StandardCharsets.ISO_8859_1));
        }
        needles.add(HexFormat.of().formatHex(canary.getBytes(StandardCharsets.UTF_8)));
        for (int shift = 0; shift < 3; shift++) {
            // The characters at both ends depend on what is beside the canary.
            String encoded = Base64.getEncoder()
                    .encodeToString(("xxx".substring(0, shift) + canary).getBytes(StandardCharsets.UTF_8));
            needles.add(encoded.substring(4, encoded.length() - 4));
        }
        return needles;
    }
}
