package dev.footbridge.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.relay.config.ConfigReader;
import dev.footbridge.testkit.fake.InMemoryConnectorProvider;
import dev.footbridge.testkit.fake.InMemoryFault;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import java.io.IOException;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A whole relay between two workspaces in memory, and its operator at the management address and the command line. */
class OperatorTest {

    private static final String CANARY = "canary-4711";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private InMemoryWorkspace one;
    private InMemoryWorkspace two;
    private Path file;
    private Relay relay;

    @BeforeEach
    void start() throws Exception {
        InMemoryConnectorProvider provider = new InMemoryConnectorProvider();
        one = provider.workspace("one");
        two = provider.workspace("two");
        one.channel("general");
        two.channel("general");
        file = folder.resolve("relay.yaml");
        configure(0);
        relay = Relay.start(new ConfigReader(List.of(provider), Map.of()).read(file));
        configure(relay.managementPort());
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    @Test
    void deadLettersAreListedInPagesWithIdsAndCodesOnly() throws Exception {
        refuse(3);

        JsonNode all = get(200, "/dead-letters");
        assertThat(all.path("deadLetters")).hasSize(3);
        assertThat(all.has("next")).isFalse();
        assertThat(all.toString()).doesNotContain(CANARY);
        JsonNode first = all.path("deadLetters").get(0);
        assertThat(first.path("operation").asText()).isEqualTo("post");
        assertThat(first.path("code").asText()).isEqualTo("invalid_blocks");
        assertThat(first.path("target").asText())
                .isEqualTo(two.channel("general").toString());
        assertThat(first.path("source").asText())
                .isEqualTo(one.messages(one.channel("general")).get(0).id().toString());

        JsonNode page = get(200, "/dead-letters?limit=2");
        assertThat(page.path("deadLetters")).hasSize(2);
        JsonNode rest =
                get(200, "/dead-letters?limit=2&after=" + page.path("next").asLong());
        assertThat(rest.path("deadLetters")).hasSize(1);
        assertThat(rest.has("next")).isFalse();
    }

    @Test
    void oddQuestionsGetAReason() throws Exception {
        for (String odd : List.of("limit=0", "limit=1001", "limit=x", "after=-1", "after=99999999999999999999")) {
            assertThat(get(400, "/dead-letters?" + odd).path("error").asText()).contains("1000");
        }
        assertThat(post(400, "/dead-letters/x/replay").has("error")).isTrue();
        assertThat(post(404, "/dead-letters/4711/replay").has("error")).isTrue();
        assertThat(post(404, "/connectors/nobody/resume").has("error")).isTrue();
    }

    @Test
    void aReplayedLetterCrosses() throws Exception {
        long number = refuse(1).get(0);

        assertThat(post(200, "/dead-letters/" + number + "/replay")
                        .path("replayed")
                        .asLong())
                .isEqualTo(number);

        awaitTexts(CANARY + " 0");
        assertThat(get(200, "/dead-letters").path("deadLetters")).isEmpty();
        assertThat(post(404, "/dead-letters/" + number + "/replay").has("error"))
                .isTrue();
    }

    @Test
    void aWebPageCannotPressTheButtons() throws Exception {
        long number = refuse(1).get(0);
        HttpResponse<String> answer = http.send(
                request("/dead-letters/" + number + "/replay")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .header("Origin", "https://evil.example")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(get(200, "/dead-letters").path("deadLetters")).hasSize(1);
    }

    @Test
    void aConnectorGoesOnWhenItsCredentialsWorkAgain() throws Exception {
        two.revokeCredentials();
        say("waits");
        await().untilAsserted(() -> assertThat(get(200, "/readyz").toString()).contains("refuses the credentials"));
        two.heal();

        assertThat(post(200, "/connectors/second/resume").path("resumed").asText())
                .isEqualTo("second");

        awaitTexts("waits");
    }

    @Test
    void theCommandLineListsAndReplays() throws Exception {
        List<Long> numbers = refuse(2);

        assertThat(run("dead-letters", "list", "--config", file.toString())).isZero();
        assertThat(out.toString())
                .contains("invalid_blocks", one.channel("general").toString(), "2 dead letters")
                .doesNotContain(CANARY);
        assertThat(run("dead-letters", "replay", "--config", file.toString(), numbers.get(1) + ""))
                .isZero();
        awaitTexts(CANARY + " 1");
        assertThat(run("dead-letters", "replay", "--config", file.toString(), "4711"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("4711: there is no dead letter of this number");
    }

    @Test
    void theCommandLineSaysWhenNoRelayRuns() throws Exception {
        relay.close();

        assertThat(run("dead-letters", "list", "--config", file.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("no relay answers at http://127.0.0.1:")
                .doesNotContain("Exception");
        configure(0);
        assertThat(run("dead-letters", "list", "--config", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("management.port is 0");
        assertThat(run(
                        "dead-letters",
                        "list",
                        "--config",
                        folder.resolve("none.yaml").toString()))
                .isEqualTo(2);
    }

    @Test
    void theCommandLineTellsARelayFromSomethingElse() throws Exception {
        configure(relay.webhookPort());

        assertThat(run("dead-letters", "list", "--config", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("is not a relay");
    }

    private void configure(int port) throws IOException {
        Files.writeString(file, """
                listen: { port: 0 }
                management: { port: %d }
                connectors:
                  first: { platform: memory, workspace: one }
                  second: { platform: memory, workspace: two }
                bridges:
                  general:
                    endpoints:
                      - { connector: first, channel: general }
                      - { connector: second, channel: general }
                drain: { delay: 0s, deadline: 1s }
                """.formatted(port));
    }

    /** Messages that the target rejects; returns the numbers of their dead letters. */
    private List<Long> refuse(int count) throws Exception {
        ConnectorException rejected =
                ConnectorException.of(ConnectorException.Kind.REJECTED, "invalid_blocks", "the blocks are not valid");
        // Each is tried once more as plain text.
        two.add(InMemoryFault.failing(rejected).on(Verb.POST).times(2 * count));
        for (int i = 0; i < count; i++) {
            say(CANARY + " " + i);
        }
        await().untilAsserted(() ->
                assertThat(get(200, "/dead-letters").path("deadLetters")).hasSize(count));
        return get(200, "/dead-letters").path("deadLetters").findValues("number").stream()
                .map(JsonNode::asLong)
                .toList();
    }

    private MessageId say(String text) {
        return one.post(one.person("ann"), one.channel("general"), text);
    }

    private void awaitTexts(String... texts) {
        await().untilAsserted(() -> assertThat(two.messages(two.channel("general")))
                .extracting(message -> message.body().plainText())
                .containsExactly(texts));
    }

    private int run(String... arguments) {
        CommandLine line = RelayMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + relay.managementPort() + path));
    }

    private JsonNode get(int status, String path) throws Exception {
        return answer(status, request(path).GET());
    }

    private JsonNode post(int status, String path) throws Exception {
        return answer(status, request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private JsonNode answer(int status, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new ObjectMapper().readTree(answer.body());
    }
}
