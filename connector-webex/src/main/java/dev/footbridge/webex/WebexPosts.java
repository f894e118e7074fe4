package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Editing;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Removal;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Posts, edits, deletes. */
final class WebexPosts implements Editing, Removal {

    private final WebexApi api;
    private final WebexIds ids;
    private final WebexWriter writer;
    private final WebexSession session;
    private final WebexRooms rooms;
    private final WebexThreads threads;
    private final Optional<WebexGuestPosts> guests;

    WebexPosts(
            WebexApi api,
            WebexIds ids,
            WebexWriter writer,
            WebexSession session,
            WebexRooms rooms,
            WebexThreads threads,
            Optional<WebexGuestPosts> guests) {
        this.api = api;
        this.ids = ids;
        this.writer = writer;
        this.session = session;
        this.rooms = rooms;
        this.threads = threads;
        this.guests = guests;
    }

    Prepared prepare(Draft draft) {
        Set<Loss> losses = new LinkedHashSet<>();
        Optional<Persona> named = nameInText(draft);
        boolean wordless = draft.body().isEmpty() && !draft.files().isEmpty();
        List<Document> bodies = wordless ? List.of() : writer.split(draft.body(), named);
        bodies.forEach(body -> losses.addAll(writer.losses(body, named)));
        List<Draft> parts = new ArrayList<>(draft.bodyParts(bodies));
        if (parts.size() > 1) {
            losses.add(Loss.degraded(Element.LONG_BODY));
        }
        parts.addAll(draft.fileParts(WebexUploads.LIMITS.perMessage()));
        if (named.isPresent()) {
            losses.add(Loss.degraded(Element.AUTHOR_NAME));
        }
        draft.author().flatMap(Persona::avatarUrl).ifPresent(url -> losses.add(Loss.dropped(Element.AUTHOR_AVATAR)));
        return new Prepared(parts, List.copyOf(losses));
    }

    /** The author whose name must stand in the text, because Webex will not show it otherwise. */
    private Optional<Persona> nameInText(Draft draft) {
        return guests.isPresent() ? Optional.empty() : draft.author();
    }

    /** What Webex is given of a part; pure. */
    private String markdown(Draft part, Optional<Persona> named) throws ConnectorException {
        if (!part.files().isEmpty()) {
            return label(part, named);
        }
        if (part.body().isEmpty()) {
            throw ConnectorException.of(Kind.REJECTED, "empty_message", "Webex takes no message without text");
        }
        String markdown = writer.markdown(part.body(), named);
        if (WebexWriter.bytes(markdown) > WebexWriter.MAX_BYTES) {
            throw ConnectorException.of(
                    Kind.REJECTED, "message_too_long", "The body is too long for one message: prepare the draft first");
        }
        return markdown;
    }

    private String label(Draft part, Optional<Persona> named) throws ConnectorException {
        WebexUploads.LIMITS.require(part);
        return writer.markdown(WebexWriter.label(named), Optional.empty());
    }

    /** What people see of a part, files aside; pure. */
    Document seen(Draft part) {
        if (!part.files().isEmpty()) {
            return writer.seen(WebexWriter.label(nameInText(part)), Optional.empty());
        }
        return writer.seen(part.body(), nameInText(part));
    }

    MessageId post(ChannelId room, Draft part) throws ConnectorException, InterruptedException {
        ids.raw(room);
        String markdown = markdown(part, nameInText(part));
        Optional<MessageId> asked = part.replyTo();
        if (asked.isPresent() && !sameRoom(asked.get().channel(), room)) {
            throw ConnectorException.of(Kind.REJECTED, "other_room", "The thread is in another room");
        }
        Optional<MessageId> root = asked.map(threads::root);
        rooms.add(room);
        try {
            return posted(room, part, root, markdown);
        } catch (ConnectorException e) {
            Optional<MessageId> first = root.isPresent() && isAboutThread(e) ? rootOf(root.get()) : Optional.empty();
            if (first.isEmpty()) {
                throw e;
            }
            return posted(room, part, first, markdown);
        }
    }

    private boolean sameRoom(ChannelId one, ChannelId other) {
        return one.equals(other) || rooms.current(one).equals(rooms.current(other));
    }

    private static boolean isAboutThread(ConnectorException e) {
        return e.kind() == Kind.REJECTED && e.effect() == Effect.NOT_APPLIED;
    }

    /** A reply that we have not seen: Webex knows which thread it is in. */
    private Optional<MessageId> rootOf(MessageId reply) throws ConnectorException, InterruptedException {
        try {
            JsonNode message = api.call(WebexCall.MESSAGE, ids.raw(reply));
            Optional<MessageId> root = WebexIds.message(reply.channel(), Json.nonBlank(message, "parentId"))
                    .filter(first -> !first.equals(reply));
            root.ifPresent(first -> threads.learn(reply, first));
            return root;
        } catch (ConnectorException e) {
            return Optional.empty();
        }
    }

    private MessageId posted(ChannelId room, Draft part, Optional<MessageId> root, String markdown)
            throws ConnectorException, InterruptedException {
        ObjectNode body = Json.object().put("roomId", ids.raw(rooms.current(room)));
        if (!markdown.isEmpty()) {
            body.put("markdown", markdown);
        }
        if (root.isPresent()) {
            body.put("parentId", ids.raw(root.get()));
        }
        boolean asGuest = guests.isPresent() && part.author().isPresent();
        JsonNode answer = asGuest
                ? guests.get().post(room, part.author().get().label(), body, part.files())
                : part.files().isEmpty()
                        ? api.call(WebexCall.POST, "", body)
                        : api.upload(body, part.files().get(0));
        MessageId posted = WebexMessages.id(room, answer)
                .orElseThrow(() -> ConnectorException.unavailable(
                        Effect.UNKNOWN, "foreign_answer", "A post was answered without its id", null));
        if (!asGuest) {
            Json.text(answer, "personId").filter(WebexIds::isId).ifPresent(session::learn);
        }
        root.ifPresent(first -> threads.learn(posted, first));
        return posted;
    }

    @Override
    public void edit(MessageId message, Draft part) throws ConnectorException, InterruptedException {
        String id = ids.raw(message);
        if (!part.files().isEmpty()) {
            throw ConnectorException.of(
                    Kind.REJECTED, WebexErrors.NOT_EDITABLE, "Webex changes no message that has a file");
        }
        if (guests.isPresent() && part.author().isPresent()) {
            editAsGuest(guests.get(), part.author().get(), message, part);
            return;
        }
        edit(id, message, markdown(part, nameInText(part)));
    }

    /** As the guest; else the message may be from before there were guests; else the guest is no longer in the room. */
    private void editAsGuest(WebexGuestPosts as, Persona author, MessageId message, Draft part)
            throws ConnectorException, InterruptedException {
        String id = ids.raw(message);
        ObjectNode body = body(rooms.current(message.channel()), markdown(part, Optional.empty()));
        if (as.edit(author.label(), id, body)) {
            return;
        }
        try {
            edit(id, message, markdown(part, Optional.of(author)));
        } catch (ConnectorException e) {
            if (e.kind() != Kind.FORBIDDEN) {
                throw e;
            }
            as.editInside(message.channel(), author.label(), id, body);
        }
    }

    private void edit(String id, MessageId message, String markdown) throws ConnectorException, InterruptedException {
        ChannelId room = rooms.current(message.channel());
        try {
            api.call(WebexCall.EDIT, id, body(room, markdown));
        } catch (ConnectorException e) {
            // The room may have another id since; the message tells.
            Optional<ChannelId> now =
                    e.kind() == Kind.NOT_FOUND || e.code().equals("bad_request") ? roomOf(message) : Optional.empty();
            if (now.isEmpty() || now.get().equals(room)) {
                throw e;
            }
            api.call(WebexCall.EDIT, id, body(now.get(), markdown));
        }
    }

    private ObjectNode body(ChannelId room, String markdown) throws ConnectorException {
        return Json.object().put("roomId", ids.raw(room)).put("markdown", markdown);
    }

    private Optional<ChannelId> roomOf(MessageId message) throws ConnectorException, InterruptedException {
        try {
            Optional<ChannelId> now = ids.room(Json.text(api.call(WebexCall.MESSAGE, ids.raw(message)), "roomId"));
            now.filter(room -> WebexIds.same(room.value(), message.channel().value()))
                    .ifPresent(room -> rooms.moved(message.channel(), room));
            return now;
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void remove(MessageId message) throws ConnectorException, InterruptedException {
        String id = ids.raw(message);
        try {
            api.call(WebexCall.DELETE, id);
        } catch (ConnectorException e) {
            boolean refused = e.kind() == Kind.FORBIDDEN && !e.code().equals(WebexErrors.MISSING_SCOPE);
            boolean done = e.kind() == Kind.NOT_FOUND
                    || (refused && guests.isPresent() && guests.get().remove(id));
            if (!done) {
                throw e;
            }
        }
    }
}
