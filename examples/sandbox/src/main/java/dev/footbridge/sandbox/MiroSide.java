package dev.footbridge.sandbox;

import dev.footbridge.miro.emulator.MiroEmulator;
import dev.footbridge.testkit.emulator.Emulator;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Miro in the sandbox: frames of one board, which the relay looks at again and again. */
final class MiroSide implements SandboxPlatform {

    private static final String BOARD = "Launch board";
    private static final String FRAME = "Project launch";
    private static final String OTHER_FRAME = "Announcements";

    /** A person in front of the sandbox should not wait for ten seconds. */
    private static final String POLL_INTERVAL = "500ms";

    /** About what a sticky note holds. */
    private static final int LONGEST_NOTE = 5_000;

    private final MiroEmulator emulator;

    private MiroSide(MiroEmulator emulator) {
        this.emulator = emulator;
    }

    static MiroSide start(Clock clock, int port, boolean tls) {
        return new MiroSide(MiroEmulator.builder()
                .clock(clock)
                .port(port)
                .tls(tls)
                .team("Adatum")
                .user("ines", "Inês Carvalho", "ines@adatum.example")
                .user("oskar", "Oskar Lind", "oskar@adatum.example")
                .user("yuki", "Yuki Mori", "yuki@adatum.example")
                .board(BOARD, List.of(FRAME, OTHER_FRAME), "ines", "oskar", "yuki")
                .start());
    }

    @Override
    public String title() {
        return "Miro";
    }

    @Override
    public String colour() {
        return "#5a4a00";
    }

    @Override
    public Emulator emulator() {
        return emulator;
    }

    @Override
    public Room room() {
        return room(FRAME);
    }

    @Override
    public Room otherRoom() {
        return room(OTHER_FRAME);
    }

    @Override
    public Room openRoom(String name) {
        String id = emulator.openFrame(emulator.boardId(BOARD), name);
        return new Room(id, id);
    }

    private Room room(String title) {
        String id = emulator.channelId(title);
        return new Room(id, id);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("platform", "miro");
        settings.put("team-id", emulator.teamId());
        settings.put("access-token", emulator.accessToken(emulator.relayHandle()));
        settings.put("api-url", emulator.baseUrl().toString());
        settings.put("poll-interval", POLL_INTERVAL);
        return settings;
    }

    @Override
    public String relayAccount() {
        return emulator.userId(emulator.relayHandle());
    }

    @Override
    public int longestTyped() {
        return LONGEST_NOTE;
    }

    /** The board itself, for its members only. */
    @Override
    public Optional<String> sharesDocument() {
        return Optional.of("https://miro.com/app/board/" + emulator.boardId(BOARD) + "/?share_link_id=4711");
    }

    /** Nothing comes by itself from Miro. */
    @Override
    public void webhooksAt(URI address) {}

    @Override
    public void close() {
        emulator.close();
    }
}
