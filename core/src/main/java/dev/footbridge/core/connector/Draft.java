package dev.footbridge.core.connector;

import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.MessageId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message to be.
 *
 * @param replyTo first message of the thread it belongs to
 * @param author in whose name it appears; absent means the connector's own identity
 * @param idempotencyKey the same for every attempt at the same message, 1 to 64 characters of {@code [a-z0-9-]}; given
 *     to the platform where it keeps one
 */
public record Draft(Document body, Optional<MessageId> replyTo, Optional<Persona> author, String idempotencyKey) {

    private static final Pattern KEY = Pattern.compile("[a-z0-9-]{1,64}");

    public Draft {
        if (!KEY.matcher(idempotencyKey).matches()) {
            throw new IllegalArgumentException("idempotency key must match " + KEY);
        }
    }

    /** A draft in the connector's own name. */
    public static Draft of(Document body, String idempotencyKey) {
        return new Draft(body, Optional.empty(), Optional.empty(), idempotencyKey);
    }

    /** The same draft in a thread. */
    public Draft inThread(MessageId root) {
        return new Draft(body, Optional.of(root), author, idempotencyKey);
    }

    /** The same draft in somebody's name. */
    public Draft as(Persona persona) {
        return new Draft(body, replyTo, Optional.of(persona), idempotencyKey);
    }

    /** The same draft with another body. */
    public Draft withBody(Document other) {
        return new Draft(other, replyTo, author, idempotencyKey);
    }

    /** The same draft with another key. */
    public Draft withKey(String key) {
        return new Draft(body, replyTo, author, key);
    }

    /** Never the body. */
    @Override
    public String toString() {
        return "Draft[" + idempotencyKey + "]";
    }
}
