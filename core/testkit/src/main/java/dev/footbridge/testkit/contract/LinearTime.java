package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.IntFunction;

/**
 * Checks that work takes at most 2.5 times as long for twice the input. Counts the processor time of this thread, so that
 * other work on the machine does not matter much, and compares the fastest runs of both sizes. Where they do not convince, it
 * measures on, then with larger input, where fixed costs and chance weigh less; the bound stays.
 */
final class LinearTime {

    private static final double BOUND = 2.5;
    private static final int SIZE = 16_384;
    private static final int FEWEST_RUNS = 2;
    private static final int ENLARGEMENTS = 2;

    /** A size between which and its double the work changes in kind, as where one part becomes two, is left early. */
    private static final int MOST_RUNS = 10;

    private static final int MOST_RUNS_AT_LAST = 40;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LinearTime() {}

    /**
     * Fails when doubling the input costs 2.5 times as much or more.
     *
     * @param prepare makes the work for an input of this size; not measured
     */
    static void check(String what, IntFunction<Runnable> prepare) {
        double ratio = Double.MAX_VALUE;
        for (int size = SIZE; ratio >= BOUND && size <= SIZE << ENLARGEMENTS; size *= 2) {
            int runs = size == SIZE << ENLARGEMENTS ? MOST_RUNS_AT_LAST : MOST_RUNS;
            ratio = ratio(prepare.apply(size), prepare.apply(2 * size), runs);
        }
        assertThat(ratio)
                .as("%s: how many times longer twice the input takes", what)
                .isLessThan(BOUND);
    }

    private static double ratio(Runnable small, Runnable large, int mostRuns) {
        long fastestSmall = Long.MAX_VALUE;
        long fastestLarge = Long.MAX_VALUE;
        double ratio = Double.MAX_VALUE;
        for (int run = 0; run < mostRuns && (run < FEWEST_RUNS || ratio >= BOUND); run++) {
            // The small one last: when code gets faster meanwhile, the ratio grows and nothing is believed too early.
            fastestLarge = Math.min(fastestLarge, nanos(large));
            fastestSmall = Math.min(fastestSmall, nanos(small));
            ratio = (double) fastestLarge / Math.max(1, fastestSmall);
        }
        return ratio;
    }

    private static long nanos(Runnable work) {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        return THREADS.getCurrentThreadCpuTime() - start;
    }
}
