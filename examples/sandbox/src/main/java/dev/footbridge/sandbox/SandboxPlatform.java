package dev.footbridge.sandbox;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.Emulator;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One platform of the sandbox: its emulator, and what a relay's configuration says to be pointed at it. */
interface SandboxPlatform extends AutoCloseable {

    /**
     * A channel.
     *
     * @param id as the client knows it
     * @param configured as the relay's configuration writes it
     */
    record Room(String id, String configured) {}

    /** The platform's name for people. */
    String title();

    /** A colour for the head of its client, as CSS writes it. */
    String colour();

    Emulator emulator();

    /** The channel that the sandbox bridges. */
    Room room();

    /** Another channel with the same people. */
    Room otherRoom();

    /** A new channel with the same people. */
    Room openRoom(String name);

    /** The bridged channel, as the client knows it. */
    default String channel() {
        return room().id();
    }

    /** A group chat to which people of other platforms are invited; empty where there is none. */
    default Optional<Room> groupChat() {
        return Optional.empty();
    }

    /** Somebody at home here who is a guest on another platform. */
    default Optional<String> traveller() {
        return Optional.empty();
    }

    /** Their account here, where they are a guest. */
    default Optional<String> guest() {
        return Optional.empty();
    }

    /** The account here, of either kind, of the one person who has several. */
    default Optional<String> counterpart() {
        return traveller().or(this::guest);
    }

    /** The connector's members in the relay's configuration, {@code platform} included. */
    Map<String, String> settings();

    /** A connector like the relay's; the caller closes it. */
    private Connector connector() {
        ConnectorProvider provider = ConnectorProvider.installed().stream()
                .filter(one -> one.platform().value().equals(emulator().name()))
                .findFirst()
                .orElseThrow();
        Map<String, String> values = new HashMap<>(settings());
        values.remove("platform");
        return provider.create(ConnectorConfig.of(provider, values));
    }

    /** What the bridged channel keeps, as the connector declares it. */
    default Features features() throws ConnectorException, InterruptedException {
        try (Connector connector = connector()) {
            // Some abilities hang on what is granted.
            connector.check();
            return connector.features(new ChannelId(connector.workspace(), room().configured()));
        }
    }

    /** The limits that a post to the other channel counts against. */
    default List<RateLimit> limits() {
        try (Connector connector = connector()) {
            return connector
                    .pacing()
                    .limits(
                            Verb.POST,
                            new ChannelId(connector.workspace(), otherRoom().configured()));
        }
    }

    /** The id of the account in whose name the relay writes. */
    String relayAccount();

    /** Whether the relay wrote a message. */
    default boolean isCopy(ClientMessage message) {
        return message.authorId().equals(relayAccount());
    }

    /** Most characters that people can write in one message here, as far as a long story goes. */
    default int longestTyped() {
        return Integer.MAX_VALUE;
    }

    /** The requests that read files of which no message tells the length; empty where messages tell it. */
    default Optional<String> readsFiles() {
        return Optional.empty();
    }

    /** Somebody makes a document, opens it to their organisation at most, and copies its link; empty without a storage. */
    default Optional<String> sharesDocument() {
        return Optional.empty();
    }

    /**
     * Registers the relay with the provider where the platform's people sign in.
     *
     * @param callback where they come back to
     * @return the client's members in the relay's configuration; none where there is no such provider
     */
    default Map<String, String> registerSignIn(URI callback) {
        return Map.of();
    }

    /** Tells the platform where the relay's webhooks are, where an administrator does that by hand. */
    void webhooksAt(URI address);

    @Override
    void close();
}
