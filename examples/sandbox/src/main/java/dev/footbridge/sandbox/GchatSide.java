package dev.footbridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.gchat.emulator.GchatEmulator;
import dev.footbridge.testkit.emulator.Emulator;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Google Chat in the sandbox: the relay acts as an account of the domain and pulls its events from Pub/Sub. */
final class GchatSide implements SandboxPlatform {

    private static final String SPACE = "Project launch";
    private static final String OTHER_SPACE = "Announcements";
    private static final String[] PEOPLE = {"leila", "marek", "sofia", "relay"};

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
                .user("leila", "Leila Farah")
                .user("marek", "Marek Nowak")
                .user("sofia", "Sofía Ortega")
                .space(SPACE, PEOPLE)
                .space(OTHER_SPACE, PEOPLE)
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
        for (String url : new String[] {"chat-url", "events-url", "pubsub-url", "directory-url"}) {
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

    /** Google publishes to Pub/Sub, from where the relay pulls. */
    @Override
    public void webhooksAt(URI address) {}

    @Override
    public void close() {
        emulator.close();
    }
}
