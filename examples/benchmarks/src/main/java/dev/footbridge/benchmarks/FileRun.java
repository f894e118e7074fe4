package dev.footbridge.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Files that go from one platform to the other at about the same time. */
final class FileRun {

    private final FilePair pair;
    private final Run run;
    private final List<SharedFile> files = new ArrayList<>();

    /** Shares the files; nobody is told yet. */
    FileRun(String name, FilePair pair, List<Long> sizes, int channels, Stubs stubs) {
        this.pair = pair;
        this.run = stubs.runs().begin(name, sizes.size(), channels);
        for (int i = 0; i < sizes.size(); i++) {
            files.add(stubs.shared().share(run.number(i), sizes.get(i)));
        }
    }

    FilePair pair() {
        return pair;
    }

    Run run() {
        return run;
    }

    List<SharedFile> files() {
        return files;
    }

    long bytes() {
        return files.stream().mapToLong(SharedFile::size).sum();
    }

    boolean isStored() {
        return files.stream().allMatch(SharedFile::isStored);
    }

    /** From the first byte that left the source to the last that was in the target. */
    double seconds() {
        long from = files.stream()
                .filter(SharedFile::isStored)
                .mapToLong(SharedFile::openedNanos)
                .min()
                .orElse(0);
        long until = files.stream()
                .filter(SharedFile::isStored)
                .mapToLong(SharedFile::storedNanos)
                .max()
                .orElse(0);
        return (until - from) / 1e9;
    }

    /** Files of which every copy is equal to the source. Takes time: the sources are hashed. */
    int equal() {
        return (int) files.stream().filter(SharedFile::isEqual).count();
    }

    /** Copies that are not equal to their source. */
    int wrong() {
        return (int) files.stream()
                .filter(file -> file.isStored() && !file.isEqual())
                .count();
    }
}
