package dev.footbridge.sandbox;

import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.sandbox.Layout.Bridge;
import dev.footbridge.sandbox.Layout.Endpoint;
import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.HumanClient;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets a backlog run into every platform at once, with the documented limits on, and prints how much of them is used. */
@Command(
        name = "pacing",
        description = {
            "With the emulators' documented limits on and a backlog per channel: how much of the allowed rate is used, and how"
                    + " often the relay was told to slow down. Takes as long as the slowest platform allows:"
                    + " about nine minutes with 500 messages."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 at least 90 % used and no refusal on each platform, 1 less, 2 wrong command line."
        })
final class PacingCommand implements Callable<Integer> {

    private static final double AIM = 0.9;
    private static final Duration PROGRESS = Duration.ofSeconds(10);
    private static final Duration SPARE = Duration.ofMinutes(2);

    @Option(names = "--messages", description = "Backlog per channel. Defaults to ${DEFAULT-VALUE}.")
    private int messages = 500;

    @Spec
    private @Nullable CommandSpec spec;

    /** One platform that receives a backlog. */
    private static final class Target {
        private final SandboxPlatform platform;
        private final double allowedPerSecond;
        private final AtomicInteger arrived = new AtomicInteger();
        private final AtomicLong first = new AtomicLong();
        private final AtomicLong last = new AtomicLong();

        Target(SandboxPlatform platform, double allowedPerSecond) {
            this.platform = platform;
            this.allowedPerSecond = allowedPerSecond;
        }

        void arrived(long now) {
            if (arrived.getAndIncrement() == 0) {
                first.set(now);
            }
            last.set(now);
        }

        double seconds() {
            return (last.get() - first.get()) / 1e9;
        }

        double perSecond() {
            return (arrived.get() - 1) / seconds();
        }

        double used() {
            return perSecond() / allowedPerSecond;
        }

        Map<String, Long> refusals() {
            return platform.emulator().limits().refusals();
        }
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = SandboxMain.out(spec);
        LongSupplier nanoTime = System::nanoTime;
        List<SandboxPlatform> platforms = Sandbox.startAll(Clock.systemUTC(), false);
        try (Sandbox sandbox = Sandbox.startPaced(platforms, PacingCommand::backlogs);
                Screens screens = new Screens(platforms, nanoTime)) {
            List<Target> targets = new ArrayList<>();
            for (SandboxPlatform platform : platforms) {
                targets.add(new Target(platform, allowedPerSecond(platform.limits())));
                platform.emulator().limits().enabled(true);
            }
            List<HumanClient.Subscription> eyes = targets.stream()
                    .map(target -> target.platform.emulator().people().listen(change -> {
                        if (change.kind() == ClientChange.Kind.POSTED
                                && change.message()
                                        .channelId()
                                        .equals(target.platform.otherRoom().id())) {
                            target.arrived(nanoTime.getAsLong());
                        }
                    }))
                    .toList();
            write(platforms.get(0));
            watch(targets, screens, nanoTime);
            eyes.forEach(HumanClient.Subscription::close);
            return print(targets, out) ? 0 : 1;
        }
    }

    /** The first platform tells its messages whole and feeds the other channel of each, its own included. */
    private static List<Bridge> backlogs(List<SandboxPlatform> platforms) {
        SandboxPlatform source = platforms.get(0);
        List<Endpoint> endpoints = new ArrayList<>(List.of(new Endpoint(source, source.room(), "receive")));
        platforms.forEach(to -> endpoints.add(new Endpoint(to, to.otherRoom(), "send")));
        return List.of(new Bridge("backlog", endpoints));
    }

    /** A limit that is named twice counts a post twice. */
    private static double allowedPerSecond(List<RateLimit> limits) {
        Map<String, List<RateLimit>> byKey = limits.stream().collect(Collectors.groupingBy(RateLimit::key));
        return byKey.values().stream()
                .mapToDouble(same -> {
                    RateLimit limit = same.get(0);
                    return limit.permits() * 1_000.0 / limit.period().toMillis() / same.size();
                })
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private void write(SandboxPlatform source) {
        String speaker = Pages.members(source).get(0).id();
        for (int i = 0; i < messages; i++) {
            source.emulator().people().post(speaker, source.room().id(), "Backlog, message " + i);
        }
    }

    private void watch(List<Target> targets, Screens screens, LongSupplier nanoTime) throws InterruptedException {
        double slowest = targets.stream()
                .mapToDouble(target -> messages / target.allowedPerSecond)
                .max()
                .orElse(0);
        long end = nanoTime.getAsLong()
                + Duration.ofSeconds((long) (slowest / AIM)).plus(SPARE).toNanos();
        boolean whole = false;
        while (!whole && nanoTime.getAsLong() < end) {
            whole = screens.await(
                    PROGRESS, () -> targets.stream().allMatch(target -> target.arrived.get() >= messages));
            StringBuilder line = new StringBuilder();
            targets.forEach(target -> line.append(target.platform.title())
                    .append(' ')
                    .append(target.arrived.get())
                    .append("  "));
            System.err.println(line);
        }
    }

    private boolean print(List<Target> targets, PrintWriter out) {
        boolean good = true;
        out.println("| platform | messages | seconds | per second | allowed per second | used | refused |");
        out.println("|---|---|---|---|---|---|---|");
        for (Target target : targets) {
            out.printf(
                    "| %s | %d | %.1f | %.2f | %.2f | %.1f %% | %s |%n",
                    target.platform.title(),
                    target.arrived.get(),
                    target.seconds(),
                    target.perSecond(),
                    target.allowedPerSecond,
                    100 * target.used(),
                    target.refusals().isEmpty() ? "0" : target.refusals());
            good &= target.arrived.get() == messages
                    && target.used() >= AIM
                    && target.refusals().isEmpty();
        }
        out.flush();
        return good;
    }
}
