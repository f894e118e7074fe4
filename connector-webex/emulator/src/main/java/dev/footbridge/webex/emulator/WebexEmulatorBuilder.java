package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.WebhookSender;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The settings of a Webex emulator. Without people or rooms of its own it is seeded with three people and four rooms. */
public final class WebexEmulatorBuilder {
    final List<Seed.NewPerson> persons = new ArrayList<>();
    final List<Seed.NewRoom> rooms = new ArrayList<>();
    String appName = "Footbridge";
    Clock clock = Clock.systemUTC();
    RandomGenerator random = new SecureRandom();
    int port;
    boolean tls;
    boolean rateLimits;
    boolean emptyPages;
    boolean greedyMentions;
    Set<String> integrationScopes = Scopes.INTEGRATION;
    Set<String> botScopes = Scopes.BOT;
    Set<String> serviceAppScopes = Scopes.SERVICE_APP;
    Set<String> guestScopes = Scopes.GUEST;
    WebhookSender.Options webhooks = WebhookSender.Options.defaults();

    WebexEmulatorBuilder() {}

    /** Times of messages, lifetimes of tokens, failures of webhooks follow it; waiting does not. Defaults to the system clock. */
    public WebexEmulatorBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** Where ids, secrets and tokens come from; must be safe for concurrent use. Defaults to a SecureRandom. */
    public WebexEmulatorBuilder random(RandomGenerator value) {
        random = value;
        return this;
    }

    /** Defaults to 0: any free port. */
    public WebexEmulatorBuilder port(int value) {
        port = value;
        return this;
    }

    /** Defaults to false. */
    public WebexEmulatorBuilder tls(boolean on) {
        tls = on;
        return this;
    }

    /** Whether limits hold. Defaults to false. */
    public WebexEmulatorBuilder rateLimits(boolean on) {
        rateLimits = on;
        return this;
    }

    /** Whether a page without items goes before each page with items, as Webex warns. Defaults to false. */
    public WebexEmulatorBuilder emptyPages(boolean on) {
        emptyPages = on;
        return this;
    }

    /**
     * Whether mentions in Markdown ring also in code and after a backslash: a stricter test for those who escape. Defaults to
     * false.
     */
    public WebexEmulatorBuilder greedyMentions(boolean on) {
        greedyMentions = on;
        return this;
    }

    /** Of the tokens of people. Defaults to all scopes a bridge can use. */
    public WebexEmulatorBuilder integrationScopes(Set<String> scopes) {
        integrationScopes = Set.copyOf(scopes);
        return this;
    }

    /** Defaults to all scopes a bridge can use. */
    public WebexEmulatorBuilder botScopes(Set<String> scopes) {
        botScopes = Set.copyOf(scopes);
        return this;
    }

    /** Defaults to all scopes a bridge can use, with those for guests. */
    public WebexEmulatorBuilder serviceAppScopes(Set<String> scopes) {
        serviceAppScopes = Set.copyOf(scopes);
        return this;
    }

    /** What guests may do, of which the vendor says nothing. Defaults to reading and writing messages. */
    public WebexEmulatorBuilder guestScopes(Set<String> scopes) {
        guestScopes = Set.copyOf(scopes);
        return this;
    }

    /** Bounds of webhook deliveries. Defaults to {@link WebhookSender.Options#defaults()}. */
    public WebexEmulatorBuilder webhooks(WebhookSender.Options options) {
        webhooks = options;
        return this;
    }

    /** The name of bot, Service App and relay account. Defaults to Footbridge. */
    public WebexEmulatorBuilder app(String name) {
        appName = name;
        return this;
    }

    /** @param handle lower case; has to be the part of the mail address before the at sign */
    public WebexEmulatorBuilder user(String handle, String fullName, String email) {
        return person(handle, fullName, email, false);
    }

    /** Somebody of another organization, whom nobody here finds by mail address. */
    public WebexEmulatorBuilder outsider(String handle, String fullName, String email) {
        return person(handle, fullName, email, true);
    }

    private WebexEmulatorBuilder person(String handle, String fullName, String email, boolean outside) {
        if (!email.startsWith(handle + "@")) {
            throw new IllegalArgumentException("the mail address of " + handle + " has to start with the handle");
        }
        persons.add(new Seed.NewPerson(handle, fullName, email, outside));
        return this;
    }

    /** A room in which the relay account, the bot and the Service App are, too. The first person creates it. */
    public WebexEmulatorBuilder room(String title, String... handles) {
        rooms.add(new Seed.NewRoom(title, List.of(handles), true));
        return this;
    }

    /** A room of people only. */
    public WebexEmulatorBuilder roomWithoutApps(String title, String... handles) {
        rooms.add(new Seed.NewRoom(title, List.of(handles), false));
        return this;
    }

    public WebexEmulator start() {
        if (persons.isEmpty()) {
            user("ada", "Ada Lovelace", "ada@example.com");
            user("grace", "Grace Hopper", "grace@example.com");
            user("alan", "Alan Turing", "alan@example.com");
        }
        if (rooms.isEmpty()) {
            String[] all = persons.stream().map(Seed.NewPerson::handle).toArray(String[]::new);
            room("General", all);
            room("Random", all);
            room("Leads", all[0]);
            roomWithoutApps("Lounge", all);
        }
        return new WebexEmulator(this);
    }
}
