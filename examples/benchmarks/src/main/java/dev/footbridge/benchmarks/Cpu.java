package dev.footbridge.benchmarks;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Processor time up to a moment, and between two of them. Seconds; NaN where the system does not tell. */
record Cpu(double relay, double own, double machine, long nanos) {

    static Cpu now(ProcFs proc, OptionalLong relay) {
        OptionalDouble spent = relay.isPresent() ? proc.cpuSeconds(relay.getAsLong()) : OptionalDouble.empty();
        return new Cpu(
                spent.orElse(Double.NaN),
                proc.cpuSeconds(ProcessHandle.current().pid()).orElse(Double.NaN),
                proc.machineSeconds().orElse(Double.NaN),
                System.nanoTime());
    }

    /** Nothing was looked at. */
    static Cpu unknown() {
        return new Cpu(Double.NaN, Double.NaN, Double.NaN, 1);
    }

    Cpu since(Cpu earlier) {
        return new Cpu(relay - earlier.relay, own - earlier.own, machine - earlier.machine, nanos - earlier.nanos);
    }

    /** Of relay and benchmark together; the benchmark's alone when the relay is not another process. */
    double together() {
        return Double.isNaN(relay) ? own : relay + own;
    }

    /** Cores that everything else on the machine kept busy. */
    double others() {
        return Math.max(0, machine - together()) / (nanos / 1e9);
    }
}
