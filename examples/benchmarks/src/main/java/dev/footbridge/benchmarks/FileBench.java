package dev.footbridge.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Sends files through a relay that is up and through a bare pipe beside it, and text meanwhile; collects the figures. */
final class FileBench {

    /** A relay that moves no byte and delivers nothing for so long will not do it any more. */
    static final long PATIENCE_NANOS = 60_000_000_000L;

    /** The name of the runs in which relay and bare pipe have done nothing yet. */
    static final String FIRST = "first pass";

    /** Cores that a process at rest keeps busy at most, and the time in which that is looked at. */
    private static final double AT_REST = 0.02;

    private static final long LOOK_NANOS = 1_000_000_000L;

    private static final int SENDERS = 16;
    private static final long FIRST_BYTES_NANOS = 30_000_000_000L;

    /** What carries the files: its process, if it has one of its own. */
    record Ends(Function<String, URI> webhooks, OptionalLong relay, Pump.Carrier bare, OptionalLong bareProcess) {}

    private final FilePlan plan;
    private final Stubs stubs;
    private final Ends ends;
    private final PrintWriter progress;
    private final long patienceNanos;
    private final ProcFs proc = ProcFs.ofThisMachine();
    private final List<FileFigures> figures = new ArrayList<>();
    private final List<TextFigures> texts = new ArrayList<>();

    FileBench(FilePlan plan, Stubs stubs, Ends ends, PrintWriter progress, long patienceNanos) {
        this.plan = plan;
        this.stubs = stubs;
        this.ends = ends;
        this.progress = progress;
        this.patienceNanos = patienceNanos;
    }

    void run() throws IOException, InterruptedException {
        if (plan.size() > 0) {
            large();
        }
        if (plan.streams() > 0) {
            atOnce();
            if (plan.textSeconds() > 0) {
                text();
            }
        }
        if (plan.many() > 0) {
            many();
        }
    }

    List<FileFigures> figures() {
        return figures;
    }

    List<TextFigures> texts() {
        return texts;
    }

    /** One large file at a time; the first pass is hashed, the others are compared byte by byte. */
    private void large() throws IOException, InterruptedException {
        awaitRest(ends.relay());
        awaitRest(ends.bareProcess());
        for (FilePair pair : plan.pairs()) {
            relay(FIRST, List.of(one(FIRST, pair)));
            bare(FIRST, one(FIRST, pair));
        }
        stubs.shared().hash(false);
        for (int i = 1; i <= plan.repetitions(); i++) {
            for (FilePair pair : plan.pairs()) {
                String name = i + "/" + plan.repetitions();
                if (i % 2 == 0) {
                    bare(name, one(name, pair));
                }
                relay(name, List.of(one(name, pair)));
                if (i % 2 == 1) {
                    bare(name, one(name, pair));
                }
            }
        }
        stubs.shared().hash(true);
    }

    /** A process that was started a moment ago still compiles what it started with: no memory that a file takes. */
    private void awaitRest(OptionalLong process) {
        long start = System.nanoTime();
        double busy = Double.MAX_VALUE;
        while (process.isPresent() && busy > AT_REST && System.nanoTime() - start < patienceNanos) {
            Cpu before = Cpu.now(proc, process);
            LockSupport.parkNanos(LOOK_NANOS);
            Cpu spent = Cpu.now(proc, process).since(before);
            busy = spent.relay() / (spent.nanos() / 1e9);
        }
    }

    private FileRun one(String name, FilePair pair) {
        return new FileRun(name, pair, List.of(pair.within(plan.size())), plan.channels(), stubs);
    }

    private void atOnce() throws IOException, InterruptedException {
        String name = plan.streams() + " at once";
        List<Long> sizes = Collections.nCopies(plan.streams(), plan.streamSize());
        for (FilePair pair : plan.pairs()) {
            relay(name, List.of(new FileRun(name, pair, sizes, plan.channels(), stubs)));
            bare(name, new FileRun(name, pair, sizes, plan.channels(), stubs));
        }
    }

    /** Sizes of all kinds, in all directions at once. */
    private void many() throws InterruptedException {
        List<List<Long>> sizes = new ArrayList<>();
        plan.pairs().forEach(pair -> sizes.add(new ArrayList<>()));
        int next = 0;
        for (long size : FileSizes.skewed(plan.many(), plan.largest(), plan.seed())) {
            // The first pair takes every size.
            int pair = plan.pairs().get(next % sizes.size()).takes(size) ? next % sizes.size() : 0;
            sizes.get(pair).add(size);
            next++;
        }
        String name = "all sizes";
        List<FileRun> runs = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            runs.add(new FileRun(name, plan.pairs().get(i), sizes.get(i), plan.channels(), stubs));
        }
        relay(name, runs);
    }

    private void relay(String name, List<FileRun> runs) throws InterruptedException {
        tell(name, FileFigures.RELAY, runs);
        MemoryWatch memory = new MemoryWatch(proc, ends.relay());
        Cpu before = Cpu.now(proc, ends.relay());
        announce(runs);
        await(runs);
        Cpu spent = Cpu.now(proc, ends.relay()).since(before);
        figures.add(FileFigures.of(name, FileFigures.RELAY, runs, spent, memory.memory(), true));
    }

    private void bare(String name, FileRun run) throws IOException, InterruptedException {
        tell(name, FileFigures.BARE, List.of(run));
        List<Pump.Job> jobs =
                run.files().stream().map(file -> run.pair().job(stubs, file)).toList();
        MemoryWatch memory = new MemoryWatch(proc, ends.bareProcess());
        Cpu before = Cpu.now(proc, ends.bareProcess());
        ends.bare().carry(jobs);
        Cpu spent = Cpu.now(proc, ends.bareProcess()).since(before);
        figures.add(FileFigures.of(name, FileFigures.BARE, List.of(run), spent, memory.memory(), false));
    }

    private void tell(String name, String who, List<FileRun> runs) {
        int files = runs.stream().mapToInt(run -> run.files().size()).sum();
        long bytes = runs.stream().mapToLong(FileRun::bytes).sum();
        List<String> pairs = runs.stream().map(run -> run.pair().title()).toList();
        progress.println(name + ", " + who + ", " + pairs + ": " + files + " files, " + bytes / 1_000_000 + " MB …");
    }

    private void announce(List<FileRun> runs) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (FileRun run : runs) {
            Thread thread = new Thread(() -> announce(run), "announce");
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void announce(FileRun run) {
        URI webhook = ends.webhooks().apply(run.pair().source());
        try {
            new Load(webhook, () -> run.pair().webhooks(stubs, webhook)).closedLoop(run.run(), SENDERS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(List<FileRun> runs) throws InterruptedException {
        for (FileRun run : runs) {
            run.run().awaitCrossed(patienceNanos, stubs.shared()::moved);
        }
    }

    private void text() throws InterruptedException {
        progress.println("text: warm-up …");
        Run warmUp = stubs.runs().begin("text warm-up", plan.textWarmUp(), plan.channels());
        textLoad().closedLoop(warmUp, SENDERS);
        warmUp.awaitCrossed(patienceNanos);
        String slow = plan.streams() + " at " + Report.number("%.1f", plan.slowRate() / 1e6) + " MB/s each";
        for (int i = 0; i < plan.textRounds(); i++) {
            window("none");
            withStreams(slow, plan.slowRate(), plan.slowRate() * (plan.textSeconds() * 3L / 2 + 10));
        }
        double perSecond = figures.stream()
                .filter(one -> one.isRelay() && one.files() == plan.streams())
                .mapToDouble(FileFigures::perSecond)
                .max()
                .orElse(500);
        long bytes = (long) (perSecond * 1e6 * plan.textSeconds() * 3 / 2);
        withStreams(plan.streams() + " as fast as they can", 0, bytes / plan.streams());
    }

    private Load textLoad() {
        return Bench.load(ends.webhooks().apply("slack"), stubs.slackMessages());
    }

    /** Streams that all began before the window; slowly, so that none ends before the last begins. */
    private void withStreams(String name, long rate, long size) throws InterruptedException {
        stubs.shared().limit(plan.slowRate());
        List<Long> sizes = Collections.nCopies(plan.streams(), size);
        FileRun streams = new FileRun(name, FilePair.SLACK_TO_TEAMS, sizes, plan.channels(), stubs);
        announce(streams);
        long start = System.nanoTime();
        while (stubs.shared().sending() < plan.streams() && System.nanoTime() - start < FIRST_BYTES_NANOS) {
            LockSupport.parkNanos(2_000_000);
        }
        stubs.shared().limit(rate);
        window(name);
        stubs.shared().limit(0);
        await(List.of(streams));
        figures.add(FileFigures.of(
                "beside text: " + name,
                FileFigures.RELAY,
                List.of(streams),
                Cpu.unknown(),
                MemoryWatch.Memory.UNKNOWN,
                true));
    }

    private void window(String streams) throws InterruptedException {
        int messages = (int) Math.round(plan.textRate() * plan.textSeconds());
        progress.println("text: " + messages + " messages, streams: " + streams + " …");
        Run run = stubs.runs().begin("text, streams: " + streams, messages, plan.channels());
        long moved = stubs.shared().moved();
        Cpu before = Cpu.now(proc, ends.relay());
        textLoad().openLoop(run, plan.textRate(), SENDERS);
        int running = stubs.shared().sending();
        Cpu spent = Cpu.now(proc, ends.relay()).since(before);
        double rate = (stubs.shared().moved() - moved) / 1e6 / (spent.nanos() / 1e9);
        run.awaitCrossed(patienceNanos);
        texts.add(new TextFigures(
                streams,
                running,
                rate,
                spent.machine() / (spent.nanos() / 1e9),
                Figures.of(run, Double.NaN, spent, proc, ends.relay())));
    }
}
