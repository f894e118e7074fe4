package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Posts sticky notes, and app cards as replies; edits and deletes them. */
final class MiroPosts implements Editing, Removal {

    /** Of a reply in the connector's own name; without one Miro writes words of its own. */
    private static final String NO_AUTHOR = "Reply";

    private final MiroApi api;
    private final MiroIds ids;
    private final MiroOwn own;
    private final MiroSession session;
    private final MiroListing listing;
    private final MiroPlacement placement;
    private final MiroUploads uploads;
    private final MiroWriter writer = new MiroWriter();

    MiroPosts(
            MiroApi api,
            MiroIds ids,
            MiroOwn own,
            MiroSession session,
            MiroListing listing,
            MiroPlacement placement,
            MiroUploads uploads) {
        this.api = api;
        this.ids = ids;
        this.own = own;
        this.session = session;
        this.listing = listing;
        this.placement = placement;
        this.uploads = uploads;
    }

    private static MiroDialect dialect(Draft draft) {
        return draft.replyTo().isPresent() ? MiroDialect.CARD : MiroDialect.NOTE;
    }

    Prepared prepare(Draft draft) {
        MiroDialect dialect = dialect(draft);
        Set<Loss> losses = new LinkedHashSet<>();
        boolean wordless = draft.body().isEmpty() && !draft.files().isEmpty();
        List<Document> bodies = wordless ? List.of() : writer.split(draft.body(), draft.author(), dialect);
        bodies.forEach(
                body -> losses.addAll(writer.body(body, draft.author(), dialect).losses()));
        List<Draft> parts = new ArrayList<>(draft.bodyParts(bodies));
        if (parts.size() > 1) {
            losses.add(Loss.degraded(Element.LONG_BODY));
        }
        parts.addAll(draft.fileParts(MiroUploads.LIMITS.perMessage()));
        if (draft.replyTo().isPresent()) {
            losses.add(Loss.degraded(Element.REPLY));
        }
        if (draft.author().isPresent()) {
            losses.add(Loss.degraded(Element.AUTHOR_NAME));
        }
        draft.author().flatMap(Persona::avatarUrl).ifPresent(url -> losses.add(Loss.dropped(Element.AUTHOR_AVATAR)));
        return new Prepared(parts, List.copyOf(losses));
    }

    MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
        MiroIds.Place place = ids.place(channel);
        if (!part.files().isEmpty()) {
            return postFile(channel, place, part);
        }
        MiroBody body = checked(part);
        Optional<MessageId> root = root(channel, part);
        MiroPlacement.Spot spot = placement.next(channel, place);
        ObjectNode request = Json.object();
        String operation = root.isPresent() ? "create-app-card-item" : "create-sticky-note-item";
        if (root.isPresent()) {
            ObjectNode data = card(part, body);
            data.put("status", "connected")
                    .set("fields", MiroMessages.threadField(root.get().value()));
            request.set("data", data);
        } else {
            request.putObject("data").put("content", body.html()).put("shape", "square");
            request.putObject("style").put("fillColor", MiroPalette.note(part.author()));
        }
        put(request, spot, place);
        JsonNode answer = api.call(operation, Map.of("board_id", place.board()), Map.of(), request);
        String item = made(channel, spot, answer, operation);
        return root.map(first -> MiroIds.reply(channel, first.value(), item))
                .orElseGet(() -> new MessageId(channel, item));
    }

    /** A file answers nothing: neither picture nor document has a field that could name what it belongs to. */
    private MessageId postFile(ChannelId channel, MiroIds.Place place, Draft part)
            throws ConnectorException, InterruptedException {
        MiroUploads.require(part);
        root(channel, part);
        MiroPlacement.Spot spot = placement.next(channel, place);
        ObjectNode data = Json.object();
        put(data, spot, place);
        JsonNode answer = uploads.create(place.board(), part, data);
        String operation = MiroUploads.operation(part.files().get(0));
        return new MessageId(channel, made(channel, spot, answer, operation));
    }

    private static void put(ObjectNode request, MiroPlacement.Spot spot, MiroIds.Place place) {
        request.putObject("position").put("x", spot.x()).put("y", spot.y());
        request.putObject("parent").put("id", place.frame());
    }

    private String made(ChannelId channel, MiroPlacement.Spot spot, JsonNode answer, String operation)
            throws ConnectorException {
        String item = Json.text(answer, "id")
                .filter(MiroIds::isId)
                .orElseThrow(() -> MiroErrors.notFromMiro(api.callOf(operation), 201, "no_id"));
        own.made(item);
        placement.placed(channel, spot, item);
        return item;
    }

    /** The first message of the thread: an app card answers a note, never another card. */
    private static Optional<MessageId> root(ChannelId channel, Draft part) throws ConnectorException {
        Optional<MessageId> root = part.replyTo().map(MiroIds::root);
        if (root.isPresent() && !root.get().channel().equals(channel)) {
            throw ConnectorException.of(Kind.REJECTED, "other_channel", "The thread is in another frame");
        }
        if (root.isPresent()) {
            MiroIds.item(root.get());
        }
        return root;
    }

    private static ObjectNode card(Draft part, MiroBody body) {
        String title = part.author().map(Persona::label).orElse(NO_AUTHOR);
        return Json.object().put("title", MiroWriter.title(title)).put("description", body.html());
    }

    /** What Miro is given of a part; pure. */
    MiroBody body(Draft part) {
        return writer.body(part.body(), part.author(), dialect(part));
    }

    private MiroBody checked(Draft part) throws ConnectorException {
        if (part.body().isEmpty()) {
            throw ConnectorException.of(Kind.REJECTED, "no_text", "An empty note says nothing");
        }
        MiroBody body = body(part);
        if (body.html().length() > MiroWriter.MAX_CONTENT
                && writer.split(part.body(), part.author(), dialect(part)).size() > 1) {
            throw ConnectorException.of(
                    Kind.REJECTED, "text_too_long", "The body is too long for one note: prepare the draft first");
        }
        return body;
    }

    @Override
    public void edit(MessageId message, Draft part) throws ConnectorException, InterruptedException {
        MiroIds.Place place = ids.place(message.channel());
        if (!part.files().isEmpty()) {
            throw ConnectorException.of(Kind.REJECTED, "edit_unsupported", "A file is not changed in its place");
        }
        boolean reply = MiroIds.isReply(message);
        // The item stays what it is, so its dialect counts and not that of the draft.
        Draft same = reply && part.replyTo().isEmpty() ? part.inThread(MiroIds.root(message)) : part;
        MiroBody body = checked(reply ? same : withoutThread(same));
        requireOwn(message, place);
        ObjectNode request = Json.object();
        if (reply) {
            ObjectNode data = request.putObject("data").put("description", body.html());
            // Without the fields, so that the card keeps those that it has.
            part.author().ifPresent(author -> data.put("title", MiroWriter.title(author.label())));
        } else {
            request.putObject("data").put("content", body.html());
        }
        api.call(
                reply ? "update-app-card-item" : "update-sticky-note-item",
                Map.of("board_id", place.board(), "item_id", MiroIds.item(message)),
                Map.of(),
                request);
    }

    private static Draft withoutThread(Draft part) {
        return new Draft(part.body(), Optional.empty(), part.author(), part.idempotencyKey());
    }

    @Override
    public void remove(MessageId message) throws ConnectorException, InterruptedException {
        MiroIds.Place place = ids.place(message.channel());
        try {
            requireOwn(message, place);
            removeKind(MiroIds.isReply(message) ? "delete-app-card-item" : "delete-sticky-note-item", message, place);
        } catch (ConnectorException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            removeFile(message, place);
        }
    }

    /** By kind: the address for items of any kind takes a tag off instead, if there is a tag_id. */
    private void removeKind(String operation, MessageId message, MiroIds.Place place)
            throws ConnectorException, InterruptedException {
        api.call(operation, Map.of("board_id", place.board(), "item_id", MiroIds.item(message)), Map.of(), null);
    }

    /** What is no note may be a file, or gone. */
    private void removeFile(MessageId message, MiroIds.Place place) throws ConnectorException, InterruptedException {
        try {
            String type = Json.text(listing.item(place, MiroIds.item(message)), "type")
                    .orElse("");
            if (MiroDownloads.isFile(type)) {
                removeKind("delete-" + type + "-item", message, place);
            }
        } catch (ConnectorException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    /** Miro would let the token change everybody's items. */
    private void requireOwn(MessageId message, MiroIds.Place place) throws ConnectorException, InterruptedException {
        String item = MiroIds.item(message);
        Optional<Boolean> known = own.known(item);
        if (known.isEmpty()) {
            session.introduce();
            known = Optional.of(own.wrote(listing.item(place, item)));
        }
        if (!known.get()) {
            throw ConnectorException.of(Kind.FORBIDDEN, "not_own", "The item was not made by this connector");
        }
    }
}
