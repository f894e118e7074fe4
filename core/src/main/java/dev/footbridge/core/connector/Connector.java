package dev.footbridge.core.connector;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.WorkspaceId;
import java.util.Optional;

/**
 * One workspace of a platform with one set of credentials. What a platform may lack is an optional capability; a caller
 * asks for it and never casts. All methods are safe for concurrent use. Methods that throw {@link ConnectorException}
 * block on I/O and never retry by themselves: pacing and retry belong to the caller, usually
 * {@link dev.footbridge.core.delivery.Delivery}.
 */
public interface Connector extends AutoCloseable {

    /** The workspace; no I/O. */
    WorkspaceId workspace();

    /**
     * What this channel keeps of a message and its limits; no I/O. A connector that has to look or ask for events itself
     * does so for the channels that were asked about here: a host asks about each of its channels before it listens.
     */
    Features features(ChannelId channel);

    /** Proves the credentials with the cheapest call there is, and tells who they are. May be called at any time. */
    Health check() throws ConnectorException, InterruptedException;

    /** Cuts a draft into messages the channel takes, in order, and tells what is lost; pure, no I/O. */
    Prepared prepare(ChannelId channel, Draft draft);

    /**
     * Posts one part that {@link #prepare} made; one with files streams them and takes as long as that takes. People never
     * see a file that is not whole. A source that fails is {@code NOT_APPLIED} with the source's own kind. Not idempotent: after {@link ConnectorException.Effect#UNKNOWN} ask
     * {@link #readback} before calling again.
     *
     * @return the id of the new message
     */
    MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException;

    /** How fast this connector may call; no I/O. */
    default Pacing pacing() {
        return Pacing.unlimited();
    }

    /** Changing own messages. */
    default Optional<Editing> editing() {
        return Optional.empty();
    }

    /** Deleting own messages. */
    default Optional<Removal> removal() {
        return Optional.empty();
    }

    /** Reacting. */
    default Optional<Reactions> reactions() {
        return Optional.empty();
    }

    /** Reading messages. */
    default Optional<History> history() {
        return Optional.empty();
    }

    /** Finding out whether a post happened. */
    default Optional<Readback> readback() {
        return Optional.empty();
    }

    /** Looking up people and channels. */
    default Optional<Directory> directory() {
        return Optional.empty();
    }

    /** Receiving events over HTTP. */
    default Optional<WebhookIngress> webhooks() {
        return Optional.empty();
    }

    /** Receiving events over a connection this side opens. */
    default Optional<StreamIngress> stream() {
        return Optional.empty();
    }

    /** Asking the platform to send events. */
    default Optional<Subscriptions> subscriptions() {
        return Optional.empty();
    }

    /** Telling what stands behind links to this platform. */
    default Optional<LinkPreviews> linkPreviews() {
        return Optional.empty();
    }

    /** Documents of this platform behind links: who can open them, and giving access. */
    default Optional<Sharing> sharing() {
        return Optional.empty();
    }

    /** Reading files. */
    default Optional<Downloads> downloads() {
        return Optional.empty();
    }

    /** Who is in a channel. */
    default Optional<Memberships> memberships() {
        return Optional.empty();
    }

    /** How people prove who they are. */
    default Optional<SignIn> signIn() {
        return Optional.empty();
    }

    /** Changing who is in the directory's groups for single sign-on. */
    default Optional<SignInGroups> signInGroups() {
        return Optional.empty();
    }

    /** Closes what this connector opened. Idempotent. */
    @Override
    void close();
}
