package dev.footbridge.relay.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.FileSource;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.testkit.emulator.FileContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes is the file bit by bit; what may not pass never passes whole. */
@Timeout(60)
class FileInspectionTest {

    private static final FileRules NO_PROGRAMS = new FileRules(true, Long.MAX_VALUE, Set.of(), Set.of("exe"), true);
    private static final Attachment FILE = new Attachment(
            new FileId(new WorkspaceId(new Platform("memory"), "home"), "f"),
            "cat.png",
            "image/png",
            OptionalLong.empty());
    private static final byte[] PROGRAM = {'M', 'Z', (byte) 0x90, 0, 3, 0, 0, 0};

    private boolean closed;

    private FileSource source(InputStream bytes) {
        return () -> new Download(
                new FilterInputStream(bytes) {
                    @Override
                    public void close() throws IOException {
                        closed = true;
                        super.close();
                    }
                },
                FILE.mediaType(),
                OptionalLong.empty());
    }

    private static FileInspection inspection(FakeClamd clamd) {
        return new FileInspection(Optional.of(new ClamdScanner(clamd.address())));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                SniffedType.BYTES - 1,
                SniffedType.BYTES,
                SniffedType.BYTES + 1,
                2 * SniffedType.BYTES,
                1_000_003
            })
    void whatPassesIsTheFile(int size) throws Exception {
        try (FakeClamd clamd = FakeClamd.tcp()) {
            FileContent content = FileContent.generated(size, size);
            for (Download download : new Download[] {
                new FileInspection(Optional.empty()).open(source(content.open()), FILE, FileRules.EVERYTHING),
                new FileInspection(Optional.empty()).open(source(content.open()), FILE, NO_PROGRAMS),
                inspection(clamd).open(source(content.open()), FILE, FileRules.EVERYTHING),
                inspection(clamd).open(source(content.open()), FILE, NO_PROGRAMS)
            }) {
                closed = false;
                assertThat(FileContent.received(download.bytes()).sha256()).isEqualTo(content.sha256());
                assertThat(download.bytes().read()).isNegative();
                download.close();
                assertThat(closed).isTrue();
            }
            assertThat(clamd.scanned()).containsExactly(size, size);
        }
    }

    @Test
    void aTypeThatIsKeptOutIsRefusedBeforeItsFirstByte() {
        InputStream program = new ByteArrayInputStream(PROGRAM);
        ConnectorException refused = catchThrowableOfType(
                ConnectorException.class,
                () -> new FileInspection(Optional.empty()).open(source(program), FILE, NO_PROGRAMS));
        assertThat(refused.code()).isEqualTo(FilePolicy.TYPE);
        assertThat(closed).isTrue();
    }

    @Test
    void nobodyAskedForTypesSoNobodyWaitsForThem() throws Exception {
        InputStream unread = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("nobody reads yet");
            }
        };
        new FileInspection(Optional.empty()).open(source(unread), FILE, FileRules.EVERYTHING);
    }

    @Test
    void aSourceThatBreaksInItsHeadSaysWhy() {
        ConnectorException reason = SourceFailures.unavailable("source_shorter", "it ended");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new BrokenSourceException(reason);
            }
        };
        assertThatThrownBy(() -> new FileInspection(Optional.empty()).open(source(broken), FILE, NO_PROGRAMS))
                .hasFieldOrPropertyWithValue("code", "source_shorter");
        assertThat(closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 70_000, 300_000})
    void whatIsInfectedNeverPassesWhole(int before) throws Exception {
        byte[] virus = FakeClamd.EICAR.getBytes();
        byte[] file = Arrays.copyOf(new byte[before], before + virus.length);
        System.arraycopy(virus, 0, file, before, virus.length);
        try (FakeClamd clamd = FakeClamd.tcp();
                Download download =
                        inspection(clamd).open(source(new ByteArrayInputStream(file)), FILE, FileRules.EVERYTHING)) {
            ByteArrayOutputStream passed = new ByteArrayOutputStream();
            BrokenSourceException refused = catchThrowableOfType(
                    BrokenSourceException.class, () -> download.bytes().transferTo(passed));
            assertThat(refused.reason().code()).isEqualTo(FileInspection.INFECTED);
            assertThat(passed.size()).isLessThanOrEqualTo(Math.max(0, file.length - virus.length));
            assertThat(file.length <= ScannedStream.HELD ? passed.size() : 0).isZero();
        }
        assertThat(closed).isTrue();
    }

    @Test
    void withoutItsScannerNothingIsEvenOpened() throws Exception {
        FakeClamd gone = FakeClamd.tcp();
        gone.close();
        FileSource untouched = () -> {
            throw new AssertionError("nobody opens it");
        };
        assertThatThrownBy(() -> inspection(gone).open(untouched, FILE, FileRules.EVERYTHING))
                .hasFieldOrPropertyWithValue("code", "scanner_unavailable");
    }
}
