package dev.footbridge.webex;

import dev.footbridge.core.connector.BoundedMap;
import dev.footbridge.core.id.MessageId;
import java.util.Map;

/**
 * The first messages of the threads of replies seen or written lately: threads have one level, and the id of a reply does
 * not tell its thread. Bounded; safe for concurrent use.
 */
final class WebexThreads {

    private static final int MOST = 10_000;

    private final Map<MessageId, MessageId> roots = new BoundedMap<>(MOST);

    synchronized void learn(MessageId reply, MessageId root) {
        roots.put(reply, root);
    }

    /** The first message of the thread that a message is in, as far as known; otherwise the message itself. */
    synchronized MessageId root(MessageId message) {
        return roots.getOrDefault(message, message);
    }
}
