package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.delivery.PlatformCall;
import dev.footbridge.relay.documents.LookUps;
import java.util.Optional;

/** Look-ups that share the limits of a channel; of a platform without bridged channels there are none to share. */
record PacedLookUps(Optional<BridgedChannel> channel) implements LookUps {

    @Override
    public <T> T call(PlatformCall<T> call) throws ConnectorException, InterruptedException {
        return channel.isEmpty() ? call.run() : channel.get().paced(Verb.LOOK_UP, call);
    }
}
