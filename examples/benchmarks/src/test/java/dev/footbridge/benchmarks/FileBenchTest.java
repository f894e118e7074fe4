package dev.footbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults planted into a relay of our own must be seen, each as what it is. */
@Timeout(60)
class FileBenchTest {

    private static final int CHANNELS = 4;
    private static final List<FilePair> BOTH = List.of(FilePair.values());

    private final Stubs stubs = new Stubs(CHANNELS, Clock.systemUTC(), 7);

    @AfterEach
    void close() {
        stubs.close();
    }

    private static FilePlan many(List<FilePair> pairs) {
        return new FilePlan(pairs, CHANNELS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 60, 500_000, 7);
    }

    private FileReport measure(FilePlan plan, FakeFileRelay.Fault fault, int posts) throws Exception {
        try (FakeFileRelay relay = new FakeFileRelay(stubs, fault, posts)) {
            FileBench.Ends ends = new FileBench.Ends(relay::webhook, OptionalLong.empty(), relay, OptionalLong.empty());
            PrintWriter silent = new PrintWriter(Writer.nullWriter());
            // Only what no message shows is waited for in vain.
            long patience = posts == 0 ? 1_500_000_000L : FileBench.PATIENCE_NANOS;
            FileBench bench = new FileBench(plan, stubs, ends, silent, patience);
            bench.run();
            return new FileReport(
                    Map.of(),
                    bench.figures(),
                    bench.texts(),
                    stubs.runs().strays(),
                    stubs.unknown().calls());
        }
    }

    @Test
    void everyPartIsMeasuredAndFaithfulCopiesAreEqual() throws Exception {
        FilePlan plan = new FilePlan(BOTH, CHANNELS, 3_000_000, 2, 4, 200_000, 200, 100, 1, 1, 50_000, 60, 500_000, 7);
        FileReport report = measure(plan, (file, bytes) -> bytes, 1);

        assertThat(report.isCorrect()).as(report.table()).isTrue();
        assertThat(report.figures())
                .extracting(FileFigures::name)
                .containsOnly(
                        "first pass",
                        "1/2",
                        "2/2",
                        "4 at once",
                        "beside text: 4 at 0.1 MB/s each",
                        "beside text: 4 as fast as they can",
                        "all sizes");
        assertThat(report.figures().get(0).perSecond()).isPositive();
        assertThat(report.texts())
                .extracting(TextFigures::streams)
                .containsExactly("none", "4 at 0.1 MB/s each", "4 as fast as they can");
        assertThat(report.texts().get(1).running()).isEqualTo(4);
        assertThat(report.goals()).hasSize(5);
        var json = new ObjectMapper().readTree(report.json());
        assertThat(json.path("correct").asBoolean()).isTrue();
        assertThat(json.path("text")).hasSize(3);
        assertThat(report.table()).contains("| all sizes ").contains("≥ 0.70");
    }

    @Test
    void oneOtherByteIsAWrongFileInEveryPart() throws Exception {
        FilePlan plan = new FilePlan(BOTH, CHANNELS, 300_000, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7);
        FileReport report = measure(
                plan,
                (file, bytes) -> {
                    byte[] changed = bytes.clone();
                    changed[bytes.length - 1] ^= 1;
                    return changed;
                },
                1);

        assertThat(report.figures().stream().filter(FileFigures::isRelay))
                .hasSize(4)
                .allMatch(one -> one.wrong() == 1 && one.equal() == 0);
        assertThat(report.figures().stream().filter(one -> !one.isRelay())).allMatch(FileFigures::isCorrect);
        assertThat(report.isCorrect()).isFalse();
    }

    @Test
    void shortFilesAreNeverTakenForWholeOnes() throws Exception {
        FileReport report = measure(
                many(List.of(FilePair.TEAMS_TO_SLACK)),
                (file, bytes) -> bytes.length > 9_000 ? Arrays.copyOf(bytes, bytes.length - 1) : bytes,
                1);

        FileFigures all = report.figures().get(0);
        assertThat(all.wrong()).isPositive();
        assertThat(all.equal() + all.wrong()).isEqualTo(60);
        assertThat(report.isCorrect()).isFalse();
    }

    @Test
    void filesThatNoMessageShowsAreMissing() throws Exception {
        FileReport report = measure(many(BOTH), (file, bytes) -> bytes, 0);

        assertThat(report.figures().get(0).missing()).isEqualTo(60);
        assertThat(report.isCorrect()).isFalse();
    }

    @Test
    void filesThatAreShownTwiceAreDoubled() throws Exception {
        FileReport report = measure(many(BOTH), (file, bytes) -> bytes, 2);

        assertThat(report.figures().get(0).doubled()).isEqualTo(60);
        assertThat(report.figures().get(0).equal()).isEqualTo(60);
        assertThat(report.isCorrect()).isFalse();
    }
}
