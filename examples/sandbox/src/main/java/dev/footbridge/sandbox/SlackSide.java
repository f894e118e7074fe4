package dev.footbridge.sandbox;

import dev.footbridge.slack.emulator.SlackEmulator;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.Emulator;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Slack in the sandbox: the workspace of a company that prepares a launch with those on the other platforms. */
final class SlackSide implements SandboxPlatform {

    private static final String CHANNEL = "project-launch";
    private static final String[] PEOPLE = {"robin", "mia", "tomas", "june"};

    private final SlackEmulator emulator;

    private SlackSide(SlackEmulator emulator) {
        this.emulator = emulator;
    }

    static SlackSide start(Clock clock, int port, boolean tls) {
        return new SlackSide(SlackEmulator.builder()
                .clock(clock)
                .port(port)
                .tls(tls)
                .team("Fabrikam")
                .user("robin", "Robin Sato", "robin.sato@fabrikam.example")
                .user("mia", "Mia Lindqvist", "mia.lindqvist@fabrikam.example")
                .user("tomas", "Tomás Rivera", "tomas.rivera@fabrikam.example")
                .user("june", "June Park", "june.park@fabrikam.example")
                .channel("general", PEOPLE)
                .channel(CHANNEL, PEOPLE)
                .privateChannel("leads", "robin", "mia")
                .channelWithoutBot("lounge", PEOPLE)
                .start());
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
    public Room room() {
        return room(CHANNEL);
    }

    @Override
    public Room otherRoom() {
        return room("general");
    }

    @Override
    public Room openRoom(String name) {
        List<String> members = new ArrayList<>(List.of(PEOPLE));
        members.add(emulator.botUserId());
        String id = emulator.admin().addChannel(name, members.toArray(String[]::new));
        return new Room(id, id);
    }

    private Room room(String name) {
        String id = emulator.channelId(name);
        return new Room(id, id);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("platform", "slack");
        settings.put("team-id", emulator.teamId());
        settings.put("token", emulator.botToken());
        settings.put("signing-secret", emulator.signingSecret());
        settings.put("api-url", emulator.baseUrl() + "/api");
        return settings;
    }

    @Override
    public String relayAccount() {
        return emulator.botUserId();
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
