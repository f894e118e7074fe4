package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.EmulatorServer;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** All parts of a running emulator, put together once. */
final class WebexWorld implements AutoCloseable {
    final Organization organization;
    final Tokens tokens;
    final Apps apps;
    final WebhookBook book = new WebhookBook();
    final WebhookSender webhooks;
    final Timeline timeline;
    final WebexPeople people;
    final Paging paging = new Paging();
    final ContentEndpoints contents;
    final MembershipEndpoints memberships;
    final MessageEndpoints messages;
    final GuestEndpoints guests;
    final EmulatorServer server;
    final String botToken;
    final Tokens.Pair serviceApp;
    final Map<String, Tokens.Pair> integration = new LinkedHashMap<>();

    private final FileFetch fetch = new FileFetch();

    /** @param description asked for once the server runs */
    WebexWorld(WebexEmulatorBuilder settings, Supplier<Map<String, Object>> description) {
        Ids ids = new Ids(settings.random);
        organization = new Organization(ids, settings.clock);
        tokens = new Tokens(ids, settings.clock);
        apps = Apps.create(ids);
        WebexApi api = new WebexApi(organization, tokens, this::baseUrl);
        EmulatorServer.Builder stage = EmulatorServer.builder("webex", settings.clock, api);
        webhooks = new WebhookSender(
                new WebexWebhookPolicy(book, settings.clock), settings.webhooks, stage.faults(), settings.clock);
        ClientFeed feed = new ClientFeed();
        timeline = new Timeline(organization, new Events(book, webhooks), feed);
        people = new WebexPeople(organization, timeline, feed, () -> api.baseUrl() + "/contents/");
        new Seed(organization, timeline).plant(settings.appName, settings.persons, settings.rooms);
        Person machine = people.person(Seed.MACHINE);
        botToken = tokens.endless(people.person(Seed.BOT), Tokens.BOT, settings.botScopes);
        serviceApp = tokens.pair(machine, Tokens.SERVICE_APP, settings.serviceAppScopes);
        mintPeopleTokens(settings);

        paging.emptyPages(settings.emptyPages);
        Access access = new Access(organization);
        contents = new ContentEndpoints(access);
        memberships = new MembershipEndpoints(organization, timeline, access, paging);
        messages = new MessageEndpoints(
                organization,
                timeline,
                access,
                new Markdown(organization, settings.greedyMentions),
                new MessageReader(fetch));
        guests = new GuestEndpoints(organization, tokens, settings.guestScopes);
        TokenEndpoints tokenEndpoints =
                new TokenEndpoints(organization, tokens, apps, machine, settings.serviceAppScopes);
        new PeopleEndpoints(organization, paging).register(api);
        new RoomEndpoints(organization, timeline, access, paging).register(api);
        memberships.register(api);
        new MessageLists(organization, access, paging).register(api);
        messages.register(api);
        contents.register(api);
        new ActionEndpoints(organization, timeline, access).register(api);
        new WebhookEndpoints(organization, book, access, paging, apps).register(api);
        guests.register(api);
        tokenEndpoints.register(api);
        api.register(stage);
        stage.limits().enabled(settings.rateLimits);
        server = stage.port(settings.port)
                .tls(settings.tls)
                .route("POST", "/v1/access_token", request -> api.guarded(() -> tokenEndpoints.accessToken(request)))
                .stores(() -> Description.stores(organization, book))
                .description(description)
                .human(() -> Optional.of(people))
                .webhooks(() -> Optional.of(webhooks))
                .start();
    }

    private void mintPeopleTokens(WebexEmulatorBuilder settings) {
        for (Person person : organization.people()) {
            if (person.sort() == Person.Sort.PERSON) {
                integration.put(person.handle(), tokens.pair(person, Tokens.INTEGRATION, settings.integrationScopes));
            }
        }
    }

    private URI baseUrl() {
        return server.baseUrl();
    }

    @Override
    public void close() {
        webhooks.close();
        server.close();
        fetch.close();
    }
}
