package dev.footbridge.sandbox;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.testkit.emulator.FileContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which files go from where to where; opens the channels that they go through. */
final class FilePlan {

    private record Pair(SandboxPlatform from, SandboxPlatform to, long ofSource, long ofTarget) {
        /** The largest file that both take. */
        long most() {
            return Math.min(ofSource, ofTarget);
        }

        FileWay open(String suffix) {
            String name = from.emulator().name() + "-to-" + to.emulator().name() + suffix;
            return FileWay.open(name, from, to);
        }
    }

    private final List<Pair> pairs = new ArrayList<>();
    private final long seed;
    private long files;

    /** @param seed what the bytes are made from, the first file's; each next one has the next */
    FilePlan(List<SandboxPlatform> platforms, long seed) throws ConnectorException, InterruptedException {
        this.seed = seed;
        Map<SandboxPlatform, Long> largest = new LinkedHashMap<>();
        for (SandboxPlatform platform : platforms) {
            largest.put(platform, platform.features().files().maxBytes());
        }
        largest.forEach((from, ofSource) -> largest.forEach((to, ofTarget) -> {
            if (from != to) {
                pairs.add(new Pair(from, to, ofSource, ofTarget));
            }
        }));
    }

    /**
     * For each ordered pair a file of the largest size that both take, and one that is a byte too large for the target where
     * the source takes that; none is larger than {@code size}. The smallest first, so that large ones meet a relay that is warm.
     */
    List<FileCrossing> largest(long size) {
        List<FileCrossing> all = new ArrayList<>();
        for (Pair pair : pairs) {
            FileWay way = pair.open("");
            all.add(file(way, "largest", Math.min(pair.most(), size), true, 0));
            long over = pair.ofTarget() + 1;
            if (over <= Math.min(pair.ofSource(), size)) {
                all.add(file(way, "over", over, false, 0));
            }
        }
        all.sort(Comparator.comparingLong(FileCrossing::size));
        return all;
    }

    /** So many files of one size, each through channels of its own, in turn between the pairs that take it. */
    List<FileCrossing> streams(int count, long size) {
        List<Pair> able = pairs.stream().filter(pair -> pair.most() >= size).toList();
        List<FileCrossing> all = new ArrayList<>();
        for (int i = 0; i < count && !able.isEmpty(); i++) {
            FileWay way = able.get(i % able.size()).open("-" + i);
            // People are taken in turn: a relay limits the streams of each.
            all.add(file(way, "stream", size, true, i / able.size()));
        }
        return all;
    }

    private FileCrossing file(FileWay way, String kind, long size, boolean fits, int speaker) {
        FileContent content = FileContent.generated(seed + files++, size);
        return new FileCrossing(way, kind + "-" + way.name(), content, fits, speaker);
    }
}
