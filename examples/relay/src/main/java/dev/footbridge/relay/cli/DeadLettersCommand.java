package dev.footbridge.relay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.relay.RelayException;
import dev.footbridge.relay.config.ConfigException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists and replays what a running relay gave up. */
@Command(
        name = "dead-letters",
        description = "List and replay what a running relay gave up; asks its management address.",
        mixinStandardHelpOptions = true,
        subcommands = {DeadLettersCommand.ListThem.class, DeadLettersCommand.Replay.class})
public final class DeadLettersCommand {

    private static final int BROKE = 1;
    private static final int CONFIGURATION_WRONG = 2;

    private interface Work {
        void run(ManagementClient relay, PrintWriter out) throws RelayException, InterruptedException;
    }

    private static int run(ConfigOption config, @Nullable CommandSpec spec, Work work) throws InterruptedException {
        PrintWriter out = Console.out(spec);
        PrintWriter err = Console.err(spec);
        try {
            work.run(ManagementClient.of(config.read()), out);
            return 0;
        } catch (ConfigException e) {
            e.problems().forEach(err::println);
            return CONFIGURATION_WRONG;
        } catch (RelayException e) {
            err.println(e.getMessage());
            return BROKE;
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Prints all of them, oldest first. */
    @Command(
            name = "list",
            description = "Print the dead letters, oldest first: ids and codes, never content.",
            mixinStandardHelpOptions = true)
    static final class ListThem implements Callable<Integer> {

        @Mixin
        private ConfigOption config = new ConfigOption();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException {
            return run(config, spec, ListThem::print);
        }

        private static void print(ManagementClient relay, PrintWriter out) throws RelayException, InterruptedException {
            long after = 0;
            long count = 0;
            boolean more = true;
            while (more) {
                JsonNode page = relay.get("/dead-letters?after=" + after);
                for (JsonNode letter : page.path("deadLetters")) {
                    count++;
                    out.printf(
                            "%-6d %s  %-8s %s  %s -> %s%n",
                            letter.path("number").asLong(),
                            letter.path("at").asText(),
                            letter.path("operation").asText(),
                            letter.path("code").asText(),
                            letter.path("source").asText("(not bridged any more)"),
                            letter.path("target").asText("(not bridged any more)"));
                }
                more = page.path("next").asLong() > after;
                after = page.path("next").asLong();
            }
            out.printf("%d dead letters%n", count);
        }
    }

    /** Puts some of them at the end of their lanes again. */
    @Command(
            name = "replay",
            description = "Try dead letters again, each at the end of its channel's queue.",
            mixinStandardHelpOptions = true)
    static final class Replay implements Callable<Integer> {

        @Mixin
        private ConfigOption config = new ConfigOption();

        @Parameters(arity = "1..*", paramLabel = "NUMBER", description = "The number that list shows.")
        private List<Long> numbers = List.of();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException {
            return run(config, spec, (relay, out) -> {
                for (long number : numbers) {
                    try {
                        relay.post("/dead-letters/" + number + "/replay");
                    } catch (RelayException e) {
                        throw new RelayException(number + ": " + e.getMessage(), e);
                    }
                    out.printf("%d is tried again%n", number);
                }
            });
        }
    }
}
