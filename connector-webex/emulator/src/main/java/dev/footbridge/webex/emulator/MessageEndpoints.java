package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.Optional;

/** Posting, reading, changing and deleting one message. */
final class MessageEndpoints {
    private final Organization organization;
    private final Timeline timeline;
    private final Access access;
    private final Markdown markdown;
    private final MessageReader reader;
    private volatile boolean repliesToReplies;

    MessageEndpoints(
            Organization organization, Timeline timeline, Access access, Markdown markdown, MessageReader reader) {
        this.organization = organization;
        this.timeline = timeline;
        this.access = access;
        this.markdown = markdown;
        this.reader = reader;
    }

    /** Whether a reply is taken for {@code parentId}, and the first message of its thread meant. */
    void repliesToReplies(boolean on) {
        repliesToReplies = on;
    }

    void register(WebexApi api) {
        api.addStreaming("POST /messages", this::create);
        api.add("GET /messages/{messageId}", call -> Reply.json(message(call).json()));
        api.add("PUT /messages/{messageId}", this::edit);
        api.add("DELETE /messages/{messageId}", this::delete);
    }

    private Message message(Call call) {
        return access.message(call, call.path("messageId"));
    }

    private Reply create(Call call) {
        MessageReader.Wish wish = reader.read(call.request());
        synchronized (organization) {
            Room room = room(call, wish);
            if (room.announcementOnly() && !room.moderatedBy(call.caller())) {
                throw WebexFault.forbidden("Only moderators can post in a room in announcement mode.");
            }
            Optional<Message> parent = wish.parentId().map(id -> parent(room, id));
            Content content = content(wish.text(), wish.markdown(), room);
            Message message = timeline.post(
                    room,
                    call.caller(),
                    new Timeline.Draft(
                            content,
                            parent,
                            wish.file().stream().toList(),
                            wish.card(),
                            call.baseUrl() + "/contents/"));
            ObjectNode json = message.json();
            wish.personId().ifPresent(id -> json.put("toPersonId", id));
            wish.personEmail().ifPresent(email -> json.put("toPersonEmail", email));
            return Reply.json(json);
        }
    }

    private Room room(Call call, MessageReader.Wish wish) {
        if (wish.roomId().isPresent()) {
            return access.room(call, wish.roomId().get());
        }
        Person other = wish.personId()
                .map(organization::requirePerson)
                .or(() -> wish.personEmail().flatMap(organization::personByEmail))
                .orElseThrow(() -> WebexFault.notFound("Could not find a person with provided email."));
        if (other == call.caller()) {
            throw WebexFault.badRequest("Cannot post to oneself.");
        }
        return timeline.direct(call.caller(), other);
    }

    private Message parent(Room room, String parentId) {
        Message parent = organization
                .message(Ids.read(Ids.Kind.MESSAGE, parentId))
                .filter(found -> found.room() == room)
                .orElseThrow(() -> WebexFault.notFound("Could not find the parent message with provided ID."));
        if (parent.parent().isPresent() && repliesToReplies) {
            return parent.parent().get();
        }
        if (parent.parent().isPresent()) {
            throw WebexFault.badRequest("parentId has to name the first message of a thread, not a reply.");
        }
        return parent;
    }

    private Content content(Optional<String> text, Optional<String> rich, Room room) {
        return rich.map(source -> markdown.render(source, text, room)).orElseGet(() -> Content.plain(text.orElse("")));
    }

    private Reply edit(Call call) {
        Message message = message(call);
        ObjectNode body = Json.read(call.request().body());
        Room room = access.room(call, Json.required(body, "roomId"));
        if (room != message.room()) {
            throw WebexFault.badRequest("roomId is not the room of the message.");
        }
        if (body.has("html")) {
            throw WebexFault.badRequest("html cannot be set; it is made from markdown.");
        }
        Optional<String> text = MessageReader.limited(body, "text");
        Optional<String> rich = MessageReader.limited(body, "markdown");
        if (text.isEmpty() && rich.isEmpty()) {
            throw WebexFault.badRequest("text or markdown is required.");
        }
        if (message.author() != call.caller()) {
            throw WebexFault.forbidden("Only the author can edit a message.");
        }
        timeline.refusesEdit(message).ifPresent(why -> {
            throw WebexFault.badRequest(why);
        });
        timeline.edit(message, content(text, rich, room));
        return Reply.json(message.json());
    }

    private Reply delete(Call call) {
        Message message = message(call);
        boolean may = message.author() == call.caller() || message.room().moderatedBy(call.caller());
        if (!may && !call.officer()) {
            throw WebexFault.forbidden("Only the author or a moderator can delete a message.");
        }
        timeline.delete(message, call.caller());
        return Reply.empty(204);
    }
}
