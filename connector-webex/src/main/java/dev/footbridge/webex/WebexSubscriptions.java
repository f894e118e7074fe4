package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.http.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the webhooks: a few for everything the account sees, as one per room would be thousands. Webex switches a
 * webhook off after a hundred failures within five minutes and never on again; within five minutes after it was switched
 * on, one failure is enough. What was missed is told as a gap in every room.
 *
 * @see <a href="https://developer.webex.com/docs/api/guides/webhooks">Webhooks</a>
 */
final class WebexSubscriptions implements Subscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(WebexSubscriptions.class);

    /** A look is one call, and all that tells of a webhook that was switched off. */
    static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    /** While one failure is enough to lose it again. */
    static final Duration LOOK_SOON = Duration.ofMinutes(1);

    /** How long a webhook that was switched on is on probation. */
    static final Duration PROBATION = Duration.ofMinutes(5);

    private static final int MAX_PAGES = 100;

    private final WebexApi api;
    private final WebexIds ids;
    private final WebexRooms rooms;
    private final WebexGaps gaps;
    private final String name;
    private final Secret secret;
    private final Clock clock;

    private final ReentrantLock lock = new ReentrantLock();
    // All below: guarded by the lock.
    private final Set<ChannelId> verified = new HashSet<>();
    private final Map<WebexHook.Kind, Instant> seenActive = new HashMap<>();
    private final Map<WebexHook.Kind, Instant> repairedAt = new HashMap<>();
    private final Set<String> adopted = new HashSet<>();

    WebexSubscriptions(
            WebexApi api, WebexIds ids, WebexRooms rooms, WebexGaps gaps, String name, Secret secret, Clock clock) {
        this.api = api;
        this.ids = ids;
        this.rooms = rooms;
        this.gaps = gaps;
        this.name = name;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public Instant ensure(Set<ChannelId> channels, URI address) throws ConnectorException, InterruptedException {
        lock.lockInterruptibly();
        try {
            channels.forEach(rooms::add);
            List<WebexHook> hooks = list();
            List<ConnectorException> failures = new ArrayList<>();
            for (WebexHook.Kind kind : WebexHook.WANTED) {
                try {
                    ensure(kind, only(kind, hooks, address), channels, address);
                } catch (ConnectorException e) {
                    // Without a scope for one kind the others shall come all the same.
                    failures.add(e.missingScope().isPresent() ? missingScope(e, kind) : e);
                }
            }
            if (failures.isEmpty()) {
                verify(channels);
                return next();
            }
            throw failures.get(0);
        } finally {
            lock.unlock();
        }
    }

    /** Which resource a webhook is about shows neither in the call's name nor in the refusal. */
    private static ConnectorException missingScope(ConnectorException e, WebexHook.Kind kind) {
        String scope = "spark:" + kind.resource() + "_read";
        return ConnectorException.missingScope(
                e.code(), scope, "A webhook for " + kind.resource() + " needs the scope " + scope);
    }

    private Instant next() {
        Instant now = clock.instant();
        boolean onProbation = repairedAt.values().stream().anyMatch(at -> now.isBefore(at.plus(PROBATION)));
        return now.plus(onProbation ? LOOK_SOON : LOOK_AGAIN);
    }

    /** The one with our name at this address; others with our name are left from an earlier life, and end. */
    private Optional<WebexHook> only(WebexHook.Kind kind, List<WebexHook> hooks, URI address)
            throws ConnectorException, InterruptedException {
        Optional<WebexHook> kept = Optional.empty();
        for (WebexHook hook : hooks) {
            if (!hook.name().equals(name + kind.suffix())) {
                continue;
            }
            if (kept.isEmpty() && hook.is(kind) && hook.targetUrl().equals(address.toString())) {
                kept = Optional.of(hook);
            } else {
                delete(hook.id());
            }
        }
        return kept;
    }

    private void ensure(WebexHook.Kind kind, Optional<WebexHook> found, Set<ChannelId> channels, URI address)
            throws ConnectorException, InterruptedException {
        Instant now = clock.instant();
        if (found.isEmpty()) {
            create(kind, address);
            missed(kind, channels, now);
        } else if (!found.get().active()) {
            repair(kind, found.get(), channels, address);
        } else {
            adopt(found.get(), address);
            seenActive.put(kind, now);
        }
    }

    /** Events that were not sent while nobody looked; nothing is missed by a webhook that is new to us. */
    private void missed(WebexHook.Kind kind, Set<ChannelId> channels, Instant now) {
        Optional<Instant> since = Optional.ofNullable(seenActive.put(kind, now));
        if (since.isPresent()) {
            LOG.warn(
                    "The webhook for {} {} was gone or off; what it missed is looked for",
                    kind.resource(),
                    kind.event());
            gaps.add(channels, since, now);
            verified.clear();
        }
    }

    /** Off again while on probation means that the address fails: it gets its five minutes before the next try. */
    private void repair(WebexHook.Kind kind, WebexHook hook, Set<ChannelId> channels, URI address)
            throws ConnectorException, InterruptedException {
        Instant now = clock.instant();
        Optional<Instant> last = Optional.ofNullable(repairedAt.get(kind));
        if (last.isPresent() && now.isBefore(last.get().plus(PROBATION))) {
            return;
        }
        update(hook, address);
        repairedAt.put(kind, now);
        Optional<Instant> since = Optional.ofNullable(seenActive.put(kind, now));
        LOG.warn("The webhook for {} {} was switched off; it is on again", kind.resource(), kind.event());
        gaps.add(channels, since, now);
        verified.clear();
    }

    /** One from an earlier life may have another secret; not every answer shows it. */
    private void adopt(WebexHook hook, URI address) throws ConnectorException, InterruptedException {
        boolean known = adopted.contains(hook.id());
        boolean same =
                hook.secret().isPresent() ? Secret.of(hook.secret().get()).equals(secret) : known;
        if (!same) {
            update(hook, address);
        }
        adopted.add(hook.id());
    }

    private void create(WebexHook.Kind kind, URI address) throws ConnectorException, InterruptedException {
        ObjectNode body = Json.object()
                .put("name", name + kind.suffix())
                .put("targetUrl", address.toString())
                .put("resource", kind.resource())
                .put("event", kind.event())
                .put("secret", secret.reveal());
        JsonNode answer = api.call(WebexCall.CREATE_WEBHOOK, "", body);
        Json.text(answer, "id").filter(WebexIds::isId).ifPresent(adopted::add);
    }

    private void update(WebexHook hook, URI address) throws ConnectorException, InterruptedException {
        ObjectNode body = Json.object()
                .put("name", hook.name())
                .put("targetUrl", address.toString())
                .put("secret", secret.reveal())
                .put("status", "active");
        api.call(WebexCall.UPDATE_WEBHOOK, hook.id(), body);
        adopted.add(hook.id());
    }

    private void delete(String id) throws ConnectorException, InterruptedException {
        try {
            api.call(WebexCall.DELETE_WEBHOOK, id);
        } catch (ConnectorException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    private List<WebexHook> list() throws ConnectorException, InterruptedException {
        List<WebexHook> found = new ArrayList<>();
        all(WebexCall.LIST_WEBHOOKS, "100").forEach(json -> WebexHook.read(json).ifPresent(found::add));
        return found;
    }

    /** Rooms that we are not in send nothing; a list of all rooms is fewer calls than one per room. */
    private void verify(Set<ChannelId> channels) throws ConnectorException, InterruptedException {
        verified.retainAll(channels);
        if (verified.containsAll(channels)) {
            return;
        }
        Set<String> visible = new HashSet<>();
        for (JsonNode room : all(WebexCall.ROOMS, "1000")) {
            Json.text(room, "id").ifPresent(visible::add);
        }
        for (ChannelId channel : channels) {
            if (visible.contains(ids.raw(rooms.current(channel))) || isMoved(channel, visible)) {
                verified.add(channel);
            }
        }
        if (!verified.containsAll(channels)) {
            throw ConnectorException.of(
                    Kind.NOT_FOUND,
                    "room_not_found",
                    "The account is no member of a room: add it to every bridged room");
        }
    }

    /** A room that migrated while its webhook was off is there under another id. */
    private boolean isMoved(ChannelId channel, Set<String> visible) {
        Optional<ChannelId> now = visible.stream()
                .filter(id -> WebexIds.same(id, channel.value()))
                .findFirst()
                .flatMap(id -> ids.room(Optional.of(id)));
        now.ifPresent(room -> {
            rooms.moved(channel, room);
            gaps.moved(channel, room);
        });
        return now.isPresent();
    }

    private List<JsonNode> all(WebexCall call, String max) throws ConnectorException, InterruptedException {
        List<JsonNode> found = new ArrayList<>();
        WebexApi.Answer answer = api.list(call, Map.of("max", max));
        for (int page = 1; ; page++) {
            found.addAll(answer.items());
            if (answer.next().isEmpty()) {
                return found;
            }
            if (page == MAX_PAGES) {
                throw ConnectorException.of(Kind.UNAVAILABLE, "too_many_pages", call.operation() + " never ends");
            }
            answer = api.page(call, answer.next().get());
        }
    }
}
