package dev.footbridge.benchmarks;

import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** Looks at a process's resident memory, often, until it is closed. */
final class MemoryWatch implements AutoCloseable {

    private static final long EVERY_NANOS = 20_000_000;

    /** In MiB; NaN where the system does not tell. */
    record Memory(double before, double peak, double after) {

        static final Memory UNKNOWN = new Memory(Double.NaN, Double.NaN, Double.NaN);

        double growth() {
            return peak - before;
        }
    }

    private final ProcFs proc;
    private final OptionalLong process;
    private final Thread thread = new Thread(this::watch, "memory-watch");
    private final double before;
    private volatile double peak;
    private volatile boolean closed;

    MemoryWatch(ProcFs proc, OptionalLong process) {
        this.proc = proc;
        this.process = process;
        this.before = resident();
        this.peak = before;
        thread.setDaemon(true);
        thread.start();
    }

    private double resident() {
        OptionalLong kibibytes = process.isPresent() ? proc.kibibytes(process.getAsLong(), "VmRSS") : process;
        return kibibytes.isPresent() ? kibibytes.getAsLong() / 1024.0 : Double.NaN;
    }

    private void watch() {
        while (!closed) {
            peak = Math.max(peak, resident());
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    /** Ends the watch and tells what it saw. */
    Memory memory() throws InterruptedException {
        close();
        thread.join();
        double after = resident();
        return new Memory(before, Math.max(peak, after), after);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
