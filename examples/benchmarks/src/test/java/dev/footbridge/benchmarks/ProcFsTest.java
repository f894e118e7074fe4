package dev.footbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFsTest {

    @TempDir
    Path root = Path.of("");

    @Test
    void userAndSystemTimeAreFoundBehindANameWithSpacesAndParentheses() throws IOException {
        Files.createDirectories(root.resolve("7"));
        Files.writeString(root.resolve("7/stat"), "7 (a (b) c) S 1 7 7 0 -1 4194304 9 0 0 0 250 150 0 0 20 0 1 0 5\n");

        assertThat(new ProcFs(root).cpuSeconds(7)).hasValue(4.0);
    }

    @Test
    void machineTimeLeavesOutIdlingAndWaiting() throws IOException {
        Files.writeString(root.resolve("stat"), "cpu  100 20 30 9999 888 4 5 6 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n");

        assertThat(new ProcFs(root).machineSeconds()).hasValue(1.59);
    }

    @Test
    void memoryIsReadByName() throws IOException {
        Files.createDirectories(root.resolve("7"));
        Files.writeString(root.resolve("7/status"), "Name:\tjava\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\n");

        assertThat(new ProcFs(root).kibibytes(7, "VmRSS")).hasValue(1024);
    }

    @Test
    void absentProcessHasNoFigures() {
        assertThat(new ProcFs(root).cpuSeconds(8)).isEmpty();
        assertThat(new ProcFs(root).kibibytes(8, "VmRSS")).isEmpty();
    }
}
