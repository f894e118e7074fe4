package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.relay.transfer.ClamdScanner;
import dev.footbridge.relay.transfer.FakeClamd;
import dev.footbridge.relay.transfer.FileInspection;
import dev.footbridge.relay.transfer.FileLinks;
import dev.footbridge.relay.transfer.FileRules;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what they say, where the operator cares: by their first bytes, or by a scanner's word. */
@Timeout(60)
class FileDisguiseTest extends FileScenario {

    /** Whoever may not have the file may not have a link to it. */
    private static final FileLinks LINKS = (group, file, target) -> Optional.of(URI.create("https://files.example/f"));

    private static ClientFile file(String name, String mediaType, String head, int more) {
        byte[] bytes = (head + "\0".repeat(more)).getBytes(StandardCharsets.ISO_8859_1);
        return new ClientFile(name, mediaType, FileContent.of(bytes));
    }

    private static ClientFile program() {
        return file("cat.png", "image/png", "MZ\220\0\3\0\0\0", 200_000);
    }

    private static ClientFile eicar() {
        return file("cat.png", "image/png", FakeClamd.EICAR, 0);
    }

    private void start(Set<String> allowed, Set<String> denied) throws Exception {
        rig(options -> options.withLinks(LINKS), Clock.systemUTC());
        FileRules rules = new FileRules(true, Long.MAX_VALUE, allowed, denied, true);
        rig.bridges(new BridgeSpec(
                "all",
                rig.spec("all", "one", "two").endpoints(),
                BridgePolicy.everything().withFiles(rules)));
        rig.start().settle();
    }

    private void startScanning(FakeClamd clamd) throws Exception {
        rig(options -> options.withLinks(LINKS).withScanner(new ClamdScanner(clamd.address())), Clock.systemUTC());
        rig.start().settle();
    }

    private void assertStays(String why) {
        assertThat(copies()).isEmpty();
        assertThat(rig.texts("two")).last().asString().contains("cat.png", "stays on one", why);
        assertThat(rig.texts("two")).noneMatch(text -> text.contains("files.example"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aProgramUnderAnotherNameStaysWhereProgramsDo(boolean inTwoParts) throws Exception {
        start(Set.of(), Set.of("exe"));
        if (inTwoParts) {
            rig.platform("one").tellsLengths(false);
            rig.platform("two").fileLimits(new FileLimits(1L << 30, 3, true, Set.of()));
        }
        post("look", program());
        rig.settle();
        assertStays("files of this type are not carried over");
        assertThat(rig.engine.deadLetters(0, 10)).as("it is as it should be").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"html, ''", "'', image/*", "text/html, image/*"})
    void aPageUnderTheNameOfAPictureIsNoPicture(String denied, String allowed) throws Exception {
        start(allowed.isEmpty() ? Set.of() : Set.of(allowed), denied.isEmpty() ? Set.of() : Set.of(denied));
        post("look", file("cat.png", "image/png", "<!DOCTYPE html><script>alert(1)</script>", 0));
        rig.settle();
        assertStays("files of this type are not carried over");
    }

    @Test
    void theOthersCross() throws Exception {
        start(Set.of(), Set.of("exe", "zip"));
        ClientFile picture = file("dog.png", "image/png", "\u0089PNG\r\n\u001a\n", 10);
        ClientFile document = file("notes.docx", "application/octet-stream", "PK\3\4\24\0\0\0\10\0", 100);
        post("look", picture, program(), document);
        rig.settle();
        assertSame(copies(), picture, document);
        assertThat(rig.texts("two")).last().asString().contains("cat.png", "stays on one");
    }

    @Test
    void aFileWithAVirusStaysAndTheOperatorHearsOfIt() throws Exception {
        try (FakeClamd clamd = FakeClamd.tcp()) {
            startScanning(clamd);
            ClientFile large = file("dog.png", 300_000);
            post("look", large, eicar());
            rig.settle();
            assertSame(copies(), large);
            assertThat(rig.texts("two")).last().asString().contains("cat.png", "a virus scanner refused it");
            assertThat(rig.texts("two")).noneMatch(text -> text.contains("files.example"));
            assertGivenUp(FileInspection.INFECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aVirusAtTheEndOfALargeFileIsFoundInTime(boolean inTwoParts) throws Exception {
        try (FakeClamd clamd = FakeClamd.tcp()) {
            startScanning(clamd);
            if (inTwoParts) {
                rig.platform("one").tellsLengths(false);
                rig.platform("two").fileLimits(new FileLimits(1L << 30, 3, true, Set.of()));
            }
            post("look", file("cat.png", "image/png", "\0".repeat(1 << 20) + FakeClamd.EICAR, 0));
            rig.settle();
            assertStays("a virus scanner refused it");
        }
    }

    @Test
    void aFileThatIsTooLargeForTheScannerStays() throws Exception {
        try (FakeClamd clamd = FakeClamd.tcp().limit(100_000)) {
            startScanning(clamd);
            post("look", program());
            rig.settle();
            assertStays("a virus scanner could not check it");
            assertGivenUp(FileInspection.NOT_SCANNED);
        }
    }

    @Test
    void aScannerThatIsAwayHoldsFilesAndNotWords() throws Exception {
        FakeClamd first = FakeClamd.tcp();
        URI address = first.address();
        first.close();
        ClientFile picture = file("dog.png", 1_000);
        rig(options -> options.withScanner(new ClamdScanner(address)), Clock.systemUTC());
        rig.start().settle();
        post("look", picture);
        post("words go on");
        await().untilAsserted(() -> assertThat(rig.texts("two")).containsExactly("look", "words go on"));
        assertThat(copies()).isEmpty();
        try (FakeClamd back = FakeClamd.tcp(address.getPort())) {
            rig.settle();
            assertSame(copies(), picture);
            assertThat(back.scanned()).isEqualTo(List.of(1_000));
        }
        assertThat(rig.engine.deadLetters(0, 10)).isEmpty();
    }
}
