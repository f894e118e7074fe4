package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.relay.transfer.ClamdScanner;
import dev.footbridge.relay.transfer.FakeClamd;
import dev.footbridge.relay.transfer.FileRules;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operator does not let pass as a copy does not pass by a link. */
@Timeout(120)
class LinkInspectionTest {

    private static final byte[] PROGRAM = {'M', 'Z', (byte) 0x90, 0, 3, 0, 0, 0};
    private static final byte[] CLEAN = new byte[1_000_000];

    private static TestProvider provider;

    @TempDir
    Path directory;

    private LinkRig rig;
    private FakeClamd clamd;
    private Visitor ann;

    @BeforeAll
    static void openProvider() {
        provider = new TestProvider();
    }

    @AfterAll
    static void closeProvider() {
        provider.close();
    }

    @BeforeEach
    void open() throws Exception {
        rig = new LinkRig(directory, provider.issuer());
        clamd = FakeClamd.tcp();
        ann = new Visitor(rig.address());
    }

    @AfterEach
    void close() throws IOException {
        clamd.close();
        rig.close();
    }

    private String file(byte[] bytes) throws Exception {
        String link = rig.link(rig.send("cat.png", "image/png", bytes));
        rig.target.person("ann");
        provider.next("ann", LinkRig.AWAY);
        assertThat(ann.signIn(link).statusCode()).isEqualTo(302);
        return link + "/file";
    }

    private static byte[] infected(int size) {
        byte[] virus = FakeClamd.EICAR.getBytes(StandardCharsets.US_ASCII);
        byte[] file = new byte[Math.max(size, virus.length)];
        System.arraycopy(virus, 0, file, file.length - virus.length, virus.length);
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "en, This file is not passed on, do not let files of this type through",
        "de, Diese Datei wird nicht weitergegeben, lassen Dateien dieser Art nicht durch"
    })
    void aTypeThatIsKeptOut(String language, String title, String text) throws Exception {
        rig.rules = new FileRules(true, Long.MAX_VALUE, Set.of(), Set.of("exe"), true);
        String file = file(PROGRAM);
        HttpResponse<byte[]> page = ann.get(file, "Accept-Language", language);
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(Visitor.header(page, "Content-Type")).startsWith("text/html");
        assertThat(Visitor.header(page, "Content-Disposition")).isEmpty();
        assertThat(Visitor.text(page)).contains("<h1>" + title + "</h1>", text);
        assertThat(ann.send("HEAD", file).statusCode()).isEqualTo(403);
        assertThat(ann.get(file, "Range", "bytes=2-").statusCode()).isEqualTo(403);
        assertThat(rig.denied).containsEntry("not_passed", 3L);
    }

    @Test
    void otherTypesPassInPartsToo() throws Exception {
        rig.rules = new FileRules(true, Long.MAX_VALUE, Set.of(), Set.of("exe"), true);
        String file = file(CLEAN);
        assertThat(ann.get(file).body()).isEqualTo(CLEAN);
        HttpResponse<byte[]> part = ann.get(file, "Range", "bytes=70000-70009");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(new byte[10]);
    }

    @Test
    void whatIsCleanPassesAsAWholeOnly() throws Exception {
        rig.scanner(new ClamdScanner(clamd.address()));
        String file = file(CLEAN);
        for (String range : new String[] {"bytes=0-", "bytes=5-9", "bytes=9999999-"}) {
            HttpResponse<byte[]> whole = ann.get(file, "Range", range);
            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(Visitor.header(whole, "Accept-Ranges")).isEqualTo("none");
            assertThat(whole.body()).isEqualTo(CLEAN);
        }
        assertThat(clamd.scanned()).containsExactly(CLEAN.length, CLEAN.length, CLEAN.length);
    }

    @Test
    void aSmallFileWithAVirusIsNotBegun() throws Exception {
        rig.scanner(new ClamdScanner(clamd.address()));
        String file = file(infected(0));
        HttpResponse<byte[]> page = ann.get(file);
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(Visitor.text(page))
                .contains("their virus scanner refused it")
                .doesNotContain("EICAR");
        assertThat(ann.send("HEAD", file).statusCode()).isEqualTo(403);
    }

    @Test
    void aLargeOneNeverLooksWhole() throws Exception {
        rig.scanner(new ClamdScanner(clamd.address()));
        byte[] bytes = infected(CLEAN.length);
        String file = file(bytes);
        assertThatThrownBy(() -> ann.get(file)).isInstanceOf(IOException.class);
        try (RawReader reader = RawReader.open(rig.address(), file, ann.cookies())) {
            byte[] got = reader.body().readNBytes(bytes.length);
            assertThat(got.length).isLessThan(bytes.length - FakeClamd.EICAR.length());
            assertThat(Arrays.equals(got, Arrays.copyOf(bytes, got.length))).isTrue();
        }
    }

    @Test
    void withoutItsScannerThereIsNoFile() throws Exception {
        rig.scanner(new ClamdScanner(clamd.address()));
        clamd.close();
        assertThat(ann.get(file(CLEAN)).statusCode()).isEqualTo(503);
    }
}
