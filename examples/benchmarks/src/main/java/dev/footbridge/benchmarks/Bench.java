package dev.footbridge.benchmarks;

import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Runs a plan against a relay that is up, one run after the other, and collects the figures. */
final class Bench {

    /** A relay that delivers nothing for so long will not deliver any more. */
    static final long PATIENCE_NANOS = 15_000_000_000L;

    private static final int STEADY_SENDERS = 16;

    private final Plan plan;
    private final Runs runs;
    private final GraphStub graph;
    private final Load load;
    private final OptionalLong relay;
    private final PrintWriter progress;
    private final long patienceNanos;
    private final ProcFs proc = ProcFs.ofThisMachine();
    private final Map<Run, Figures> results = new LinkedHashMap<>();

    private interface Work {
        void run(Run run) throws InterruptedException;
    }

    Bench(
            Plan plan,
            Runs runs,
            GraphStub graph,
            Load load,
            OptionalLong relay,
            PrintWriter progress,
            long patienceNanos) {
        this.plan = plan;
        this.runs = runs;
        this.graph = graph;
        this.load = load;
        this.relay = relay;
        this.progress = progress;
        this.patienceNanos = patienceNanos;
    }

    static Load load(URI webhook, SlackMessages messages) {
        return new Load(webhook, () -> new SignedEvents(messages, World.SIGNING_SECRET, webhook));
    }

    /** Figures in the order of the runs; what came late is counted too. */
    List<Figures> run() throws InterruptedException {
        if (plan.warmUp() > 0) {
            measure("warm-up", plan.warmUp(), 0, relay, this::flood);
        }
        for (int i = 1; i <= plan.repetitions(); i++) {
            String name = plan.repetitions() == 1 ? "flood" : "flood " + i + "/" + plan.repetitions();
            measure(name, plan.messages(), 0, relay, this::flood);
        }
        if (plan.steadySeconds() > 0) {
            int messages = (int) Math.round(plan.perSecond() * plan.steadySeconds());
            measure(
                    Math.round(plan.perSecond()) + " messages/s",
                    messages,
                    0,
                    relay,
                    run -> load.openLoop(run, plan.perSecond(), STEADY_SENDERS));
        }
        String delayed = plan.delayMillis() + " ms per call";
        if (plan.delayedMessages() > 0) {
            measure("flood, " + delayed, plan.delayedMessages(), plan.delayMillis(), relay, this::flood);
        }
        if (plan.bare() && graph.sample().isPresent()) {
            bare(new BareClient(graph.graphUrl(), graph.sample().get()), delayed);
        }
        List<Figures> figures = new ArrayList<>();
        results.forEach((run, measured) -> figures.add(measured.with(run.verdict())));
        return figures;
    }

    private void bare(BareClient client, String delayed) throws InterruptedException {
        OptionalLong none = OptionalLong.empty();
        measure("bare warm-up", Math.max(plan.channels(), plan.warmUp()), 0, none, client::inOrder);
        measure("bare client, 1 per channel", plan.messages(), 0, none, client::inOrder);
        measure(
                "bare client, " + plan.outstanding() + " at once",
                plan.messages(),
                0,
                none,
                run -> client.unordered(run, plan.outstanding()));
        if (plan.delayedMessages() > 0) {
            measure("bare client, " + delayed, plan.delayedMessages(), plan.delayMillis(), none, client::inOrder);
        }
    }

    private void flood(Run run) throws InterruptedException {
        if (plan.inOrder()) {
            load.inOrder(run);
        } else {
            load.closedLoop(run, plan.outstanding());
        }
    }

    private void measure(String name, int messages, int delayMillis, OptionalLong process, Work work)
            throws InterruptedException {
        progress.println(name + ": " + messages + " messages …");
        progress.flush();
        graph.delay(delayMillis * 1_000_000L);
        Run run = runs.begin(name, messages, plan.channels());
        Cpu before = Cpu.now(proc, process);
        work.run(run);
        run.awaitCrossed(patienceNanos);
        Cpu spent = Cpu.now(proc, process).since(before);
        double ideal = delayMillis == 0 ? Double.NaN : plan.channels() * 1000.0 / delayMillis;
        results.put(run, Figures.of(run, ideal, spent, proc, process));
    }
}
