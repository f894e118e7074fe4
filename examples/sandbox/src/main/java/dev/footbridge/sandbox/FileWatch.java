package dev.footbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Posts files, waits until each is seen on its target, and tells meanwhile how far they are. */
final class FileWatch {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PROGRESS = Duration.ofSeconds(5);

    /** A file that is slower than this on average, apart from a minute, is not waited for. */
    private static final long SLOWEST = 4_000_000;

    private static final Duration SPARE = Duration.ofMinutes(1);

    private final RelayProcess relay;
    private final Screens screens;
    private final LongSupplier nanoTime;
    private final PrintWriter progress;
    private final ObjectMapper json = new ObjectMapper();
    private final ResidentMemory memory;

    FileWatch(RelayProcess relay, Screens screens, LongSupplier nanoTime, PrintWriter progress) {
        this.relay = relay;
        this.screens = screens;
        this.nanoTime = nanoTime;
        this.progress = progress;
        this.memory = new ResidentMemory(relay.pid());
    }

    /**
     * What was measured meanwhile.
     *
     * @param atOnce most streams that were seen under way at the same time
     * @param seconds from the first post until the last file was seen
     * @param before resident memory of the relay in MiB
     * @param peak of it
     */
    record Figures(int atOnce, double seconds, double before, double peak) {}

    /** Posts all of them at once. Returns when they are seen, or when there is no hope. */
    Figures cross(String what, List<FileCrossing> files) throws InterruptedException, IOException {
        double before = memory.begin();
        long start = nanoTime.getAsLong();
        long bytes = files.stream().mapToLong(FileCrossing::size).sum();
        long end = start + SPARE.plusSeconds(bytes / SLOWEST).toNanos();
        files.forEach(file -> file.post(nanoTime.getAsLong()));
        int atOnce = 0;
        long told = start;
        while (!screens.await(LOOK, () -> missing(files) == 0) && nanoTime.getAsLong() < end) {
            if (!relay.isAlive()) {
                throw new IOException("the relay ended: " + relay.log());
            }
            JsonNode transfers = json.readTree(relay.get("/transfers").body()).path("transfers");
            atOnce = Math.max(atOnce, transfers.size());
            if (nanoTime.getAsLong() - told > PROGRESS.toNanos()) {
                told = nanoTime.getAsLong();
                tell(what, transfers, files.size() - missing(files), files.size(), seconds(start));
            }
        }
        return new Figures(atOnce, seconds(start), before, memory.peak());
    }

    private int missing(List<FileCrossing> files) {
        long now = nanoTime.getAsLong();
        return (int) files.stream().filter(file -> !file.isSeen(now)).count();
    }

    private double seconds(long start) {
        return (nanoTime.getAsLong() - start) / 1e9;
    }

    private void tell(String what, JsonNode transfers, int seen, int all, double seconds) {
        long bytes = 0;
        for (JsonNode transfer : transfers) {
            bytes += transfer.path("bytes").asLong();
        }
        progress.printf(
                "%s: %d of %d seen, %d under way with %d MB so far, %.0f s%n",
                what, seen, all, transfers.size(), bytes / 1_000_000, seconds);
        progress.flush();
    }
}
