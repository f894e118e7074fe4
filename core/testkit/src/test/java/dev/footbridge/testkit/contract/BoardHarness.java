package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A platform without threads, reactions and events. */
final class BoardHarness extends InMemoryHarness {

    BoardHarness(UnaryOperator<Connector> wrap) {
        super((connector, workspace) -> wrap.apply(new BoardConnector(connector, workspace)));
    }

    BoardHarness() {
        this(UnaryOperator.identity());
    }

    @Override
    public boolean canReply() {
        return false;
    }

    @Override
    public boolean canReact() {
        return false;
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.empty();
    }
}
