package dev.footbridge.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.ForwardingConnector;
import dev.footbridge.core.connector.Setting;
import dev.footbridge.core.id.Platform;
import dev.footbridge.relay.bridge.Direction;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {

    private static final String GOOD = """
            data-dir: state
            listen: { host: 0.0.0.0, port: 9000 }
            public-url: https://relay.example.org/
            connectors:
              left:
                platform: demo
                token: ${TOKEN}
              right:
                platform: demo
                token: ${TOKEN}
                pause: ${PAUSE:-250ms}
            bridges:
              general:
                endpoints:
                  - { connector: left, channel: one }
                  - { connector: right, channel: two, direction: send }
            """;

    @TempDir
    Path dir;

    @Test
    void readsACompleteFile() throws Exception {
        RelayConfig config = read(GOOD);

        assertThat(config.dataDir()).isEqualTo(dir.resolve("state"));
        assertThat(config.listen()).isEqualTo(new RelayConfig.Address("0.0.0.0", 9000));
        assertThat(config.management().host()).isEqualTo("127.0.0.1");
        assertThat(config.publicUrl()).contains(URI.create("https://relay.example.org"));
        assertThat(config.connectors().get("right").values())
                .containsExactlyInAnyOrderEntriesOf(Map.of("token", "secret-value", "pause", "250ms"));
        assertThat(config.bridges().get(0).endpoints())
                .extracting(RelayConfig.EndpointEntry::direction)
                .containsExactly(Direction.BOTH, Direction.SEND);
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void theVaultKeyIsCheckedAndNeverQuoted() throws Exception {
        String key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
        RelayConfig config = read("vault-key: " + key + "\n" + GOOD);

        assertThat(config.vaultKey()).isPresent();
        assertThat(config.warnings()).anyMatch(warning -> warning.contains("vault-key is a secret in plain text"));
        assertThat(config.toString()).doesNotContain(key);
        assertThatThrownBy(() -> read("vault-key: not-a-key\n" + GOOD))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("openssl rand -base64 32")
                .hasMessageNotContaining("not-a-key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    data-dir: state         | datadir: state          | relay.yaml:1: datadir: is not known; did you mean data-dir?
                    port: 9000              | port: 99999             | relay.yaml:2: listen.port: must be a number from 0 to 65535
                    https://relay           | ftp://relay             | relay.yaml:3: public-url: must be an absolute http or https URL
                    platform: demo          | platform: fax           | relay.yaml:6: connectors.left.platform: no connector for this platform is installed; installed are demo
                    token: ${TOKEN}         | tokn: ${TOKEN}          | relay.yaml:7: connectors.left.tokn: is not known; did you mean token?
                    token: ${TOKEN}         | token: ${NOWHERE}       | relay.yaml:7: connectors.left.token: the environment variable NOWHERE is not set
                    ${PAUSE:-250ms}         | soon                    | relay.yaml:11: connectors.right.pause: must be a duration such as 500ms, 30s, 5m, 2h or PT30S
                    connector: left         | connector: lefty        | relay.yaml:15: bridges.general.endpoints[0].connector: is not a connector of this file; did you mean left?
                    channel: one            | channel: ''             | relay.yaml:15: bridges.general.endpoints[0].channel: must be the channel's id as its platform writes it
                    direction: send       | direction: sideways     | relay.yaml:16: bridges.general.endpoints[1].direction: must be both, send or receive
                    """)
    void namesPathLineAndWhatIsAllowed(String good, String bad, String complaint) {
        assertThat(problems(GOOD.replaceFirst(
                        java.util.regex.Pattern.quote(good), java.util.regex.Matcher.quoteReplacement(bad))))
                .contains(complaint);
    }

    @Test
    void reportsAllProblemsAtOnceInTheOrderOfTheFile() {
        List<String> problems = problems(
                GOOD.replace("data-dir", "datadir").replace("9000", "x").replace("one", "''"));

        assertThat(problems)
                .hasSize(3)
                .isSortedAccordingTo(java.util.Comparator.comparingInt(p -> Integer.parseInt(p.split(":")[1])));
    }

    @Test
    void neverShowsAValueThatMayBeSecret() {
        String canary = "xoxb-canary-value";
        String text = GOOD.replaceFirst("token: \\$\\{TOKEN}", "pause: " + canary) + "\n  broken: [" + canary;

        assertThat(String.join("\n", problems(text))).doesNotContain(canary);
        assertThat(String.join("\n", problems(GOOD.replaceFirst("token: \\$\\{TOKEN}", "pause: " + canary))))
                .doesNotContain(canary)
                .contains("must be a duration");
    }

    @Test
    void passesOnWhatOnlyTheConnectorKnows() {
        assertThat(problems(GOOD.replaceFirst("token: \\$\\{TOKEN}", "token: refused")))
                .containsExactly("relay.yaml:6: connectors.left: setting token must not be that");
    }

    @Test
    void warnsOfASecretInPlainText() throws Exception {
        RelayConfig config = read(GOOD.replaceFirst("token: \\$\\{TOKEN}", "token: plain"));

        assertThat(config.warnings()).singleElement().asString().contains("line 7", "connectors.left.token", "${NAME}");
        assertThat(config.warnings().get(0)).doesNotContain("plain;");
    }

    @Test
    void refusesHostileFiles() throws IOException {
        String bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n".repeat(1)
                + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n";
        assertThat(problems(bomb)).isNotEmpty();
        assertThat(problems("[".repeat(10_000))).isNotEmpty();
        assertThat(problems("")).containsExactly("relay.yaml:1: is empty; see examples/relay/relay.example.yaml");
        assertThat(problems("just words")).contains("relay.yaml:1: the file: must be a mapping of names to values");
        assertThat(problems("x: " + "y".repeat(ConfigReader.MAX_BYTES)))
                .singleElement()
                .asString()
                .contains("larger");
        Path file = dir.resolve("latin.yaml");
        Files.write(file, "a: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problemsOf(file)).containsExactly("latin.yaml:1: is not UTF-8 text");
        assertThat(problemsOf(dir.resolve("absent.yaml")))
                .singleElement()
                .asString()
                .contains("cannot be read");
    }

    @Test
    void refusesRepeatedKeysAndLonelyOrRepeatedEndpoints() {
        assertThat(problems(GOOD + "data-dir: other\n")).contains("relay.yaml:17: data-dir: comes twice");
        assertThat(problems(GOOD.replace("      - { connector: right, channel: two, direction: send }\n", "")))
                .anyMatch(p -> p.contains("a bridge has 2 to 50 endpoints"));
        assertThat(problems(GOOD.replace("connector: right, channel: two", "connector: left, channel: one")))
                .anyMatch(p -> p.contains("is already an endpoint of this bridge"));
    }

    private RelayConfig read(String text) throws IOException, ConfigException {
        Path file = dir.resolve("relay.yaml");
        Files.writeString(file, text);
        return reader().read(file);
    }

    private List<String> problems(String text) {
        Path file = dir.resolve("relay.yaml");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return problemsOf(file);
    }

    private List<String> problemsOf(Path file) {
        ConfigException thrown = catchThrowableOfType(ConfigException.class, () -> reader().read(file));
        assertThat(thrown).isNotNull();
        return thrown.problems();
    }

    private static ConfigReader reader() {
        return new ConfigReader(List.of(new DemoProvider()), Map.of("TOKEN", "secret-value"));
    }

    private static final class DemoProvider implements ConnectorProvider {
        @Override
        public Platform platform() {
            return new Platform("demo");
        }

        @Override
        public String displayName() {
            return "Demo";
        }

        @Override
        public List<Setting> settings() {
            return List.of(
                    Setting.required("token", Setting.Type.SECRET, "A token."),
                    Setting.withDefault("pause", Setting.Type.DURATION, "1s", "A pause."));
        }

        @Override
        public Connector create(ConnectorConfig config) {
            if (config.secret("token").reveal().equals("refused")) {
                throw new IllegalArgumentException("setting token must not be that");
            }
            return new ForwardingConnector() {
                @Override
                protected Connector delegate() {
                    throw new UnsupportedOperationException("the reader makes and closes, no more");
                }

                @Override
                public void close() {}
            };
        }
    }
}
