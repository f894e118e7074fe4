package dev.footbridge.sandbox;

import dev.footbridge.slack.emulator.SlackEmulator;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.Emulator;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Slack in the sandbox: one channel of the seeded workspace, and the relay's app in it. */
final class SlackSide implements SandboxPlatform {

    private static final String CHANNEL = "general";

    private final SlackEmulator emulator;

    private SlackSide(SlackEmulator emulator) {
        this.emulator = emulator;
    }

    static SlackSide start(Clock clock, int port, boolean tls) {
        return new SlackSide(
                SlackEmulator.builder().clock(clock).port(port).tls(tls).start());
    }

    @Override
    public String title() {
        return "Slack";
    }

    @Override
    public String colour() {
        return "#4a154b";
    }

    @Override
    public Emulator emulator() {
        return emulator;
    }

    @Override
    public String channel() {
        return emulator.channelId(CHANNEL);
    }

    @Override
    public String configuredChannel() {
        return channel();
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("platform", "slack");
        settings.put("team-id", emulator.teamId());
        settings.put("token", emulator.botToken());
        settings.put("signing-secret", emulator.signingSecret());
        settings.put("api-url", emulator.baseUrl() + "/api");
        settings.put("pacing", "off");
        return settings;
    }

    @Override
    public boolean isCopy(ClientMessage message) {
        return message.bot();
    }

    /** The request URL in the app's settings. */
    @Override
    public void webhooksAt(URI address) {
        emulator.subscribe(address);
    }

    @Override
    public void close() {
        emulator.close();
    }
}
