package dev.footbridge.core.connector;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells whether a post whose answer was lost has happened. */
public interface Readback {

    /**
     * A message that these credentials posted.
     *
     * @param key the idempotency key, where the platform gives it back
     * @param fingerprint comparable with {@link Readback#fingerprint}; content, so heap only
     */
    record Sent(MessageId id, Instant createdAt, Optional<String> key, String fingerprint) {
        /** Never the fingerprint. */
        @Override
        public String toString() {
            return "Sent[" + id + "]";
        }
    }

    /** Own messages in a channel, or in one of its threads, created at or after {@code since}; oldest first. Blocks. */
    List<Sent> sent(ChannelId channel, Optional<MessageId> thread, Instant since)
            throws ConnectorException, InterruptedException;

    /** What {@code sent} would say of this part: its visible text in the platform's normal form. Pure. */
    String fingerprint(Draft part);

    /** How long after a post its absence proves nothing yet. */
    java.time.Duration settleTime();
}
