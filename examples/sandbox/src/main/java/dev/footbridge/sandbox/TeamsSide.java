package dev.footbridge.sandbox;

import dev.footbridge.teams.emulator.Seed;
import dev.footbridge.teams.emulator.TeamsEmulator;
import dev.footbridge.testkit.emulator.Emulator;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Teams in the sandbox: one channel of the seeded team, and the relay's account in it. */
final class TeamsSide implements SandboxPlatform {

    private static final String CLIENT_STATE = "sandbox-client-state";

    private final TeamsEmulator emulator;

    private TeamsSide(TeamsEmulator emulator) {
        this.emulator = emulator;
    }

    static TeamsSide start(Clock clock, int port, boolean tls) {
        return new TeamsSide(
                TeamsEmulator.builder().clock(clock).port(port).tls(tls).start());
    }

    @Override
    public String title() {
        return "Microsoft Teams";
    }

    @Override
    public String colour() {
        return "#4b53bc";
    }

    @Override
    public Emulator emulator() {
        return emulator;
    }

    @Override
    public Room room() {
        return room(Seed.PROJECT);
    }

    @Override
    public Room otherRoom() {
        return room(Seed.GENERAL);
    }

    private static Room room(String channel) {
        return new Room(channel, Seed.TEAM + "/" + channel);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("platform", "teams");
        settings.put("tenant", Seed.TENANT_ID);
        settings.put("client-id", Seed.APP_ID);
        settings.put("client-secret", Seed.APP_SECRET);
        settings.put("refresh-token", emulator.refreshToken(Seed.RELAY));
        settings.put("client-state", CLIENT_STATE);
        settings.put("graph-url", emulator.graphUrl().toString());
        settings.put("login-url", emulator.baseUrl().toString());
        return settings;
    }

    @Override
    public String relayAccount() {
        return Seed.RELAY;
    }

    /** Graph is told by the relay itself, through subscriptions. */
    @Override
    public void webhooksAt(URI address) {}

    @Override
    public void close() {
        emulator.close();
    }
}
