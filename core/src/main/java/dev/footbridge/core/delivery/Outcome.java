package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.id.MessageId;
import java.util.List;

/** What became of an operation. */
public sealed interface Outcome {

    /** Done; {@code posted} has one id per part that was posted by it. */
    record Delivered(List<MessageId> posted) implements Outcome {
        public Delivered {
            posted = List.copyOf(posted);
        }
    }

    /** The platform will not take it; {@code posted} parts stand. */
    record Refused(ConnectorException reason, List<MessageId> posted) implements Outcome {
        public Refused {
            posted = List.copyOf(posted);
        }
    }

    /** It may have happened, and nobody can tell; not tried again by policy. */
    record Uncertain(ConnectorException reason) implements Outcome {}

    /** Not done in time, or closed before; nothing of it is in flight. */
    record Expired(String reason) implements Outcome {}
}
