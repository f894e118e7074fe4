package dev.footbridge.sandbox;

import dev.footbridge.teams.emulator.AppRegistration;
import dev.footbridge.teams.emulator.Seed;
import dev.footbridge.teams.emulator.TeamsEmulator;
import dev.footbridge.testkit.emulator.Emulator;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Teams in the sandbox: one channel of the seeded team, and the relay's account in it. */
final class TeamsSide implements SandboxPlatform {

    private static final String CLIENT_STATE = "sandbox-client-state";
    private static final String SIGN_IN_APP = "0d3c1a0e-6c1f-4c7c-9a55-5b8f2f4f7d21";
    private static final String SIGN_IN_SECRET = "sandbox-sign-in-secret";

    private final TeamsEmulator emulator;
    private final String guest;

    private TeamsSide(TeamsEmulator emulator) {
        this.emulator = emulator;
        this.guest = emulator.inviteGuest("Leila Farah", "leila@example.com", Seed.GROUP_CHAT);
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

    @Override
    public Room openRoom(String name) {
        return room(emulator.openChannel(name));
    }

    @Override
    public Optional<Room> groupChat() {
        return Optional.of(new Room(Seed.GROUP_CHAT, "chats/" + Seed.GROUP_CHAT));
    }

    @Override
    public Optional<String> guest() {
        return Optional.of(guest);
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
        settings.put("documents", "check");
        settings.put("mail-domains", Seed.DOMAIN);
        return settings;
    }

    @Override
    public String relayAccount() {
        return Seed.RELAY;
    }

    /** The relay's account may edit it, as only editors see who else can open a file. */
    @Override
    public Optional<String> sharesDocument() {
        String document = emulator.documents().create(Seed.ADA, "Launch plan.docx");
        emulator.documents().person(document, "footbridge@" + Seed.DOMAIN, Optional.of("write"));
        return Optional.of(emulator.documents().link(document, "organization", "view") + "?e=a1B2c3");
    }

    @Override
    public Map<String, String> registerSignIn(URI callback) {
        emulator.registerApp(AppRegistration.forSignIn(SIGN_IN_APP, SIGN_IN_SECRET, callback.toString()));
        return Map.of("client-id", SIGN_IN_APP, "client-secret", SIGN_IN_SECRET);
    }

    /** Graph is told by the relay itself, through subscriptions. */
    @Override
    public void webhooksAt(URI address) {}

    @Override
    public void close() {
        emulator.close();
    }
}
