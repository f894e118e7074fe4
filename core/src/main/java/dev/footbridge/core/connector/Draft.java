package dev.footbridge.core.connector;

import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message to be.
 *
 * @param replyTo first message of the thread it belongs to
 * @param author in whose name it appears; absent means the connector's own identity
 * @param idempotencyKey the same for every attempt at the same message, 1 to 64 characters of {@code [a-z0-9-]}; given
 *     to the platform where it keeps one
 * @param files that go with it; of the parts that {@link Connector#prepare} makes, those with files have an empty body
 */
public record Draft(
        Document body,
        Optional<MessageId> replyTo,
        Optional<Persona> author,
        String idempotencyKey,
        List<Upload> files) {

    private static final int MAX_KEY = 64;
    private static final Pattern KEY = Pattern.compile("[a-z0-9-]{1," + MAX_KEY + "}");

    public Draft {
        files = List.copyOf(files);
        if (!KEY.matcher(idempotencyKey).matches()) {
            throw new IllegalArgumentException("idempotency key must match " + KEY);
        }
    }

    /** A draft without files. */
    public Draft(Document body, Optional<MessageId> replyTo, Optional<Persona> author, String idempotencyKey) {
        this(body, replyTo, author, idempotencyKey, List.of());
    }

    /** A draft in the connector's own name. */
    public static Draft of(Document body, String idempotencyKey) {
        return new Draft(body, Optional.empty(), Optional.empty(), idempotencyKey);
    }

    /** The same draft in a thread. */
    public Draft inThread(MessageId root) {
        return new Draft(body, Optional.of(root), author, idempotencyKey, files);
    }

    /** The same draft in somebody's name. */
    public Draft as(Persona persona) {
        return new Draft(body, replyTo, Optional.of(persona), idempotencyKey, files);
    }

    /** The same draft with another body. */
    public Draft withBody(Document other) {
        return new Draft(other, replyTo, author, idempotencyKey, files);
    }

    /** The same draft with another key. */
    public Draft withKey(String key) {
        return new Draft(body, replyTo, author, key, files);
    }

    /** The same draft with other files. */
    public Draft withFiles(List<Upload> others) {
        return new Draft(body, replyTo, author, idempotencyKey, others);
    }

    /**
     * The bodies that this draft's body was cut into, one to a part: same thread and author, no files. The first has the key
     * of the draft, every other one with its number behind it.
     */
    public List<Draft> bodyParts(List<Document> bodies) {
        List<Draft> parts = new ArrayList<>();
        for (Document one : bodies) {
            String key = parts.isEmpty() ? idempotencyKey : numbered("-" + (parts.size() + 1));
            parts.add(new Draft(one, replyTo, author, key));
        }
        return parts;
    }

    /**
     * The files alone, as many to a part as a message takes: same thread and author, no body, the key of the draft with a
     * number behind it. So text stays editable where a message with files is not, and no file holds up words.
     */
    public List<Draft> fileParts(int perMessage) {
        List<Draft> parts = new ArrayList<>();
        for (int from = 0; from < files.size(); from += perMessage) {
            List<Upload> some = files.subList(from, Math.min(files.size(), from + perMessage));
            parts.add(new Draft(Document.empty(), replyTo, author, numbered("-f" + (parts.size() + 1)), some));
        }
        return parts;
    }

    /** A key may be as long as a key can be. */
    private String numbered(String suffix) {
        return idempotencyKey.substring(0, Math.min(idempotencyKey.length(), MAX_KEY - suffix.length())) + suffix;
    }

    /** Never the body. */
    @Override
    public String toString() {
        return "Draft[" + idempotencyKey + "]";
    }
}
