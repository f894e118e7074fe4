package dev.footbridge.gchat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.gchat.emulator.GchatEmulator;
import dev.footbridge.testkit.contract.ConnectorHarness.Ingress;
import dev.footbridge.testkit.contract.ConnectorHarness.Listening;
import dev.footbridge.testkit.contract.ConnectorHarness.Webhooks;
import dev.footbridge.testkit.contract.StreamRunner;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How events come from the emulator to a connector: interaction events for an app without approval, otherwise what is
 * subscribed with Google Workspace Events, by Pub/Sub push or pull.
 */
final class GchatHarnessEvents implements AutoCloseable {

    private final GchatEmulator chat;
    private final GchatAuth auth;
    private final GchatHarnessServer server = new GchatHarnessServer();
    private final Optional<String> queue;

    GchatHarnessEvents(GchatEmulator chat, GchatAuth auth) {
        this.chat = chat;
        this.auth = auth;
        this.queue = auth.reads() ? Optional.of(chat.events().addPullSubscription()) : Optional.empty();
    }

    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        Map<String, Object> described = chat.describe();
        settings.put("oidc-keys-url", (String) described.get("oidcKeysUrl"));
        settings.put("chat-keys-url", (String) described.get("chatKeysUrl"));
        if (auth.reads()) {
            settings.put("push-audience", server.address().toString());
            settings.put("push-service-account", chat.events().pushAccount());
            settings.put("pubsub-topic", chat.events().topic());
            settings.put("pubsub-subscription", queue.orElseThrow());
        } else {
            settings.put("project-number", (String) described.get("projectNumber"));
        }
        return settings;
    }

    Webhooks webhooks() {
        return new GchatHarnessWebhooks(chat, auth, server.address());
    }

    Listening listen(Connector connector, Ingress way, InboundSink sink, ChannelId channel) {
        return way == Ingress.STREAM ? stream(connector, sink, channel) : webhooks(connector, sink, channel);
    }

    private Listening webhooks(Connector connector, InboundSink sink, ChannelId channel) {
        server.listen(connector.webhooks().orElseThrow(), sink);
        try {
            connector.check();
        } catch (ConnectorException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (auth.reads()) {
            chat.events().addPushSubscription(server.address());
            subscribe(connector, channel);
        } else {
            chat.events()
                    .connectApp(server.address(), GchatEmulator.Format.CLASSIC, GchatEmulator.Audience.PROJECT_NUMBER);
        }
        return listening(Optional.of(server.address()), server::silence);
    }

    private void subscribe(Connector connector, ChannelId channel) {
        try {
            connector.subscriptions().orElseThrow().ensure(Set.of(channel), server.address());
        } catch (ConnectorException e) {
            throw new IllegalStateException("the space cannot be subscribed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Listening stream(Connector connector, InboundSink sink, ChannelId channel) {
        subscribe(connector, channel);
        return StreamRunner.start(connector, sink);
    }

    private static Listening listening(Optional<URI> address, Runnable end) {
        return new Listening() {
            @Override
            public Optional<URI> address() {
                return address;
            }

            @Override
            public void close() {
                end.run();
            }
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
