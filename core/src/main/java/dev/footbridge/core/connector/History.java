package dev.footbridge.core.connector;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import java.util.Optional;

/**
 * Reads messages as they stand now. Each call is one request to the platform. Pages come in the platform's order; the
 * caller sorts. Deleted messages are left out.
 */
public interface History {

    /** Messages of a channel that start no or their own thread (no replies), created within the window. */
    Page<Message> messages(ChannelId channel, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException;

    /** Replies of one thread created within the window; without its first message. */
    Page<Message> replies(MessageId root, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException;

    /** One message or reply; empty when it is gone. */
    Optional<Message> message(MessageId id) throws ConnectorException, InterruptedException;
}
