package dev.footbridge.sandbox;

import static org.awaitility.Awaitility.await;

import dev.footbridge.slack.emulator.SlackEmulator;
import dev.footbridge.teams.emulator.Seed;
import dev.footbridge.teams.emulator.TeamsEmulator;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two emulated platforms with some bridged channels, and a relay's jar between them that can be killed. */
final class World implements AutoCloseable {

    /** A minute of a vendor's retry schedule lasts a second. */
    private static final double TIME_SCALE = 60;

    private static final int SCREEN = 100_000;

    /** One pair of channels. */
    record Pair(String slack, String teams) {}

    final SlackEmulator slack;
    final TeamsEmulator teams;
    final List<Pair> pairs = new ArrayList<>();
    final Path folder;
    final int port;
    final int managementPort;
    private final Map<String, String> settings = new HashMap<>();
    private int from;
    private int to;
    private RelayProcess relay;

    World(Path folder, int bridges) throws IOException {
        this.folder = folder;
        this.port = RelayJar.freePort();
        this.managementPort = RelayJar.freePort();
        this.slack = SlackEmulator.builder()
                .webhooks(WebhookSender.Options.defaults().withTimeScale(TIME_SCALE))
                .start();
        this.teams = TeamsEmulator.builder().timeScale(TIME_SCALE).start();
        for (int i = 0; i < bridges; i++) {
            String channel = slack.admin().addChannel("bridged-" + i, "ada", "grace", "alan", slack.botUserId());
            pairs.add(new Pair(channel, teams.openChannel("bridged-" + i)));
        }
        bridge(0, bridges);
        settings.put("slack-token", slack.botToken());
        settings.put("pacing", "off");
    }

    /** Changes a value of the configuration before the relay is started. */
    World with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Which pairs the next relay bridges; before, all. */
    void bridge(int first, int end) {
        from = first;
        to = end;
    }

    Path configuration() throws IOException {
        Path file = folder.resolve("relay.yaml");
        StringBuilder yaml = new StringBuilder(String.format(
                """
                data-dir: data
                listen: { host: 127.0.0.1, port: %d }
                management: { host: 127.0.0.1, port: %d }
                public-url: http://127.0.0.1:%d
                connectors:
                  left:
                    platform: slack
                    team-id: %s
                    token: %s
                    signing-secret: %s
                    api-url: %s/api
                    pacing: '%s'
                  right:
                    platform: teams
                    tenant: %s
                    client-id: %s
                    client-secret: %s
                    refresh-token: %s
                    client-state: the-client-state-of-this-test
                    graph-url: %s
                    login-url: %s
                    pacing: '%s'
                drain: { delay: 1s, deadline: 10s }
                bridges:
                """,
                port,
                managementPort,
                port,
                slack.teamId(),
                settings.get("slack-token"),
                slack.signingSecret(),
                slack.baseUrl(),
                settings.get("pacing"),
                Seed.TENANT_ID,
                Seed.APP_ID,
                Seed.APP_SECRET,
                settings.computeIfAbsent("refresh-token", any -> teams.refreshToken(Seed.RELAY)),
                settings.getOrDefault("graph-url", teams.graphUrl().toString()),
                teams.baseUrl(),
                settings.get("pacing")));
        for (int i = from; i < to; i++) {
            yaml.append(String.format(
                    """
                      bridge-%d:
                        endpoints:
                          - { connector: left, channel: '%s' }
                          - { connector: right, channel: '%s/%s' }
                    """, i, pairs.get(i).slack(), Seed.TEAM, pairs.get(i).teams()));
        }
        Files.writeString(file, yaml);
        return file;
    }

    RelayProcess start(String... jvmOptions) throws IOException, InterruptedException {
        relay = RelayJar.run(configuration(), managementPort, folder, jvmOptions);
        // The first answer of a young process may come too late for Slack.
        await("Slack knows where events go")
                .atMost(Duration.ofSeconds(30))
                .ignoreException(IllegalStateException.class)
                .until(() -> {
                    slack.subscribe(URI.create("http://127.0.0.1:" + port + "/hooks/left"));
                    return true;
                });
        return relay;
    }

    String postOnSlack(int pair, String text) {
        return slack.people().post(slack.userId("ada"), pairs.get(pair).slack(), text);
    }

    String postOnTeams(int pair, String text) {
        return teams.people().post(Seed.ADA, pairs.get(pair).teams(), text);
    }

    /** What the relay wrote on Teams in a channel, deleted messages left out, in the order of the screen. */
    List<ClientMessage> copiesOnTeams(int pair) {
        return teams.people().messages(pairs.get(pair).teams(), SCREEN).stream()
                .filter(message -> message.authorId().equals(Seed.RELAY) && !message.deleted())
                .toList();
    }

    /** What the relay wrote on Slack in a channel, deleted messages left out, in the order of the screen. */
    List<ClientMessage> copiesOnSlack(int pair) {
        return slack.people().messages(pairs.get(pair).slack(), SCREEN).stream()
                .filter(message -> message.bot() && !message.deleted())
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        if (relay != null) {
            relay.close();
        }
        slack.close();
        teams.close();
    }
}
