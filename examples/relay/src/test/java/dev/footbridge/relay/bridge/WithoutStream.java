package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ForwardingConnector;
import dev.footbridge.core.connector.StreamIngress;
import java.util.Optional;

/** A connector whose events the test tells by itself. */
class WithoutStream extends ForwardingConnector {

    private final Connector delegate;

    WithoutStream(Connector delegate) {
        this.delegate = delegate;
    }

    @Override
    protected Connector delegate() {
        return delegate;
    }

    @Override
    public Optional<StreamIngress> stream() {
        return Optional.empty();
    }
}
