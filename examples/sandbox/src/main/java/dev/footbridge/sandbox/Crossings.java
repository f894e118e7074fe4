package dev.footbridge.sandbox;

import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import dev.footbridge.testkit.emulator.HumanClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches all clients as a person with several screens would, and tells what crossed from one to another and how long it
 * took. Knows nothing of the relay: a message is recognised by its text, and from then on by the ids of the pair.
 */
final class Crossings implements AutoCloseable {

    /** Most changes that are waited for at the same time; older ones are forgotten. */
    private static final int MAX_WAITING = 1_000;

    /** One change that was seen on a second screen. */
    record Crossing(String what, String from, String to, long millis) {}

    private record Place(String platform, String messageId) {}

    private record Waiting(String what, Place origin, String platform, ClientMessage sought, long since) {}

    private final LongSupplier nanoTime;
    private final Consumer<Crossing> seen;
    private final List<HumanClient.Subscription> subscriptions = new ArrayList<>();
    private final Map<String, SandboxPlatform> platforms = new LinkedHashMap<>();
    private final Map<String, Set<String>> people = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<Place, Map<String, String>> copies = new HashMap<>();
    private final Map<Place, ClientMessage> last = new LinkedHashMap<>();

    Crossings(List<SandboxPlatform> sides, LongSupplier nanoTime, Consumer<Crossing> seen) {
        this.nanoTime = nanoTime;
        this.seen = seen;
        for (SandboxPlatform side : sides) {
            String name = side.emulator().name();
            platforms.put(name, side);
            people.put(name, Pages.members(side).stream().map(ClientUser::id).collect(Collectors.toSet()));
            subscriptions.add(side.emulator().people().listen(change -> changed(name, change)));
        }
    }

    private synchronized void changed(String platform, ClientChange change) {
        ClientMessage message = change.message();
        Place place = new Place(platform, message.id());
        ClientMessage before = last.put(place, message);
        Optional<Waiting> arrived = waiting.stream()
                .filter(wait -> wait.platform().equals(platform) && fulfils(wait, change, before))
                .findFirst();
        if (arrived.isPresent()) {
            arrive(arrived.get(), place);
        } else if (byPerson(platform, change, before)) {
            depart(platform, change, place);
        }
    }

    /** A person may react to a copy, too; everything else on a copy is the relay's doing. */
    private boolean byPerson(String platform, ClientChange change, @Nullable ClientMessage before) {
        if (change.kind() != ClientChange.Kind.REACTIONS) {
            return !isCopy(platform, change.message());
        }
        Set<String> known = people.getOrDefault(platform, Set.of());
        Map<String, Set<String>> earlier = before == null ? Map.of() : ofPeople(before, known);
        return !ofPeople(change.message(), known).equals(earlier);
    }

    private static Map<String, Set<String>> ofPeople(ClientMessage message, Set<String> known) {
        Map<String, Set<String>> reactions = new HashMap<>();
        message.reactions()
                .forEach((emoji, users) -> users.stream()
                        .filter(known::contains)
                        .forEach(user -> reactions
                                .computeIfAbsent(emoji, any -> new HashSet<>())
                                .add(user)));
        return reactions;
    }

    private void arrive(Waiting wait, Place place) {
        waiting.remove(wait);
        link(wait.origin(), place);
        link(place, wait.origin());
        long millis = Duration.ofNanos(nanoTime.getAsLong() - wait.since()).toMillis();
        seen.accept(new Crossing(wait.what(), wait.origin().platform(), place.platform(), millis));
    }

    private void link(Place from, Place to) {
        copies.computeIfAbsent(from, any -> new HashMap<>()).put(to.platform(), to.messageId());
    }

    private boolean isCopy(String platform, ClientMessage message) {
        SandboxPlatform side = platforms.get(platform);
        return side != null && side.isCopy(message);
    }

    private void depart(String platform, ClientChange change, Place place) {
        String what = switch (change.kind()) {
            case POSTED -> change.message().threadId().isPresent() ? "reply" : "post";
            case EDITED -> "edit";
            case DELETED -> "delete";
            case REACTIONS -> "reaction";
        };
        for (String other : platforms.keySet()) {
            if (!other.equals(platform) && waiting.size() < MAX_WAITING) {
                waiting.add(new Waiting(what, place, other, change.message(), nanoTime.getAsLong()));
            }
        }
    }

    private boolean fulfils(Waiting wait, ClientChange change, @Nullable ClientMessage before) {
        ClientMessage message = change.message();
        String copy = copies.getOrDefault(wait.origin(), Map.of()).get(wait.platform());
        boolean sameMessage = message.id().equals(copy);
        return switch (wait.what()) {
            case "post", "reply" ->
                change.kind() == ClientChange.Kind.POSTED
                        && isCopy(wait.platform(), message)
                        && normal(message).contains(normal(wait.sought()));
            case "edit" ->
                sameMessage
                        && change.kind() == ClientChange.Kind.EDITED
                        && normal(message).contains(normal(wait.sought()));
            case "delete" -> sameMessage && message.deleted();
            default ->
                sameMessage
                        && change.kind() == ClientChange.Kind.REACTIONS
                        && (before == null || !before.reactions().equals(message.reactions()));
        };
    }

    /** Words only: each client has its own sign for an item or a quotation. */
    private static String normal(ClientMessage message) {
        return message.text().replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    @Override
    public synchronized void close() {
        subscriptions.forEach(HumanClient.Subscription::close);
    }
}
