package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Guests: named accounts that a Service App makes, here one per author. The name alone says which guest it is, so that
 * nothing has to be remembered. Tokens stay in the heap.
 *
 * @see <a href="https://developer.webex.com/docs/sa-guest-management">Guest management with Service Apps</a>
 */
final class WebexGuests {

    private static final int MOST_GUESTS = 10_000;
    private static final int MOST_MEMBERSHIPS = 100_000;
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Duration USUAL_LIFE = Duration.ofSeconds(64_799);

    /** A guest and the token to act as one. */
    record Guest(String personId, Secret token, Instant until) {}

    private record Membership(ChannelId room, String personId) {}

    private final WebexApi api;
    private final WebexIds ids;
    private final WebexRooms rooms;
    private final Clock clock;
    private final ReentrantLock minting = new ReentrantLock();
    private final Set<Membership> entered = ConcurrentHashMap.newKeySet();
    private final Map<String, Guest> byName = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Guest> eldest) {
            return size() > MOST_GUESTS;
        }
    };

    WebexGuests(WebexApi api, WebexIds ids, WebexRooms rooms, Clock clock) {
        this.api = api;
        this.ids = ids;
        this.rooms = rooms;
        this.clock = clock;
    }

    /** The guest of this name. */
    Guest named(String name) throws ConnectorException, InterruptedException {
        minting.lockInterruptibly();
        try {
            @Nullable Guest known = byName.get(name);
            if (known != null && clock.instant().isBefore(known.until())) {
                return known;
            }
            Guest made = mint(name);
            byName.put(name, made);
            return made;
        } finally {
            minting.unlock();
        }
    }

    /** The guest of this id, if it is one of ours: its name tells. */
    Optional<Guest> found(String personId) throws ConnectorException, InterruptedException {
        JsonNode person = api.call(WebexCall.PERSON, personId);
        Optional<String> name = Json.nonBlank(person, "displayName");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(named(name.get())).filter(guest -> WebexIds.same(guest.personId(), personId));
    }

    private Guest mint(String name) throws ConnectorException, InterruptedException {
        ObjectNode body = Json.object().put("subject", subject(name)).put("displayName", name);
        JsonNode answer = prepare(WebexCall.GUEST, body);
        Optional<String> person = Json.text(answer, "id").filter(WebexIds::isId);
        Optional<String> token = Json.nonBlank(answer, "accessToken");
        if (person.isEmpty() || token.isEmpty()) {
            throw ConnectorException.of(Kind.UNAVAILABLE, "foreign_answer", "A guest was answered without id or token");
        }
        Duration life =
                Duration.ofSeconds(Math.max(0, Json.number(answer, "expiresIn").orElse(USUAL_LIFE.toSeconds())));
        Instant until = clock.instant().plus(life).minus(AHEAD);
        return new Guest(person.get(), Secret.of(token.get()), until);
    }

    /** A call that may be made twice: whatever became of it, nothing was posted yet. */
    private JsonNode prepare(WebexCall call, ObjectNode body) throws ConnectorException, InterruptedException {
        try {
            return api.call(call, "", body);
        } catch (ConnectorException e) {
            if (e.effect() == Effect.NOT_APPLIED) {
                throw e;
            }
            ConnectorException before = ConnectorException.unavailable(
                    Effect.NOT_APPLIED, e.code(), call.operation() + " failed, so nothing was posted", e);
            throw e.retryAfter().isPresent()
                    ? before.withRetryAfter(e.retryAfter().get())
                    : before;
        }
    }

    /** The same name is the same person, also after a restart. */
    private String subject(String name) {
        String both = ids.workspace().value() + "\n" + name;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(both.getBytes(StandardCharsets.UTF_8));
            return "footbridge-" + HexFormat.of().formatHex(digest, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds the guest to the room, once. */
    void enter(ChannelId room, Guest guest) throws ConnectorException, InterruptedException {
        Membership membership = new Membership(room, guest.personId());
        if (entered.contains(membership)) {
            return;
        }
        ObjectNode body =
                Json.object().put("roomId", ids.raw(rooms.current(room))).put("personId", guest.personId());
        try {
            prepare(WebexCall.INVITE, body);
        } catch (ConnectorException e) {
            if (!e.code().equals(WebexErrors.ALREADY_MEMBER)) {
                throw e;
            }
        }
        if (entered.size() < MOST_MEMBERSHIPS) {
            entered.add(membership);
        }
    }

    /** Somebody took the guest out of the room. */
    boolean left(ChannelId room, Guest guest) {
        return entered.remove(new Membership(room, guest.personId()));
    }

    /** The token was refused. */
    void forget(String name) throws InterruptedException {
        minting.lockInterruptibly();
        try {
            byName.remove(name);
        } finally {
            minting.unlock();
        }
    }
}
