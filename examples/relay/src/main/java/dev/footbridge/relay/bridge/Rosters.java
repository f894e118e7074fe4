package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Memberships;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is in the bridged channels just now; each is asked once. For one thread. */
final class Rosters {

    /** More than any list needs; the end of cursors that go in a circle. */
    private static final int MAX_PAGES = 1_000;

    /** Whether somebody is in a conversation. */
    enum Presence {
        PRESENT,
        ABSENT,
        /** Not in those that told, and others did not tell. */
        UNKNOWN
    }

    /** One page of a list. */
    interface Call<T> {
        Page<T> page(Optional<String> cursor) throws ConnectorException, InterruptedException;
    }

    private final Routes routes;
    private final Map<BridgedChannel, Optional<Set<UserId>>> known = new HashMap<>();
    private final Map<ChannelId, ConnectorException> failures = new LinkedHashMap<>();

    Rosters(Routes routes) {
        this.routes = routes;
    }

    /** The channels that did not tell their members, and why. */
    Map<ChannelId, ConnectorException> failures() {
        return failures;
    }

    /** Whether an account is in a channel that is bridged with one of this connector. */
    Presence presence(UserId account, String connector) throws InterruptedException {
        Presence presence = Presence.ABSENT;
        for (BridgedChannel channel : routes.all()) {
            if (channel.id().workspace().equals(account.workspace()) && isBridged(channel, connector)) {
                Optional<Set<UserId>> members = members(channel);
                if (members.isPresent() && members.get().contains(account)) {
                    return Presence.PRESENT;
                }
                if (members.isEmpty()) {
                    presence = Presence.UNKNOWN;
                }
            }
        }
        return presence;
    }

    private boolean isBridged(BridgedChannel channel, String connector) {
        return routes.all().stream()
                .filter(other -> other.connectorName().equals(connector))
                .anyMatch(other -> routes.posts(channel).contains(other)
                        || routes.posts(other).contains(channel));
    }

    private Optional<Set<UserId>> members(BridgedChannel channel) throws InterruptedException {
        Optional<Set<UserId>> members = known.get(channel);
        if (members == null) {
            members = asked(channel);
            known.put(channel, members);
        }
        return members;
    }

    private Optional<Set<UserId>> asked(BridgedChannel channel) throws InterruptedException {
        Memberships memberships = channel.connector().memberships().orElseThrow();
        try {
            Set<UserId> members = new HashSet<>();
            all(cursor -> channel.paced(Verb.LOOK_UP, () -> memberships.members(channel.id(), cursor)))
                    .forEach(user -> members.add(user.id()));
            return Optional.of(members);
        } catch (ConnectorException e) {
            failures.put(channel.id(), e);
            return Optional.empty();
        }
    }

    /** All pages of a list. */
    static <T> List<T> all(Call<T> call) throws ConnectorException, InterruptedException {
        List<T> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int i = 0; i < MAX_PAGES; i++) {
            Page<T> page = call.page(cursor);
            all.addAll(page.items());
            cursor = page.next();
            if (cursor.isEmpty()) {
                return all;
            }
        }
        throw ConnectorException.of(Kind.UNAVAILABLE, "too_many_pages", "The list does not end");
    }
}
