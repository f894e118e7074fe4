package dev.footbridge.sandbox;

import dev.footbridge.testkit.emulator.Emulator;
import dev.footbridge.webex.emulator.WebexEmulator;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Webex in the sandbox: a company's rooms, and the relay's account in them. */
final class WebexSide implements SandboxPlatform {

    private static final String ROOM = "Project launch";
    private static final String OTHER_ROOM = "Announcements";
    private static final String[] PEOPLE = {"noor", "felix", "amara"};
    private static final String WEBHOOK_SECRET = "sandbox-webhook-secret";

    private final WebexEmulator emulator;

    private WebexSide(WebexEmulator emulator) {
        this.emulator = emulator;
    }

    static WebexSide start(Clock clock, int port, boolean tls) {
        return new WebexSide(WebexEmulator.builder()
                .clock(clock)
                .port(port)
                .tls(tls)
                .user("noor", "Noor Haddad", "noor@woodgrove.example")
                .user("felix", "Felix Brandt", "felix@woodgrove.example")
                .user("amara", "Amara Nwosu", "amara@woodgrove.example")
                .room(ROOM, PEOPLE)
                .room(OTHER_ROOM, PEOPLE)
                .start());
    }

    @Override
    public String title() {
        return "Webex";
    }

    @Override
    public String colour() {
        return "#07677f";
    }

    @Override
    public Emulator emulator() {
        return emulator;
    }

    @Override
    public Room room() {
        return room(ROOM);
    }

    @Override
    public Room otherRoom() {
        return room(OTHER_ROOM);
    }

    @Override
    public Room openRoom(String name) {
        String id = emulator.openRoom(name, PEOPLE[0], PEOPLE[1], PEOPLE[2], emulator.relayPersonId());
        return new Room(id, id);
    }

    private Room room(String title) {
        String id = emulator.roomId(title);
        return new Room(id, id);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("platform", "webex");
        settings.put("org-id", emulator.orgId());
        settings.put("token", emulator.relayToken());
        settings.put("webhook-secret", WEBHOOK_SECRET);
        settings.put("api-url", emulator.apiUrl());
        return settings;
    }

    @Override
    public String relayAccount() {
        return emulator.relayPersonId();
    }

    /** Webex is told by the relay itself. */
    @Override
    public void webhooksAt(URI address) {}

    @Override
    public void close() {
        emulator.close();
    }
}
