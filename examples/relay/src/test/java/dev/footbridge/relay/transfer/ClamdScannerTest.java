package dev.footbridge.relay.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClamdScannerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] CLEAN = new byte[100_000];
    private static final byte[] EICAR = FakeClamd.EICAR.getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private static void scan(FakeClamd clamd, byte[]... pieces) throws ConnectorException {
        try (FileScanner.Scan scan = new ClamdScanner(clamd.address(), PATIENCE).begin()) {
            for (byte[] piece : pieces) {
                scan.take(piece, piece.length);
            }
            scan.end();
        }
    }

    private static ConnectorException refused(FakeClamd clamd, byte[]... pieces) {
        return catchThrowableOfType(ConnectorException.class, () -> scan(clamd, pieces));
    }

    @Test
    void whatIsCleanPasses() throws Exception {
        try (FakeClamd clamd = FakeClamd.tcp()) {
            scan(clamd);
            scan(clamd, CLEAN, new byte[1], CLEAN);
            assertThat(clamd.scanned()).containsExactly(0, 200_001);
        }
    }

    @Test
    void itListensOnASocketOfThisMachineToo() throws Exception {
        try (FakeClamd clamd = FakeClamd.unix(folder.resolve("clamd.ctl"))) {
            scan(clamd, CLEAN);
            assertThat(refused(clamd, EICAR).code()).isEqualTo(FileInspection.INFECTED);
        }
    }

    @Test
    void whatHoldsAVirusDoesNot() throws Exception {
        try (FakeClamd clamd = FakeClamd.tcp()) {
            ConnectorException refused = refused(clamd, CLEAN, EICAR, CLEAN);
            assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
            assertThat(refused.code()).isEqualTo(FileInspection.INFECTED);
        }
    }

    @Test
    void whatIsTooLongForTheScannerDoesNotEither() throws Exception {
        try (FakeClamd clamd = FakeClamd.tcp().limit(150_000)) {
            scan(clamd, CLEAN);
            byte[][] many = new byte[1_000][];
            Arrays.fill(many, CLEAN);
            ConnectorException refused = refused(clamd, many);
            assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
            assertThat(refused.code()).isEqualTo(FileInspection.NOT_SCANNED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stream: Can't open file ERROR, REJECTED, not_scanned",
        "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND, REJECTED, not_scanned",
        "stream: Win.Test.EICAR_HDB-1 FOUND, REJECTED, infected",
        "INSTREAM: Error writing to temporary file. ERROR, UNAVAILABLE, scanner_unavailable",
        "COMMAND READ TIMED OUT, UNAVAILABLE, scanner_unavailable",
        "stream: OKAY, UNAVAILABLE, scanner_unavailable",
        "stream: OK OK, UNAVAILABLE, scanner_unavailable"
    })
    void onlyCleanIsClean(String answer, Kind kind, String code) throws Exception {
        try (FakeClamd clamd = FakeClamd.tcp().saying(answer)) {
            ConnectorException refused = refused(clamd, CLEAN);
            assertThat(refused.kind()).isEqualTo(kind);
            assertThat(refused.code()).isEqualTo(code);
        }
    }

    @Test
    void nobodyThereIsTroubleThatPasses() throws Exception {
        FakeClamd gone = FakeClamd.tcp();
        gone.close();
        assertThat(refused(gone, CLEAN).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void anAnswerWithoutAnEndIsNone() throws Exception {
        try (FakeClamd clamd = FakeClamd.tcp().saying("x".repeat(5_000))) {
            assertThat(refused(clamd, CLEAN).kind()).isEqualTo(Kind.UNAVAILABLE);
        }
    }

    @Test
    void aScannerThatStandsStillHoldsNobodyForLong() throws Exception {
        try (FakeClamd clamd = FakeClamd.tcp().stuck()) {
            FileScanner.Scan scan = new ClamdScanner(clamd.address(), Duration.ofMillis(200)).begin();
            assertThatThrownBy(() -> {
                        while (true) {
                            scan.take(CLEAN, CLEAN.length);
                        }
                    })
                    .isInstanceOfSatisfying(
                            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
            scan.close();
            FileScanner.Scan silent = new ClamdScanner(clamd.address(), Duration.ofMillis(200)).begin();
            assertThatThrownBy(silent::end).isInstanceOf(ConnectorException.class);
            silent.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://host",
                "tcp://host:0",
                "tcp://host:70000",
                "tcp://host:3310/path",
                "http://host:3310",
                "unix:relative",
                "unix://host/path",
                "host:3310",
                "tcp:3310"
            })
    void anAddressIsAnAddress(String address) {
        assertThatThrownBy(() -> new ClamdScanner(URI.create(address))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aScanThatIsClosedBeforeItsEndIsOver() throws IOException, ConnectorException {
        try (FakeClamd clamd = FakeClamd.tcp()) {
            FileScanner.Scan scan = new ClamdScanner(clamd.address(), PATIENCE).begin();
            scan.take(CLEAN, 10);
            scan.close();
            assertThatThrownBy(() -> scan.take(CLEAN, 10)).isInstanceOf(ConnectorException.class);
            assertThat(clamd.scanned()).isEmpty();
        }
    }
}
