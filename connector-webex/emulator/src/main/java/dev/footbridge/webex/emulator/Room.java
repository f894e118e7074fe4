package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A space, or the conversation of two people. Guarded by the organization's lock. */
final class Room {
    private static final int MAX_MESSAGES = 50_000;

    private final boolean direct;
    private final String creatorId;
    private final String ownerId;
    private final Instant created;
    private final Map<String, Membership> members = new LinkedHashMap<>();
    private final List<Message> messages = new ArrayList<>();
    private String id;
    private String title;
    private Optional<String> teamId = Optional.empty();
    private Instant lastActivity;
    private boolean locked;
    private boolean announcementOnly;

    Room(String id, String title, boolean direct, String creatorId, String ownerId, Instant created) {
        this.id = id;
        this.title = title;
        this.direct = direct;
        this.creatorId = creatorId;
        this.ownerId = ownerId;
        this.created = created;
        this.lastActivity = created;
    }

    String id() {
        return id;
    }

    void moveTo(String newId) {
        id = newId;
    }

    boolean direct() {
        return direct;
    }

    String type() {
        return direct ? "direct" : "group";
    }

    String title() {
        return title;
    }

    void title(String value) {
        title = value;
    }

    Optional<String> teamId() {
        return teamId;
    }

    void teamId(String value) {
        teamId = Optional.of(value);
    }

    boolean locked() {
        return locked;
    }

    void locked(boolean on) {
        locked = on;
    }

    boolean announcementOnly() {
        return announcementOnly;
    }

    void announcementOnly(boolean on) {
        announcementOnly = on;
    }

    Collection<Membership> members() {
        return members.values();
    }

    boolean has(Person person) {
        return members.containsKey(person.id());
    }

    Optional<Membership> membership(Person person) {
        return Optional.ofNullable(members.get(person.id()));
    }

    boolean moderatedBy(Person person) {
        return membership(person).filter(Membership::moderator).isPresent();
    }

    void add(Membership membership) {
        members.put(membership.person().id(), membership);
    }

    void remove(Membership membership) {
        members.remove(membership.person().id());
    }

    /** Oldest first, without deleted ones. */
    List<Message> messages() {
        return messages;
    }

    /** Adds a message. Returns the one that had to go for it. */
    Optional<Message> add(Message message) {
        messages.add(message);
        lastActivity = message.created();
        return messages.size() > MAX_MESSAGES ? Optional.of(messages.remove(0)) : Optional.empty();
    }

    void remove(Message message) {
        messages.remove(message);
    }

    void touch(Instant at) {
        lastActivity = at;
    }

    Instant lastActivity() {
        return lastActivity;
    }

    Instant created() {
        return created;
    }

    /** A conversation of two is called by the name of the other one. */
    String titleFor(Person reader) {
        if (!direct) {
            return title;
        }
        return members.values().stream()
                .map(Membership::person)
                .filter(person -> person != reader)
                .map(Person::displayName)
                .findFirst()
                .filter(other -> has(reader))
                .orElse("Empty Title");
    }

    ObjectNode json(Person reader) {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("title", titleFor(reader))
                .put("type", type())
                .put("isLocked", locked);
        teamId.ifPresent(team -> json.put("teamId", team));
        return json.put("lastActivity", Json.time(lastActivity))
                .put("creatorId", creatorId)
                .put("created", Json.time(created))
                .put("ownerId", ownerId)
                .put("isAnnouncementOnly", announcementOnly)
                .put("isReadOnly", false)
                .put("isPublic", false);
    }
}
