package dev.footbridge.benchmarks;

import java.util.OptionalLong;

/**
 * One line of the result. Times in milliseconds, processor time in microseconds per message, memory in MiB; NaN where there
 * is nothing to tell.
 *
 * @param perSecond from the first webhook to the last post
 * @param idealPerSecond what channels ÷ delay allows, when the target has a delay
 * @param relayCpu of the relay's process
 * @param allCpu of relay, load generator and targets together
 * @param otherCores cores that the rest of the machine kept busy meanwhile; anything but about 0 spoils the figures
 */
record Figures(
        String name,
        int messages,
        double seconds,
        double perSecond,
        double idealPerSecond,
        double p50,
        double p99,
        double max,
        double relayCpu,
        double allCpu,
        double otherCores,
        double rss,
        double peakRss,
        Verdict verdict) {

    static Figures of(Run run, double idealPerSecond, Cpu cpu, ProcFs proc, OptionalLong relay) {
        long[] latencies = run.latencies();
        int crossed = Math.max(1, latencies.length);
        double seconds = run.seconds();
        return new Figures(
                run.name(),
                run.count(),
                seconds,
                latencies.length / seconds,
                idealPerSecond,
                percentile(latencies, 0.50),
                percentile(latencies, 0.99),
                percentile(latencies, 1),
                cpu.relay() * 1e6 / crossed,
                cpu.together() * 1e6 / crossed,
                cpu.others(),
                mebibytes(proc, relay, "VmRSS"),
                mebibytes(proc, relay, "VmHWM"),
                run.verdict());
    }

    Figures with(Verdict later) {
        return new Figures(
                name,
                messages,
                seconds,
                perSecond,
                idealPerSecond,
                p50,
                p99,
                max,
                relayCpu,
                allCpu,
                otherCores,
                rss,
                peakRss,
                later);
    }

    /** The smallest value that so many of all are not above. */
    private static double percentile(long[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }

    private static double mebibytes(ProcFs proc, OptionalLong pid, String name) {
        OptionalLong kibibytes = pid.isPresent() ? proc.kibibytes(pid.getAsLong(), name) : OptionalLong.empty();
        return kibibytes.isPresent() ? kibibytes.getAsLong() / 1024.0 : Double.NaN;
    }
}
