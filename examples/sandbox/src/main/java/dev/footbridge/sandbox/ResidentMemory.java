package dev.footbridge.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process's resident memory in MiB, as Linux tells it; NaN where nothing does. */
final class ResidentMemory {

    /** Makes the kernel forget the peak so far, see proc(5). */
    private static final String RESET_PEAK = "5";

    private final Path process;

    ResidentMemory(long pid) {
        this.process = Path.of("/proc", Long.toString(pid));
    }

    /** How much there is now, from where a new peak is looked for. */
    double begin() {
        try {
            Files.writeString(process.resolve("clear_refs"), RESET_PEAK);
            return mebibytes("VmRSS");
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** The most there was since {@link #begin}. */
    double peak() {
        return mebibytes("VmHWM");
    }

    private double mebibytes(String name) {
        try {
            return Files.readAllLines(process.resolve("status")).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
