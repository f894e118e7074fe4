package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message of a room. Ordered by {@code sequence} within all rooms. */
final class Message {
    /** Edits that one message takes. */
    static final int MAX_EDITS = 10;

    private final String id;
    private final long sequence;
    private final Room room;
    private final Person author;
    private final Optional<Message> parent;
    private final Optional<JsonNode> card;
    private final Instant created;
    private Content content;
    private final Map<String, String> files = new LinkedHashMap<>();
    private Optional<Instant> updated = Optional.empty();
    private int edits;
    private boolean deleted;

    Message(
            String id,
            long sequence,
            Room room,
            Person author,
            Optional<Message> parent,
            Optional<JsonNode> card,
            Instant created,
            Content content) {
        this.id = id;
        this.sequence = sequence;
        this.room = room;
        this.author = author;
        this.parent = parent;
        this.card = card;
        this.created = created;
        this.content = content;
    }

    String id() {
        return id;
    }

    long sequence() {
        return sequence;
    }

    Room room() {
        return room;
    }

    Person author() {
        return author;
    }

    Optional<Message> parent() {
        return parent;
    }

    Optional<JsonNode> card() {
        return card;
    }

    Instant created() {
        return created;
    }

    Content content() {
        return content;
    }

    boolean hasFiles() {
        return !files.isEmpty();
    }

    /** Their content ids, in order. */
    List<String> files() {
        return List.copyOf(files.keySet());
    }

    Optional<Instant> updated() {
        return updated;
    }

    boolean deleted() {
        return deleted;
    }

    void attach(String contentId, String url) {
        files.put(contentId, url);
    }

    void edit(Content now, Instant at) {
        content = now;
        updated = Optional.of(at);
        edits++;
    }

    int edits() {
        return edits;
    }

    void delete() {
        deleted = true;
    }

    /** Bots see of group rooms what they wrote and what mentions them. */
    boolean visibleTo(Person reader) {
        return !reader.bot() || room.direct() || author == reader || content.mentions(reader);
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("id", id);
        parent.ifPresent(first -> json.put("parentId", first.id()));
        json.put("roomId", room.id()).put("roomType", room.type());
        if (!content.text().isEmpty()) {
            json.put("text", content.text());
        }
        content.markdown().ifPresent(markdown -> json.put("markdown", markdown));
        content.html().ifPresent(html -> json.put("html", html));
        tail(json);
        card.ifPresent(one -> json.putArray("attachments").add(one));
        times(json);
        if (hasFiles()) {
            json.put("isVoiceClip", false);
        }
        return json;
    }

    /** What webhooks tell: no text, and no card. */
    ObjectNode summary() {
        ObjectNode json = Json.object().put("id", id).put("roomId", room.id()).put("roomType", room.type());
        parent.ifPresent(first -> json.put("parentId", first.id()));
        tail(json);
        times(json);
        return json;
    }

    private void tail(ObjectNode json) {
        if (hasFiles()) {
            files.values().forEach(json.putArray("files")::add);
        }
        json.put("personId", author.id()).put("personEmail", author.email());
        if (!content.mentions().people().isEmpty()) {
            content.mentions().people().forEach(json.putArray("mentionedPeople")::add);
        }
        if (content.mentions().all()) {
            json.putArray("mentionedGroups").add("all");
        }
    }

    private void times(ObjectNode json) {
        json.put("created", Json.time(created));
        updated.ifPresent(at -> json.put("updated", Json.time(at)));
    }
}
