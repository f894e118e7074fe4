package dev.footbridge.slack.emulator;

import dev.footbridge.testkit.emulator.WebhookSender;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The settings of a Slack emulator. Without users or channels of its own it is seeded with three people and four channels. */
public final class SlackEmulatorBuilder {
    private record Person(String handle, String name, String email) {}

    private record Room(String name, boolean isPrivate, List<String> handles, boolean withBot) {}

    private final List<Person> persons = new ArrayList<>();
    private final List<Room> rooms = new ArrayList<>();
    private String teamName = "Footbridge Slack";
    private String appName = "Footbridge";
    Clock clock = Clock.systemUTC();
    RandomGenerator random = new SecureRandom();
    int port;
    boolean tls;
    boolean rateLimits;
    boolean orderedEvents = true;
    Set<String> botScopes = Tokens.DEFAULT_BOT_SCOPES;
    Set<String> customEmoji = Set.of();
    WebhookSender.Options webhooks = WebhookSender.Options.defaults();

    SlackEmulatorBuilder() {}

    /** Defaults to the system clock, UTC. Message ids and signatures follow it; waiting does not. */
    public SlackEmulatorBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** Where secrets and tokens come from; must be safe for concurrent use. Defaults to a SecureRandom. */
    public SlackEmulatorBuilder random(RandomGenerator value) {
        random = value;
        return this;
    }

    /** Defaults to 0: any free port. */
    public SlackEmulatorBuilder port(int value) {
        port = value;
        return this;
    }

    /** Defaults to false. */
    public SlackEmulatorBuilder tls(boolean on) {
        tls = on;
        return this;
    }

    /** Whether the documented limits hold. Defaults to false. */
    public SlackEmulatorBuilder rateLimits(boolean on) {
        rateLimits = on;
        return this;
    }

    /** Whether the first attempts for one conversation go out one after the other. Defaults to true; Slack promises nothing. */
    public SlackEmulatorBuilder orderedEvents(boolean on) {
        orderedEvents = on;
        return this;
    }

    /** Defaults to all scopes a bridge can use. */
    public SlackEmulatorBuilder botScopes(Set<String> scopes) {
        botScopes = Set.copyOf(scopes);
        return this;
    }

    /** Names of emoji of the workspace's own. Defaults to none. */
    public SlackEmulatorBuilder customEmoji(Set<String> names) {
        customEmoji = Set.copyOf(names);
        return this;
    }

    /** Bounds and time scale of webhook deliveries. Defaults to {@link WebhookSender.Options#defaults()}. */
    public SlackEmulatorBuilder webhooks(WebhookSender.Options options) {
        webhooks = options;
        return this;
    }

    public SlackEmulatorBuilder team(String name) {
        teamName = name;
        return this;
    }

    public SlackEmulatorBuilder app(String name) {
        appName = name;
        return this;
    }

    /** @param handle lower case, without at sign */
    public SlackEmulatorBuilder user(String handle, String fullName, String email) {
        persons.add(new Person(handle, fullName, email));
        return this;
    }

    /** A public channel in which the bot is. */
    public SlackEmulatorBuilder channel(String name, String... handles) {
        rooms.add(new Room(name, false, List.of(handles), true));
        return this;
    }

    /** A private channel in which the bot is. */
    public SlackEmulatorBuilder privateChannel(String name, String... handles) {
        rooms.add(new Room(name, true, List.of(handles), true));
        return this;
    }

    /** A public channel in which the bot is not. */
    public SlackEmulatorBuilder channelWithoutBot(String name, String... handles) {
        rooms.add(new Room(name, false, List.of(handles), false));
        return this;
    }

    public SlackEmulator start() {
        if (persons.isEmpty()) {
            user("ada", "Ada Lovelace", "ada@example.com");
            user("grace", "Grace Hopper", "grace@example.com");
            user("alan", "Alan Turing", "alan@example.com");
        }
        if (rooms.isEmpty()) {
            String[] all = persons.stream().map(Person::handle).toArray(String[]::new);
            channel("general", all);
            channel("random", all);
            privateChannel("leads", all[0]);
            channelWithoutBot("lounge", all);
        }
        return new SlackEmulator(this);
    }

    Workspace workspace(Tokens tokens) {
        SlackApp app = new SlackApp(
                "A07FB000001",
                appName,
                "B07FB000001",
                "U07FBBOT001",
                "7000000000001.7000000000002",
                tokens.hex(16),
                tokens.hex(16),
                tokens.hex(12));
        Workspace workspace = new Workspace("T07FB000001", teamName, app, clock);
        String handle = appName.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        workspace.addUser(app.userId(), handle, appName, "", workspace.teamId, true);
        for (Person person : persons) {
            String id = workspace.nextId("U");
            workspace.addUser(id, person.handle(), person.name(), person.email(), workspace.teamId, false);
        }
        for (Room room : rooms) {
            Set<String> members = new LinkedHashSet<>();
            for (String member : room.handles()) {
                members.add(workspace
                        .userByIdOrHandle(member)
                        .orElseThrow(() -> new IllegalArgumentException("no user " + member))
                        .id());
            }
            if (room.withBot()) {
                members.add(app.userId());
            }
            String creator = members.stream().findFirst().orElse(app.userId());
            SlackChannel.Kind kind = room.isPrivate() ? SlackChannel.Kind.PRIVATE : SlackChannel.Kind.PUBLIC;
            workspace.addChannel(room.name(), kind, creator, members);
        }
        return workspace;
    }
}
