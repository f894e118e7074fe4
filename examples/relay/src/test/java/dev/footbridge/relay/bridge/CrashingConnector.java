package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Editing;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.util.Optional;

/** A connector of a process that may be dead: then nothing gets out any more. */
final class CrashingConnector extends WithoutStream {

    private final Crash crash;

    CrashingConnector(Connector delegate, Crash crash) {
        super(delegate);
        this.crash = crash;
    }

    @Override
    public MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
        crash.stopWhenDead();
        return super.post(channel, part);
    }

    @Override
    public Optional<Editing> editing() {
        return super.editing().map(editing -> (message, part) -> {
            crash.stopWhenDead();
            editing.edit(message, part);
        });
    }
}
