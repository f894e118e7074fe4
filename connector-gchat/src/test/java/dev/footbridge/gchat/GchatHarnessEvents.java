package dev.footbridge.gchat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.gchat.emulator.GchatEmulator;
import dev.footbridge.testkit.contract.ConnectorHarness.Ingress;
import dev.footbridge.testkit.contract.ConnectorHarness.Listening;
import dev.footbridge.testkit.contract.ConnectorHarness.Webhooks;
import java.util.Map;

/** How events come from the emulator to a connector. */
final class GchatHarnessEvents implements AutoCloseable {

    GchatHarnessEvents(GchatEmulator chat, GchatIds ids, GchatAuth auth) {}

    Map<String, String> settings() {
        return Map.of("audience", "https://relay.example.com/gchat");
    }

    Webhooks webhooks() {
        throw new UnsupportedOperationException();
    }

    Listening listen(Connector connector, Ingress way, InboundSink sink, ChannelId channel) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
