package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.delivery.PacedCalls;
import dev.footbridge.core.delivery.PlatformCall;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A channel of a bridge while the engine runs. */
final class BridgedChannel {

    private final long number;
    private final long workspace;
    private final String connectorName;
    private final Connector connector;
    private final long bridgedAt;
    private final AtomicInteger toRead = new AtomicInteger();
    private volatile ChannelId id;
    private volatile EmojiTable emoji = EmojiTable.empty();
    private volatile boolean repairing;
    private volatile @Nullable PacedCalls reads;

    BridgedChannel(
            long number, long workspace, ChannelId id, String connectorName, Connector connector, long bridgedAt) {
        this.number = number;
        this.workspace = workspace;
        this.id = id;
        this.connectorName = connectorName;
        this.connector = connector;
        this.bridgedAt = bridgedAt;
    }

    /** The ledger's number: of the channel, and of its lane. */
    long number() {
        return number;
    }

    /** The ledger's number of its workspace. */
    long workspace() {
        return workspace;
    }

    ChannelId id() {
        return id;
    }

    MessageId message(String value) {
        return new MessageId(id, value);
    }

    Platform platform() {
        return id.workspace().platform();
    }

    String connectorName() {
        return connectorName;
    }

    Connector connector() {
        return connector;
    }

    void emoji(EmojiTable table) {
        emoji = table;
    }

    /** The table of all bridges that join with its own. */
    EmojiTable emoji() {
        return emoji;
    }

    /** The name that a reaction of its people is counted under; empty when no other channel could show it. */
    Optional<String> canonical(Emoji shown) {
        return emoji.canonical(connectorName, shown);
    }

    /** What the relay would react with for a canonical name; empty when it cannot. */
    Optional<Emoji> reaction(String canonical) {
        return emoji.on(connectorName, canonical)
                .filter(shown -> can(shown.custom() ? Element.CUSTOM_REACTION : Element.REACTION)
                        && connector
                                .reactions()
                                .filter(able -> able.supports(shown))
                                .isPresent());
    }

    /** Whether the channel does this at all, be it in another form. */
    boolean can(Element element) {
        return switch (connector.features(id).fidelity(element)) {
            case FULL, DEGRADED -> true;
            case DROPPED, REJECTED -> false;
        };
    }

    /** How it can be read, if at all. */
    Optional<History> history() {
        PacedCalls paced = reads;
        return connector.history().map(history -> paced == null ? history : new PacedHistory(history, paced));
    }

    /** A call that shares the limits of what is sent. */
    <T> T paced(Verb verb, PlatformCall<T> call) throws ConnectorException, InterruptedException {
        PacedCalls paced = reads;
        return paced == null ? call.run() : paced.call(verb, id, call);
    }

    /** From now on reads share the limits of what is sent. */
    void pace(PacedCalls calls) {
        reads = calls;
    }

    /** Messages from before are none of our business. */
    long bridgedAt() {
        return bridgedAt;
    }

    void movedTo(ChannelId other) {
        id = other;
    }

    /** Events that must be read at the source first; whatever makes a new message queues behind them. */
    AtomicInteger toRead() {
        return toRead;
    }

    /** While its history is compared, live messages wait so that the older ones come first. */
    void repairing(boolean now) {
        repairing = now;
    }

    boolean isRepairing() {
        return repairing;
    }

    boolean holdsBack() {
        return repairing || toRead.get() > 0;
    }
}
