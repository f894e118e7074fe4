package dev.footbridge.miro.emulator;

import dev.footbridge.testkit.emulator.Ticks;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The whole state: people and boards of one organization. Its own monitor guards everything in it. */
final class World {
    static final String APP_ID = "3458764519990000001";
    static final String ORGANIZATION_ID = "3074457345618265000";
    static final String TEAM_ID = "3074457345618265123";

    private static final String BOARD_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final long FIRST_ID = 3_458_764_517_517_819_000L;

    final Clock clock;
    final String organizationName;
    String teamName;
    final Map<String, Board> boards = new LinkedHashMap<>();
    private final Map<String, MiroUser> users = new LinkedHashMap<>();
    private final RandomGenerator random;
    private final Ticks ticks;
    private long lastId = FIRST_ID;

    World(Clock clock, RandomGenerator random, String organizationName, String teamName) {
        this.clock = clock;
        this.random = random;
        this.ticks = Ticks.millis(clock);
        this.organizationName = organizationName;
        this.teamName = teamName;
    }

    /** Ids of items, boards' pictures and everything else with a number grow with time. */
    synchronized long nextId() {
        lastId += 1 + random.nextInt(900);
        return lastId;
    }

    /** Times of changes are never equal, so that each change is visible in the time of the last one. */
    Instant now() {
        return Instant.ofEpochMilli(ticks.next());
    }

    String newBoardId() {
        StringBuilder id = new StringBuilder("uXjV");
        for (int i = 0; i < 7; i++) {
            id.append(BOARD_LETTERS.charAt(random.nextInt(BOARD_LETTERS.length())));
        }
        return id.append('=').toString();
    }

    /** A secret that nobody guesses. */
    String secret() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    synchronized void add(MiroUser user) {
        users.put(user.id(), user);
    }

    synchronized void add(Board board) {
        boards.put(board.id, board);
    }

    synchronized Collection<MiroUser> users() {
        return java.util.List.copyOf(users.values());
    }

    synchronized Optional<MiroUser> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    synchronized Optional<MiroUser> userByMail(String email) {
        return users.values().stream()
                .filter(user -> user.email().equalsIgnoreCase(email))
                .findFirst();
    }

    /** By id or handle. */
    synchronized MiroUser person(String key) {
        return users.values().stream()
                .filter(user -> user.id().equals(key) || user.handle().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no user " + key));
    }
}
