package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.WebhookSender;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The settings of a Google Chat emulator. Without people or spaces of its own it is seeded with three people and five spaces. */
public final class GchatEmulatorBuilder {
    private record Person(String handle, String displayName) {}

    private record Room(ChatSpace.Kind kind, String name, List<String> handles, boolean withApp) {}

    private static final String RELAY = "relay";

    private final List<Person> persons = new ArrayList<>();
    private final List<Room> rooms = new ArrayList<>();
    private final Map<String, String> customEmoji = new LinkedHashMap<>();
    private String appName = "Footbridge";
    Clock clock = Clock.systemUTC();
    RandomGenerator random = new SecureRandom();
    int port;
    boolean tls;
    boolean rateLimits;
    boolean markdownByDefault;
    Set<String> approvedScopes = Scopes.APPROVED;
    Set<String> delegatedScopes = Scopes.DELEGATED;
    Duration pullWait = Duration.ofSeconds(2);
    WebhookSender.Options webhooks = WebhookSender.Options.defaults();

    GchatEmulatorBuilder() {}

    /** Defaults to the system clock, UTC. Times, leases and tokens follow it; waiting does not. */
    public GchatEmulatorBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** Where ids and tokens come from; must be safe for concurrent use. Defaults to a SecureRandom. */
    public GchatEmulatorBuilder random(RandomGenerator value) {
        random = value;
        return this;
    }

    /** Defaults to 0: any free port. */
    public GchatEmulatorBuilder port(int value) {
        port = value;
        return this;
    }

    /** Defaults to false. */
    public GchatEmulatorBuilder tls(boolean on) {
        tls = on;
        return this;
    }

    /** Whether the documented quotas hold. Defaults to false. */
    public GchatEmulatorBuilder rateLimits(boolean on) {
        rateLimits = on;
        return this;
    }

    /** Whether a request without {@code markupSyntax} is Markdown, as for apps made since 2026. Defaults to false. */
    public GchatEmulatorBuilder markdownByDefault(boolean on) {
        markdownByDefault = on;
        return this;
    }

    /** Scopes with {@code chat.app.} that an administrator has approved. Defaults to all a bridge can use. */
    public GchatEmulatorBuilder approvedScopes(Set<String> scopes) {
        approvedScopes = Scopes.split(String.join(" ", scopes));
        return this;
    }

    /** Scopes that domain-wide delegation allows. Defaults to all a bridge can use. */
    public GchatEmulatorBuilder delegatedScopes(Set<String> scopes) {
        delegatedScopes = Scopes.split(String.join(" ", scopes));
        return this;
    }

    /** Names of emoji of the organisation's own, without colons. Defaults to none. */
    public GchatEmulatorBuilder customEmoji(Set<String> names) {
        names.forEach(name -> customEmoji.put(name, "emoji-" + name));
        return this;
    }

    /** How long a pull waits for the first message. Defaults to 2 s; the vendor's waits longer. */
    public GchatEmulatorBuilder pullWait(Duration value) {
        pullWait = value;
        return this;
    }

    /** Bounds and time scale of pushes. Defaults to {@link WebhookSender.Options#defaults()}. */
    public GchatEmulatorBuilder webhooks(WebhookSender.Options options) {
        webhooks = options;
        return this;
    }

    /** Defaults to {@code Footbridge}. */
    public GchatEmulatorBuilder app(String name) {
        appName = name;
        return this;
    }

    /** @param handle lower case, without at sign; the mail address begins with it */
    public GchatEmulatorBuilder user(String handle, String displayName) {
        persons.add(new Person(handle, displayName));
        return this;
    }

    /** A named space in which the app and the relay's account are. */
    public GchatEmulatorBuilder space(String name, String... handles) {
        rooms.add(new Room(ChatSpace.Kind.SPACE, name, List.of(handles), true));
        return this;
    }

    /** A named space in which neither the app nor the relay's account is. */
    public GchatEmulatorBuilder spaceWithoutApp(String name, String... handles) {
        rooms.add(new Room(ChatSpace.Kind.SPACE, name, List.of(handles), false));
        return this;
    }

    /** A group chat in which the app and the relay's account are. */
    public GchatEmulatorBuilder groupChat(String... handles) {
        rooms.add(new Room(ChatSpace.Kind.GROUP_CHAT, "", List.of(handles), true));
        return this;
    }

    public GchatEmulator start() {
        if (persons.isEmpty()) {
            user("ada", "Ada Lovelace");
            user("grace", "Grace Hopper");
            user("alan", "Alan Turing");
        }
        if (rooms.isEmpty()) {
            String[] all = persons.stream().map(Person::handle).toArray(String[]::new);
            space("general", all);
            space("random", all);
            space("leads", all[0]);
            groupChat(all);
            spaceWithoutApp("lounge", all);
        }
        return new GchatEmulator(this);
    }

    Domain domain(Ids ids) {
        Domain.Identity identity = new Domain.Identity("C0footb01", "example.com", "footbridge-emulator", "1234567890");
        Domain domain = new Domain(identity, appName, customEmoji, ids, clock);
        for (Person person : persons) {
            domain.addUser(person.handle(), person.displayName(), false);
        }
        if (domain.user(RELAY).isEmpty()) {
            domain.addUser(RELAY, appName + " Relay", false);
        }
        for (Room room : rooms) {
            List<ChatUser> members = new ArrayList<>();
            room.handles().forEach(handle -> members.add(named(domain, handle)));
            if (room.withApp()) {
                members.add(named(domain, RELAY));
                members.add(domain.app());
            }
            domain.addSpace(room.kind(), room.name(), members);
        }
        return domain;
    }

    static ChatUser relay(Domain domain) {
        return named(domain, RELAY);
    }

    private static ChatUser named(Domain domain, String handle) {
        return domain.user(handle).orElseThrow(() -> new IllegalArgumentException("no user " + handle));
    }
}
