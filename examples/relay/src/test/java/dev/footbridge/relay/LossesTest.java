package dev.footbridge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.core.document.Element;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The losses as the command line tells them, before anything is linked. */
class LossesTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file;

    @BeforeEach
    void configure() throws Exception {
        file = Files.writeString(folder.resolve("relay.yaml"), """
                connectors:
                  first: { platform: memory, workspace: one }
                  second: { platform: memory, workspace: two }
                bridges:
                  general:
                    endpoints:
                      - { connector: first, channel: general }
                      - { connector: second, channel: general, direction: send }
                """);
    }

    @Test
    void bothDirectionsAreTold() {
        assertThat(run("losses", "first:lounge", "second:general", "--config", file.toString()))
                .isZero();

        assertThat(out.toString())
                .contains("first:lounge -> second:general", "second:general -> first:lounge")
                .containsPattern("table +degraded +A table becomes one line of text per row\\.")
                .contains("never comes from there: underline")
                .doesNotContain("attachment", "default settings");
    }

    @Test
    void jsonTellsEveryElementInOrder() throws Exception {
        assertThat(run("losses", "first:a", "second:b:c", "--json", "--config", file.toString()))
                .isZero();

        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertThat(answer.path("defaultSettings").asBoolean()).isFalse();
        assertThat(answer.path("ways")).hasSize(2);
        JsonNode way = answer.path("ways").get(0);
        assertThat(way.path("source").asText()).isEqualTo("first:a");
        assertThat(way.path("target").asText()).isEqualTo("second:b:c");
        List<String> elements = new ArrayList<>();
        way.path("arrivals")
                .forEach(arrival -> elements.add(arrival.path("element").asText()));
        assertThat(elements)
                .containsExactlyElementsOf(Arrays.stream(Element.values())
                        .map(Element::name)
                        .filter(name -> !name.equals("UNDERLINE"))
                        .toList());
        assertThat(way.path("never").get(0).asText()).isEqualTo("UNDERLINE");
        assertThat(way.path("arrivals").get(0).path("fidelity").asText()).isEqualTo("FULL");
    }

    @Test
    void platformsAreTakenAsTheyAreWithoutAConfiguration() {
        assertThat(run("losses", "memory", "memory:general")).isZero();

        assertThat(out.toString()).contains("memory -> memory:general", "with their default settings");
    }

    @Test
    void everyInstalledPlatformAnswersOrAsksForItsSettings() {
        for (String one : installed()) {
            int code = run("losses", one, "memory");
            assertThat(code == 0
                            || err.toString().contains(one + ": ")
                                    && err.toString().contains("--config"))
                    .as("%s: %s %s", one, code, err)
                    .isTrue();
        }
        assertThat(out.toString()).contains(" -> memory");
    }

    private static List<String> installed() {
        return dev.footbridge.core.connector.ConnectorProvider.installed().stream()
                .map(provider -> provider.platform().value())
                .toList();
    }

    @Test
    void aSettingCanBeGivenWithoutAConfiguration() {
        assertThat(run("losses", "memory", "memory", "--set", "memory.app=other"))
                .isZero();
        assertThat(run("losses", "memory", "memory", "--set", "memory.colour=red"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("unknown setting colour").doesNotContain("red");
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        assertThat(run("losses", "first", "second:general", "--config", file.toString()))
                .isEqualTo(2);
        assertThat(run("losses", "third:x", "second:general", "--config", file.toString()))
                .isEqualTo(2);
        assertThat(run("losses", "first:x", "first:y", "--config", file.toString()))
                .isEqualTo(2);
        assertThat(run("losses", "nowhere", "memory")).isEqualTo(2);
        assertThat(run("losses", "memory")).isEqualTo(2);
        assertThat(run(
                        "losses",
                        "a:b",
                        "c:d",
                        "--config",
                        folder.resolve("none").toString()))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("first: write CONNECTOR:CHANNEL")
                .contains("third is not a connector of the configuration; it has first, second")
                .contains("are in one workspace")
                .contains("no connector for nowhere; installed are")
                .contains("does the file exist")
                .doesNotContain("Exception");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void checkSumsUpTheDirectionsThatABridgeHas() {
        assertThat(run("check", "--offline", "--config", file.toString())).isZero();

        assertThat(out.toString())
                .containsPattern("losses +bridge general: first:general -> second:general: degraded .*table")
                .doesNotContain("second:general -> first:general");
    }

    private int run(String... arguments) {
        CommandLine line = RelayMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
