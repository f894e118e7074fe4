package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.MessageId;
import java.time.Instant;
import java.util.Optional;

/** One call to a platform. Everything but {@link Post} is idempotent. */
public sealed interface Action {

    /**
     * Posts one part.
     *
     * @param key stable id of this part: the journal's key
     * @param earlier an attempt of an earlier life whose outcome is unknown: read back first
     */
    record Post(String key, Draft part, Optional<Attempt> earlier) implements Action {}

    /** Replaces a message by one part. */
    record Edit(MessageId message, Draft part) implements Action {}

    /** Deletes a message. */
    record Remove(MessageId message) implements Action {}

    /** Adds an emoji. */
    record React(MessageId message, Emoji emoji) implements Action {}

    /** Takes an emoji away. */
    record Unreact(MessageId message, Emoji emoji) implements Action {}

    /**
     * A post that may have happened.
     *
     * @param startedAt before the first byte went out
     * @param mark keyed hash of the part's fingerprint, as the journal was given it
     */
    record Attempt(int number, Instant startedAt, String mark) {}
}
