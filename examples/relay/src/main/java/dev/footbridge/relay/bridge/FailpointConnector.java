package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.ForwardingConnector;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.util.HashMap;
import java.util.Map;

/** Crashes, when asked, just before or just after a post has happened. */
final class FailpointConnector extends ForwardingConnector {

    private final Connector delegate;
    private final Failpoints failpoints;

    private FailpointConnector(Connector delegate, Failpoints failpoints) {
        this.delegate = delegate;
        this.failpoints = failpoints;
    }

    static Map<String, Connector> around(Map<String, Connector> connectors, Failpoints failpoints) {
        Map<String, Connector> wrapped = new HashMap<>();
        connectors.forEach((name, connector) -> wrapped.put(name, new FailpointConnector(connector, failpoints)));
        return wrapped;
    }

    @Override
    protected Connector delegate() {
        return delegate;
    }

    @Override
    public MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
        failpoints.reached("before-send");
        MessageId id = delegate.post(channel, part);
        failpoints.reached("after-send");
        if (!part.files().isEmpty()) {
            failpoints.reached("file-sent");
        }
        return id;
    }
}
