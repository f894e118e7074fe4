package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.ClientChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that happens in rooms: changes the state, tells the webhooks, tells the client. Call with the lock held. */
final class Timeline {
    private final Organization organization;
    private final Events events;
    private final ClientFeed feed;

    Timeline(Organization organization, Events events, ClientFeed feed) {
        this.organization = organization;
        this.events = events;
        this.feed = feed;
    }

    /**
     * A message to be.
     *
     * @param contentsUrl where files are served, with a slash at the end
     */
    record Draft(
            Content content,
            Optional<Message> parent,
            List<NewFile> files,
            Optional<JsonNode> card,
            String contentsUrl) {
        static Draft of(Content content, Optional<Message> parent) {
            return new Draft(content, parent, List.of(), Optional.empty(), "");
        }
    }

    Message post(Room room, Person author, Draft draft) {
        String uuid = organization.ids.uuid();
        Message message = new Message(
                Ids.of(Ids.Kind.MESSAGE, uuid),
                organization.nextSequence(),
                room,
                author,
                draft.parent(),
                draft.card(),
                organization.stamp(),
                draft.content());
        for (int i = 0; i < draft.files().size(); i++) {
            StoredFile file = new StoredFile(
                    Ids.of(Ids.Kind.CONTENT, uuid + "/" + i), draft.files().get(i), message);
            organization.add(file);
            message.attach(file.id(), draft.contentsUrl() + file.id());
        }
        organization.add(message);
        feed.publish(ClientChange.Kind.POSTED, message);
        events.message("created", message, author);
        return message;
    }

    /** @return why not, or empty */
    Optional<String> refusesEdit(Message message) {
        if (message.hasFiles() || message.card().isPresent()) {
            return Optional.of("Editing of messages with files or attachments is currently unsupported.");
        }
        return message.edits() >= Message.MAX_EDITS
                ? Optional.of("The limit of " + Message.MAX_EDITS + " edits per message has been reached.")
                : Optional.empty();
    }

    void edit(Message message, Content content) {
        message.edit(content, organization.stamp());
        feed.publish(ClientChange.Kind.EDITED, message);
        events.message("updated", message, message.author());
    }

    void delete(Message message, Person actor) {
        organization.remove(message);
        message.delete();
        feed.publish(ClientChange.Kind.DELETED, message);
        events.message("deleted", message, actor);
    }

    Room open(String title, Person creator) {
        Instant now = organization.now();
        Room room = new Room(organization.ids.fresh(Ids.Kind.ROOM), title, false, creator.id(), organization.id, now);
        organization.add(room);
        join(room, creator, creator, false);
        events.room("created", room, creator);
        return room;
    }

    /** The conversation of two, opened at the first message. */
    Room direct(Person one, Person other) {
        return organization.directRoom(one, other).orElseGet(() -> {
            Room room = new Room(
                    organization.ids.fresh(Ids.Kind.ROOM), "", true, one.id(), organization.id, organization.now());
            organization.add(room);
            join(room, one, one, false);
            join(room, other, one, false);
            events.room("created", room, one);
            return room;
        });
    }

    Membership join(Room room, Person person, Person actor, boolean moderator) {
        String key = uuidOf(person.id()) + ":" + uuidOf(room.id());
        Membership membership = new Membership(Ids.of(Ids.Kind.MEMBERSHIP, key), person, organization.now(), moderator);
        room.add(membership);
        events.membership("created", membership, room, actor);
        return membership;
    }

    void leave(Room room, Membership membership, Person actor) {
        events.membership("deleted", membership, room, actor);
        room.remove(membership);
    }

    void changed(Room room, Membership membership, Person actor) {
        events.membership("updated", membership, room, actor);
    }

    void changed(Room room, Person actor) {
        room.touch(organization.now());
        events.room("updated", room, actor);
    }

    void close(Room room) {
        organization.remove(room);
    }

    /** Moves a room to another region: its id changes. Returns the new id. */
    String migrate(Room room, String region) {
        String key = uuidOf(room.id());
        organization.move(room, Ids.of(region, Ids.Kind.ROOM, key));
        Person actor = room.members().stream()
                .map(Membership::person)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody is in the room"));
        events.room("migrated", room, actor);
        return room.id();
    }

    CardAction submit(Message message, Person person, com.fasterxml.jackson.databind.node.ObjectNode inputs) {
        CardAction action = new CardAction(
                organization.ids.fresh(Ids.Kind.ATTACHMENT_ACTION), person, message, inputs, organization.now());
        organization.add(action);
        events.action(action);
        return action;
    }

    private static String uuidOf(String id) {
        String plain = new String(java.util.Base64.getUrlDecoder().decode(id), java.nio.charset.StandardCharsets.UTF_8);
        return plain.substring(plain.lastIndexOf('/') + 1);
    }
}
