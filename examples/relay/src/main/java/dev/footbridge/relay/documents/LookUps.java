package dev.footbridge.relay.documents;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.delivery.PlatformCall;

/** How a platform is asked, so that its limits are kept. */
public interface LookUps {

    /** Asks; may wait for its turn. */
    <T> T call(PlatformCall<T> call) throws ConnectorException, InterruptedException;

    /** Asks at once. */
    static LookUps unpaced() {
        return new LookUps() {
            @Override
            public <T> T call(PlatformCall<T> call) throws ConnectorException, InterruptedException {
                return call.run();
            }
        };
    }
}
