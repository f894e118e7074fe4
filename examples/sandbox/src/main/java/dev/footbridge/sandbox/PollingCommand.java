package dev.footbridge.sandbox;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.miro.MiroConnectorProvider;
import dev.footbridge.miro.MiroPolling;
import dev.footbridge.miro.emulator.MiroEmulator;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what looking for news on Miro costs, by the connector's own account and by the emulator's. */
@Command(
        name = "polling",
        description = {
            "Watch boards of an emulated Miro: the credits that idle boards cost, and those that a change costs.",
            "Miro gives an app 100,000 credits per user and minute; it sends no events."
        },
        mixinStandardHelpOptions = true)
final class PollingCommand implements Callable<Integer> {

    private static final long PATIENCE_SECONDS = 60;
    private static final long STEP_MILLIS = 50;

    @Option(names = "--boards", description = "Boards with one frame each. Defaults to ${DEFAULT-VALUE}.")
    private int boards = 10;

    @Option(names = "--changes", description = "Notes that people write. Defaults to ${DEFAULT-VALUE}.")
    private int changes = 50;

    @Option(names = "--polls", description = "Looks at each idle board. Defaults to ${DEFAULT-VALUE}.")
    private int polls = 30;

    @Option(names = "--interval", description = "Between two looks at a board. Defaults to ${DEFAULT-VALUE}.")
    private String interval = "500ms";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = SandboxMain.out(spec);
        try (MiroEmulator miro = MiroEmulator.builder()
                        .user("ines", "Inês Carvalho", "ines@adatum.example")
                        .start();
                Connector connector = connector(miro)) {
            List<String> frames = new ArrayList<>();
            for (int i = 0; i < boards; i++) {
                frames.add(miro.openFrame(miro.openBoard("Board " + i, "ines"), "Frame " + i));
            }
            connector.check();
            frames.forEach(frame -> connector.features(new ChannelId(connector.workspace(), frame)));
            CountDownLatch seen = new CountDownLatch(changes);
            Thread poller = poll(connector, seen);
            try {
                await(connector, figures -> figures.idlePolls() >= (long) polls * boards);
                for (int i = 0; i < changes; i++) {
                    miro.people().post(miro.userId("ines"), frames.get(i % boards), "Note " + i);
                    TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
                }
                if (!seen.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    out.println(seen.getCount() + " changes were not seen");
                    return 1;
                }
                await(connector, figures -> figures.changes() >= changes);
                print(MiroPolling.of(connector).orElseThrow(), out);
                return 0;
            } finally {
                poller.interrupt();
                poller.join();
            }
        }
    }

    private Connector connector(MiroEmulator miro) {
        ConnectorProvider provider = new MiroConnectorProvider();
        Map<String, String> settings = Map.of(
                "team-id", miro.teamId(),
                "access-token", miro.accessToken(miro.relayHandle()),
                "api-url", miro.baseUrl().toString(),
                "poll-interval", interval,
                "polling-share", "90");
        return provider.create(ConnectorConfig.of(provider, settings));
    }

    private static Thread poll(Connector connector, CountDownLatch seen) {
        StreamIngress stream = connector.stream().orElseThrow();
        Thread poller = new Thread(
                () -> {
                    try {
                        stream.run(events -> events.stream()
                                .filter(InboundEvent.Posted.class::isInstance)
                                .forEach(event -> seen.countDown()));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (ConnectorException e) {
                        System.err.println("polling ended: " + e.getMessage());
                    }
                },
                "poller");
        poller.setDaemon(true);
        poller.start();
        return poller;
    }

    private static void await(Connector connector, Predicate<MiroPolling.Statistics> reached)
            throws InterruptedException {
        while (!reached.test(MiroPolling.of(connector).orElseThrow())) {
            TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        }
    }

    private static void print(MiroPolling.Statistics figures, PrintWriter out) {
        double perPoll = (double) figures.idleCredits() / figures.idlePolls();
        double perMinute = perPoll * 6;
        out.println("| figure | credits |");
        out.println("|---|---|");
        out.printf("| a look at an idle board, listings in between included | %.1f |%n", perPoll);
        out.printf("| an idle board per minute at the default interval of 10 s | %.0f |%n", perMinute);
        out.printf("| a change that people make | %.1f |%n", figures.perChange());
        out.printf("| idle boards that fit into a tenth of 100,000 credits | %.0f boards |%n", 10_000 / perMinute);
        out.printf(
                "%n%d boards, %d looks (%d idle), %d changes in %d looks%n",
                figures.boards(), figures.polls(), figures.idlePolls(), figures.changes(), figures.changedPolls());
        out.flush();
    }
}
