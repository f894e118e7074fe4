package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.delivery.PacedCalls;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import java.util.Optional;

/** A history whose reads share the platform's limits with everything else that is sent there. */
record PacedHistory(History history, PacedCalls calls) implements History {

    @Override
    public Page<Message> messages(ChannelId channel, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        return calls.call(Verb.READ, channel, () -> history.messages(channel, window, cursor));
    }

    @Override
    public Page<Message> replies(MessageId root, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        return calls.call(Verb.READ, root.channel(), () -> history.replies(root, window, cursor));
    }

    @Override
    public Optional<Message> message(MessageId id) throws ConnectorException, InterruptedException {
        return calls.call(Verb.READ, id.channel(), () -> history.message(id));
    }
}
