package dev.footbridge.miro.emulator;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The settings of a Miro emulator. Without users or boards of its own it is seeded with three people and two boards. */
public final class MiroEmulatorBuilder {
    /** The account that the connecting app uses. */
    static final String RELAY = "relay";

    private static final long FIRST_USER = 3_074_457_350_804_038_700L;

    record Person(String handle, String name, String email) {}

    record Sheet(String name, List<String> frames, List<String> handles) {}

    private final List<Person> persons = new ArrayList<>();
    final List<Sheet> sheets = new ArrayList<>();
    private String organizationName = "Footbridge Org";
    private String teamName = "Footbridge Miro";
    Clock clock = Clock.systemUTC();
    RandomGenerator random = new SecureRandom();
    int port;
    boolean tls;
    boolean rateLimits;
    boolean expiringTokens = true;
    boolean boardMoves = true;
    int maxContent = 5_999;
    Duration exportTime = Duration.ofSeconds(1);
    Set<String> scopes = MiroEmulator.ALL_SCOPES;

    MiroEmulatorBuilder() {}

    /** Defaults to the system clock, UTC. */
    public MiroEmulatorBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** Where ids and tokens come from; must be safe for concurrent use. Defaults to a SecureRandom. */
    public MiroEmulatorBuilder random(RandomGenerator value) {
        random = value;
        return this;
    }

    /** Defaults to 0: any free port. */
    public MiroEmulatorBuilder port(int value) {
        port = value;
        return this;
    }

    /** Defaults to false. */
    public MiroEmulatorBuilder tls(boolean on) {
        tls = on;
        return this;
    }

    /** Whether the documented credits hold. Defaults to false. */
    public MiroEmulatorBuilder rateLimits(boolean on) {
        rateLimits = on;
        return this;
    }

    /**
     * Whether the token endpoint hands out tokens of an hour with a rotating refresh token, or tokens that never expire; an app
     * chooses once and for all. Defaults to true.
     */
    public MiroEmulatorBuilder expiringTokens(boolean on) {
        expiringTokens = on;
        return this;
    }

    /** Whether a change of an item changes its board's {@code modifiedAt}; the vendor does not say. Defaults to true. */
    public MiroEmulatorBuilder boardModifiedAtMoves(boolean on) {
        boardMoves = on;
        return this;
    }

    /** The most characters of one text of an item; markup included. Defaults to 5,999. */
    public MiroEmulatorBuilder maxContent(int characters) {
        maxContent = characters;
        return this;
    }

    /** How long an export of boards takes, by the emulator's clock. Defaults to a second. */
    public MiroEmulatorBuilder exportTime(Duration value) {
        exportTime = value;
        return this;
    }

    /** The scopes of the app and of all tokens. Defaults to every scope that an operation asks for. */
    public MiroEmulatorBuilder scopes(Set<String> value) {
        scopes = Set.copyOf(value);
        return this;
    }

    public MiroEmulatorBuilder organization(String name) {
        organizationName = name;
        return this;
    }

    public MiroEmulatorBuilder team(String name) {
        teamName = name;
        return this;
    }

    /** @param handle lower case, without at sign */
    public MiroEmulatorBuilder user(String handle, String fullName, String email) {
        persons.add(new Person(handle, fullName, email));
        return this;
    }

    /** A board with frames, on which the app's account and these people are editors; the first of them owns it. */
    public MiroEmulatorBuilder board(String name, List<String> frames, String... handles) {
        sheets.add(new Sheet(name, List.copyOf(frames), List.of(handles)));
        return this;
    }

    World world() {
        if (persons.isEmpty()) {
            user("ada", "Ada Lovelace", "ada@example.com");
            user("grace", "Grace Hopper", "grace@example.com");
            user("alan", "Alan Turing", "alan@example.com");
        }
        if (sheets.isEmpty()) {
            String[] all = persons.stream().map(Person::handle).toArray(String[]::new);
            board("Roadmap", List.of("general", "random"), all);
            board("Workshop", List.of("ideas"), persons.get(0).handle());
        }
        World world = new World(clock, random, organizationName, teamName);
        world.add(new MiroUser(Long.toString(FIRST_USER), RELAY, "Footbridge Relay", "relay@example.com", true));
        for (int i = 0; i < persons.size(); i++) {
            Person person = persons.get(i);
            world.add(new MiroUser(
                    Long.toString(FIRST_USER + 1 + i), person.handle(), person.name(), person.email(), false));
        }
        return world;
    }

    public MiroEmulator start() {
        return new MiroEmulator(this);
    }
}
