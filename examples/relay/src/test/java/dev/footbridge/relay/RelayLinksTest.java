package dev.footbridge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.relay.config.ConfigReader;
import dev.footbridge.testkit.fake.InMemoryConnectorProvider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Links to files as a part of the whole relay. */
class RelayLinksTest {

    private static final String BRIDGE = """
            listen: { port: 0 }
            management: { port: 0 }
            connectors:
              first: { platform: memory, workspace: one }
              second: { platform: memory, workspace: two }
            bridges:
              general:
                endpoints:
                  - { connector: first, channel: general, direction: receive }
                  - { connector: second, channel: general }
            """;
    private static final String LINKS = """
            links:
              public-url: http://127.0.0.1:8082
              listen: { port: 0 }
            """;
    private static final String CLIENT = """
              sign-in: { second: { client-id: us, client-secret: "${SECRET:-hidden}" } }
            """;

    @TempDir
    Path folder;

    @Test
    void aRelayServesThemOnAListenerOfTheirOwn() throws Exception {
        try (Relay relay = start(BRIDGE + LINKS + CLIENT)) {
            HttpResponse<String> page = get(relay.linkPort().orElseThrow(), "/f/nothing");
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body()).contains("There is nothing here");
            assertThat(get(relay.webhookPort(), "/f/nothing").body()).doesNotContain("There is nothing here");
            assertThat(get(relay.linkPort().orElseThrow(), "/hooks/first").statusCode())
                    .isEqualTo(404);
            assertThat(get(relay.managementPort(), "/metrics").body())
                    .contains("footbridge_links_denied_total{reason=\"unknown\"} 1");
        }
    }

    @Test
    void aRelayWithoutThemHasNoSuchListener() throws Exception {
        try (Relay relay = start(BRIDGE)) {
            assertThat(relay.linkPort()).isEmpty();
        }
    }

    private Relay start(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("relay.yaml"), text);
        return Relay.start(new ConfigReader(List.of(new InMemoryConnectorProvider()), Map.of()).read(file));
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void checkWarnsWhereLinksAreWantedAndNobodyCouldOpenThem() throws Exception {
        assertThat(check(BRIDGE + LINKS))
                .contains("warning  links: connector second has no client under links.sign-in")
                .doesNotContain("connector first has no client");
        assertThat(check(BRIDGE + LINKS + CLIENT)).doesNotContain("warning");
        assertThat(check(BRIDGE)).doesNotContain("warning");
    }

    @Test
    void checkTellsWhereAnIdentityProviderHasToSendPeople() throws Exception {
        String start = ", start: 'https://idp.example/x?to={link}' } }";
        assertThat(check(BRIDGE + LINKS + CLIENT.replace(" } }", start)))
                .containsPattern(
                        "ok       links: people of second start at idp.example, which sends them to http\\S+/sign-in/second/start");
    }

    private String check(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("checked.yaml"), text);
        StringWriter out = new StringWriter();
        CommandLine command = RelayMain.commandLine();
        command.setOut(new PrintWriter(out));
        assertThat(command.execute("check", "--offline", "--config", file.toString()))
                .isZero();
        return out.toString();
    }
}
