package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.Ticks;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Everything there is. All access holds this object's monitor. */
final class Organization {
    /** Of all files together. */
    private static final long MAX_FILE_BYTES = 256L * 1024 * 1024;

    private static final int MAX_ACTIONS = 10_000;

    final String id;
    final Ids ids;
    private final Clock clock;
    private final Ticks ticks;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Person> peopleByEmail = new LinkedHashMap<>();
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final Map<String, Room> movedRooms = new LinkedHashMap<>();
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final FileShelf files = new FileShelf(MAX_FILE_BYTES);
    private final Map<String, CardAction> actions = new LinkedHashMap<>();
    private final Map<String, Team> teams = new LinkedHashMap<>();
    private long sequence;
    private boolean movedRoomsAnswer;

    Organization(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
        this.ticks = Ticks.millis(clock);
        this.id = ids.fresh(Ids.Kind.ORGANIZATION);
    }

    Instant now() {
        return clock.instant();
    }

    /** A time that no other message has. */
    Instant stamp() {
        return Instant.ofEpochMilli(ticks.next());
    }

    long nextSequence() {
        return ++sequence;
    }

    void add(Person person) {
        people.put(person.id(), person);
        peopleByEmail.put(person.email().toLowerCase(Locale.ROOT), person);
    }

    Collection<Person> people() {
        return people.values();
    }

    Optional<Person> person(String personId) {
        return Optional.ofNullable(people.get(personId));
    }

    Person requirePerson(String personId) {
        return person(Ids.read(Ids.Kind.PEOPLE, personId))
                .orElseThrow(() -> WebexFault.notFound("Could not find a person with provided ID."));
    }

    Optional<Person> personByEmail(String email) {
        return Optional.ofNullable(peopleByEmail.get(email.toLowerCase(Locale.ROOT)));
    }

    Optional<Person> personByHandle(String handle) {
        return people.values().stream()
                .filter(person -> person.handle().equals(handle.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    void add(Room room) {
        rooms.put(room.id(), room);
    }

    void remove(Room room) {
        rooms.remove(room.id());
        List.copyOf(room.messages()).forEach(this::forget);
    }

    Collection<Room> rooms() {
        return rooms.values();
    }

    Optional<Room> room(String roomId) {
        return Optional.ofNullable(rooms.get(roomId))
                .or(() -> movedRoomsAnswer ? Optional.ofNullable(movedRooms.get(roomId)) : Optional.empty());
    }

    /** Whether the old id of a room that moved is still good. */
    void movedRoomsAnswer(boolean on) {
        movedRoomsAnswer = on;
    }

    void move(Room room, String newId) {
        rooms.remove(room.id());
        movedRooms.put(room.id(), room);
        room.moveTo(newId);
        rooms.put(newId, room);
    }

    /** The conversation of two people. */
    Optional<Room> directRoom(Person one, Person other) {
        return rooms.values().stream()
                .filter(room -> room.direct() && room.has(one) && room.has(other))
                .findFirst();
    }

    void add(Message message) {
        messages.put(message.id(), message);
        message.room().add(message).ifPresent(this::forget);
    }

    void remove(Message message) {
        message.room().remove(message);
        forget(message);
    }

    private void forget(Message message) {
        messages.remove(message.id());
        if (message.hasFiles()) {
            files.removeOf(message);
        }
    }

    Optional<Message> message(String messageId) {
        return Optional.ofNullable(messages.get(messageId));
    }

    void add(StoredFile file) {
        files.add(file);
    }

    Optional<StoredFile> file(String contentId) {
        return files.find(contentId);
    }

    void add(CardAction action) {
        actions.put(action.id(), action);
        if (actions.size() > MAX_ACTIONS) {
            actions.remove(actions.keySet().iterator().next());
        }
    }

    Optional<CardAction> action(String actionId) {
        return Optional.ofNullable(actions.get(actionId));
    }

    void add(Team team) {
        teams.put(team.id(), team);
    }

    List<Team> teams() {
        return new ArrayList<>(teams.values());
    }
}
