package dev.footbridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.gchat.emulator.GchatEmulator;
import dev.footbridge.testkit.emulator.Emulator;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Google Chat in the sandbox: the relay acts as an account of the domain and pulls its events from Pub/Sub. */
final class GchatSide implements SandboxPlatform {

    private static final String SPACE = "Project launch";
    private static final String OTHER_SPACE = "Announcements";
    private static final String CREW = "Launch crew";
    private static final String SPEAKER = "leila";
    private static final String[] PEOPLE = {SPEAKER, "marek", "sofia", "relay"};

    private final GchatEmulator emulator;
    private final String queue;

    private GchatSide(GchatEmulator emulator) {
        this.emulator = emulator;
        this.queue = emulator.events().addPullSubscription();
    }

    static GchatSide start(Clock clock, int port, boolean tls) {
        return new GchatSide(GchatEmulator.builder()
                .clock(clock)
                .port(port)
                .tls(tls)
                .user(SPEAKER, "Leila Farah")
                .user("marek", "Marek Nowak")
                .user("sofia", "Sofía Ortega")
                .space(SPACE, PEOPLE)
                .space(OTHER_SPACE, PEOPLE)
                .space(CREW, PEOPLE)
                .start());
    }

    @Override
    public String title() {
        return "Google Chat";
    }

    @Override
    public String colour() {
        return "#0b6b3a";
    }

    @Override
    public Emulator emulator() {
        return emulator;
    }

    @Override
    public Room room() {
        return room(SPACE);
    }

    @Override
    public Room otherRoom() {
        return room(OTHER_SPACE);
    }

    @Override
    public Room openRoom(String name) {
        String id = emulator.admin().addSpace(name, PEOPLE);
        return new Room(id, id);
    }

    /** With a name, as nobody finds a chat without one. */
    @Override
    public Optional<Room> groupChat() {
        return Optional.of(room(CREW));
    }

    @Override
    public Optional<String> traveller() {
        return Optional.of(emulator.userId(SPEAKER));
    }

    private Room room(String name) {
        String id = emulator.spaceId(name);
        return new Room(id, id);
    }

    @Override
    public Map<String, String> settings() {
        String base = emulator.baseUrl().toString();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("platform", "gchat");
        settings.put("domain", "example.com");
        settings.put("auth", "delegated");
        settings.put("service-account", credentials());
        settings.put("subject", emulator.relayEmail());
        settings.put("pubsub-topic", emulator.events().topic());
        settings.put("pubsub-subscription", queue);
        settings.put("documents", "check");
        for (String url : new String[] {"chat-url", "events-url", "pubsub-url", "directory-url", "drive-url"}) {
            settings.put(url, base);
        }
        return settings;
    }

    private String credentials() {
        try {
            return new ObjectMapper().writeValueAsString(emulator.credentials());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the credentials of an emulator are plain text", e);
        }
    }

    @Override
    public String relayAccount() {
        return emulator.userId("relay");
    }

    @Override
    public Optional<String> readsFiles() {
        return Optional.of("GET /v1/media/*");
    }

    /** The relay's account may edit it, as only editors see who else can open a file. */
    @Override
    public Optional<String> sharesDocument() {
        String file = emulator.drive().create(SPEAKER, "Launch plan", "application/vnd.google-apps.document");
        emulator.drive().domain(file, "example.com", Optional.of("reader"));
        emulator.drive().person(file, emulator.relayEmail(), Optional.of("writer"));
        return Optional.of("https://docs.google.com/document/d/" + file + "/edit?usp=sharing");
    }

    /** Google publishes to Pub/Sub, from where the relay pulls. */
    @Override
    public void webhooksAt(URI address) {}

    @Override
    public void close() {
        emulator.close();
    }
}
