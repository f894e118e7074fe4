package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.Emulator;
import dev.footbridge.testkit.emulator.Faults;
import dev.footbridge.testkit.emulator.HumanClient;
import dev.footbridge.testkit.emulator.RateLimits;
import dev.footbridge.testkit.emulator.RequestJournal;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One Webex organization with an integration, a bot and a Service App: the REST API at {@code /v1}, webhooks, and the people in
 * the client. Safe for concurrent use. Its README says what it does and what it leaves out.
 */
public final class WebexEmulator implements Emulator {
    private final WebexWorld world;
    private final Organization organization;
    private final Tokens tokens;
    private final Apps apps;
    private final Timeline timeline;
    private final WebexPeople people;
    private final Set<String> integrationScopes;

    WebexEmulator(WebexEmulatorBuilder settings) {
        world = new WebexWorld(settings, this::describe);
        organization = world.organization;
        tokens = world.tokens;
        apps = world.apps;
        timeline = world.timeline;
        people = world.people;
        integrationScopes = settings.integrationScopes;
    }

    public static WebexEmulatorBuilder builder() {
        return new WebexEmulatorBuilder();
    }

    @Override
    public String name() {
        return "webex";
    }

    @Override
    public URI baseUrl() {
        return world.server.baseUrl();
    }

    /** What stands for {@code https://webexapis.com/v1}; without a slash at the end. */
    public String apiUrl() {
        return baseUrl() + "/v1";
    }

    public String orgId() {
        return organization.id;
    }

    /** Of the integration. */
    public String clientId() {
        return apps.clientId();
    }

    /** Of the integration. */
    public String clientSecret() {
        return apps.clientSecret();
    }

    /** What {@code /applications/{id}/token} takes, and its client id and secret. */
    public String serviceAppId() {
        return apps.serviceAppId();
    }

    public String serviceAppClientId() {
        return apps.serviceClientId();
    }

    public String serviceAppClientSecret() {
        return apps.serviceClientSecret();
    }

    /** The bot's, which sees of group rooms only what mentions it. */
    public String botToken() {
        return world.botToken;
    }

    /** Of the Service App's machine account. */
    public String serviceAppToken() {
        return world.serviceApp.access();
    }

    public String serviceAppRefreshToken() {
        return world.serviceApp.refresh();
    }

    /** Of the account that the integration uses to bridge. */
    public String relayToken() {
        return userToken(Seed.RELAY);
    }

    public String relayRefreshToken() {
        return userRefreshToken(Seed.RELAY);
    }

    /** A person's token of the integration, by handle. */
    public String userToken(String handle) {
        return pair(handle).access();
    }

    public String userRefreshToken(String handle) {
        return pair(handle).refresh();
    }

    private Tokens.Pair pair(String handle) {
        Tokens.Pair pair = world.integration.get(handle);
        if (pair == null) {
            throw new IllegalArgumentException("no person " + handle);
        }
        return pair;
    }

    /** A fresh access token of a person, by handle, with scopes of choice; lives 14 days. */
    public String issueToken(String handle, Set<String> scopes) {
        synchronized (organization) {
            return tokens.pair(people.person(handle), Tokens.INTEGRATION, scopes)
                    .access();
        }
    }

    /** A fresh access token of the Service App's machine account with scopes of choice; lives 14 days. */
    public String issueServiceAppToken(Set<String> scopes) {
        synchronized (organization) {
            return tokens.pair(people.person(Seed.MACHINE), Tokens.SERVICE_APP, scopes)
                    .access();
        }
    }

    /** A code as the sign-in page hands it out, good once and for a while. */
    public String authorizationCode(String handle, Duration lifetime) {
        synchronized (organization) {
            return tokens.code(people.person(handle), integrationScopes, lifetime);
        }
    }

    /** From now on an access token is refused. */
    public void revokeToken(String accessToken) {
        tokens.revokeAccess(accessToken);
    }

    public void revokeRefreshToken(String refreshToken) {
        tokens.revokeRefresh(refreshToken);
    }

    /**
     * Ends all tokens of an account, refresh tokens included, by handle or id; with the Service App's also those of its guests.
     */
    public void revokeAccount(String person) {
        synchronized (organization) {
            Person account = people.person(person);
            tokens.revokeAll(account);
            if (account.sort() == Person.Sort.MACHINE) {
                world.guests.revokeAll();
            }
        }
    }

    /** Replaces the scopes of all tokens of an account, also of those to which they are refreshed, by handle or id. */
    public void changeAccountScopes(String person, Set<String> scopes) {
        synchronized (organization) {
            tokens.changeScopes(people.person(person), scopes);
        }
    }

    /** Replaces the scopes of all guests, present and future. */
    public void changeGuestScopes(Set<String> scopes) {
        synchronized (organization) {
            world.guests.changeScopes(scopes);
        }
    }

    /** Replaces the scopes of an access token. */
    public void changeScopes(String accessToken, Set<String> scopes) {
        tokens.changeScopes(accessToken, scopes);
    }

    public String personId(String handle) {
        synchronized (organization) {
            return people.person(handle).id();
        }
    }

    public String relayPersonId() {
        return personId(Seed.RELAY);
    }

    public String botPersonId() {
        return personId(Seed.BOT);
    }

    public String serviceAppPersonId() {
        return personId(Seed.MACHINE);
    }

    public String roomId(String title) {
        synchronized (organization) {
            return people.room(title).id();
        }
    }

    /** A new room with these people, by handle or id; the first creates it. Returns the id. */
    public String openRoom(String title, String first, String... others) {
        synchronized (organization) {
            Room room = timeline.open(title, people.person(first));
            for (String other : others) {
                timeline.join(room, people.person(other), people.person(first), false);
            }
            return room.id();
        }
    }

    /** The conversation of two people, which opens if need be. Returns the id. */
    public String directRoom(String one, String other) {
        synchronized (organization) {
            return timeline.direct(people.person(one), people.person(other)).id();
        }
    }

    /** Adds somebody to a room, as one of its members does. */
    public void join(String room, String person) {
        synchronized (organization) {
            Room place = people.room(room);
            timeline.join(place, people.person(person), people.person(person), false);
        }
    }

    /** Somebody leaves a room. */
    public void leave(String room, String person) {
        synchronized (organization) {
            Room place = people.room(room);
            Person leaver = people.person(person);
            place.membership(leaver).ifPresent(membership -> timeline.leave(place, membership, leaver));
        }
    }

    /** Makes somebody a moderator of a room, which is locked from then on. */
    public void moderate(String room, String person) {
        synchronized (organization) {
            Room place = people.room(room);
            place.locked(true);
            Person moderator = people.person(person);
            place.membership(moderator).ifPresent(membership -> {
                membership.moderator(true);
                timeline.changed(place, membership, moderator);
            });
        }
    }

    /** Gives a room another title, as a member does. */
    public void rename(String room, String title, String actor) {
        synchronized (organization) {
            Room place = people.room(room);
            place.title(title);
            timeline.changed(place, people.person(actor));
        }
    }

    /** Moves a room to another region, which changes its id and tells {@code rooms} {@code migrated}. Returns the new id. */
    public String migrate(String room, String region) {
        synchronized (organization) {
            return timeline.migrate(people.room(room), region);
        }
    }

    /** Whether the old id of a room that moved still answers. Defaults to false: 404. */
    public void oldRoomIdsAnswer(boolean on) {
        synchronized (organization) {
            organization.movedRoomsAnswer(on);
        }
    }

    /** Posts HTML as given, as a person: for what no one can type. Returns the id. */
    public String postHtml(String person, String room, String html, Optional<String> replyTo) {
        return people.postHtml(person, room, html, replyTo);
    }

    /** See {@link WebexEmulatorBuilder#emptyPages}. */
    public void emptyPages(boolean on) {
        world.paging.emptyPages(on);
    }

    /**
     * Whether a reply is taken for {@code parentId}, and the first message of its thread meant. Defaults to false: 400.
     */
    public void repliesToReplies(boolean on) {
        world.messages.repliesToReplies(on);
    }

    /** What the scan says of all files without a result of their own. Defaults to {@link FileScan#CLEAN}. */
    public void scan(FileScan result) {
        world.contents.scan(result);
    }

    /** What the scan says of one file, by the last segment of its URL. */
    public void scan(String contentId, FileScan result) {
        world.contents.scan(contentId, result);
    }

    /** Whether guests may be added to group rooms, of which the vendor says nothing. Defaults to true. */
    public void guestsInGroups(boolean on) {
        world.memberships.guestsInGroups(on);
    }

    /** How many webhooks there are, whoever made them. */
    public int webhookCount() {
        return world.book.all().size();
    }

    public WebhookSender webhooks() {
        return world.webhooks;
    }

    @Override
    public Map<String, Object> describe() {
        Map<String, Object> all = Description.of(this, organization, apps, world.serviceApp, world.integration);
        world.server.tls().ifPresent(tls -> all.put("caCertificate", tls.authorityPem()));
        return all;
    }

    @Override
    public HumanClient people() {
        return people;
    }

    @Override
    public Faults faults() {
        return world.server.faults();
    }

    @Override
    public RateLimits limits() {
        return world.server.limits();
    }

    @Override
    public RequestJournal journal() {
        return world.server.journal();
    }

    @Override
    public boolean awaitDeliveries(Duration timeout) throws InterruptedException {
        return world.webhooks.awaitIdle(timeout);
    }

    @Override
    public void close() {
        world.close();
    }
}
