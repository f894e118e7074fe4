package dev.footbridge.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What Linux tells about processes. Elsewhere there is nothing to read, and the figures stay empty. */
final class ProcFs {

    /** Ticks per second of these files; the same on every architecture that a JVM of today runs on. */
    private static final double TICKS = 100;

    private final Path root;

    ProcFs(Path root) {
        this.root = root;
    }

    static ProcFs ofThisMachine() {
        return new ProcFs(Path.of("/proc"));
    }

    /** Processor seconds that a process has taken, in user and system mode. */
    OptionalDouble cpuSeconds(long pid) {
        try {
            String stat = Files.readString(root.resolve(Long.toString(pid)).resolve("stat"));
            // The second field is the program's name in parentheses, and may hold spaces and parentheses.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return OptionalDouble.of((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS);
        } catch (IOException | RuntimeException e) {
            return OptionalDouble.empty();
        }
    }

    /** Processor seconds that the whole machine was busy with anything. */
    OptionalDouble machineSeconds() {
        try {
            String[] fields = Files.readString(root.resolve("stat"))
                    .lines()
                    .findFirst()
                    .orElse("")
                    .split(" +");
            long busy = 0;
            for (int i = 1; i <= 7; i++) {
                // The fourth and the fifth are idle and waiting for a disk.
                busy += i == 4 || i == 5 ? 0 : Long.parseLong(fields[i]);
            }
            return OptionalDouble.of(busy / TICKS);
        } catch (IOException | RuntimeException e) {
            return OptionalDouble.empty();
        }
    }

    /** A memory figure of a process in KiB, such as {@code VmRSS} or {@code VmHWM}. */
    OptionalLong kibibytes(long pid, String name) {
        try {
            return Files.readString(root.resolve(Long.toString(pid)).resolve("status"))
                    .lines()
                    .filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return OptionalLong.empty();
        }
    }
}
