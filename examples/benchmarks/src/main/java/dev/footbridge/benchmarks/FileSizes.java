package dev.footbridge.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Sizes of files as people have them: most are small, few are very large. */
final class FileSizes {

    /** Where buffers, pieces and ranges end: here and one beside it things go wrong. */
    private static final List<Long> EDGES =
            List.of(0L, 1L, 8_192L, 65_536L, 131_072L, 262_144L, 327_680L, 10_485_760L, 20_971_520L);

    private static final double MEDIAN = 20_000;
    private static final double SPREAD = 2.4;

    private FileSizes() {}

    /**
     * So many sizes in no order: the edges, one byte less and more, the largest, and for the rest a log-normal
     * distribution with a median of 20 kB and a mean of about 350 kB.
     */
    static List<Long> skewed(int count, long largest, long seed) {
        Random random = new Random(seed);
        List<Long> sizes = new ArrayList<>();
        sizes.add(largest);
        for (long edge : EDGES) {
            for (long size = edge - 1; size <= edge + 1; size++) {
                if (size >= 0 && size <= largest) {
                    sizes.add(size);
                }
            }
        }
        while (sizes.size() < count) {
            double size = MEDIAN * Math.exp(SPREAD * random.nextGaussian());
            sizes.add(Math.min(largest, (long) size));
        }
        List<Long> wanted = new ArrayList<>(sizes.subList(0, count));
        Collections.shuffle(wanted, random);
        return wanted;
    }
}
