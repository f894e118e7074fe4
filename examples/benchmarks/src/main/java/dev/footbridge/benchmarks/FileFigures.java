package dev.footbridge.benchmarks;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of the result. Processor time in seconds per GB (10⁹ bytes), memory in MiB; NaN where there is nothing to tell.
 *
 * @param pairs from where to where
 * @param who the relay, or the bare pipe
 * @param perSecond MB (10⁶ bytes) per second from the first byte that left a source to the last that was in a target
 * @param cpu of the process that carries
 * @param otherCores cores that everything but that process and the benchmark kept busy meanwhile
 * @param equal files whose copies are equal to the source
 * @param wrong files with a copy that is not
 * @param missing files that were announced and are in no message of the target
 * @param doubled messages with a file beyond its first
 */
record FileFigures(
        String name,
        String pairs,
        String who,
        int files,
        long bytes,
        double seconds,
        double perSecond,
        double cpu,
        double otherCores,
        MemoryWatch.Memory memory,
        int equal,
        int wrong,
        int missing,
        int doubled) {

    static final String RELAY = "relay";
    static final String BARE = "bare pipe";

    /** @param posted whether messages tell of the files, too */
    static FileFigures of(
            String name, String who, List<FileRun> runs, Cpu cpu, MemoryWatch.Memory memory, boolean posted) {
        long bytes = runs.stream().mapToLong(FileRun::bytes).sum();
        int files = runs.stream().mapToInt(run -> run.files().size()).sum();
        int equal = runs.stream().mapToInt(FileRun::equal).sum();
        int wrong = runs.stream().mapToInt(FileRun::wrong).sum();
        double seconds = runs.stream().mapToDouble(FileRun::seconds).max().orElse(Double.NaN);
        int posts = posted
                ? runs.stream().mapToInt(run -> run.run().verdict().crossed()).sum()
                : equal + wrong;
        int doubled = posted
                ? runs.stream()
                        .mapToInt(run -> run.run().verdict().duplicates())
                        .sum()
                : 0;
        return new FileFigures(
                name,
                runs.stream().map(run -> run.pair().title()).collect(Collectors.joining(", ")),
                who,
                files,
                bytes,
                seconds,
                bytes / 1e6 / seconds,
                cpu.relay() / (bytes / 1e9),
                cpu.others(),
                memory,
                equal,
                wrong,
                files - Math.min(posts, equal + wrong),
                doubled);
    }

    /** Whether it is one of the repetitions of the large file. */
    boolean isRepetition() {
        return name.matches("\\d+/\\d+");
    }

    boolean isRelay() {
        return who.equals(RELAY);
    }

    boolean isCorrect() {
        return equal == files && wrong == 0 && missing == 0 && doubled == 0;
    }
}
