package dev.footbridge.core.connector;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.WorkspaceId;
import java.util.Optional;

/** Forwards everything; the base of wrappers, which override what they change. */
public abstract class ForwardingConnector implements Connector {

    /** For subclasses. */
    protected ForwardingConnector() {}

    /** The connector that does the work. */
    protected abstract Connector delegate();

    @Override
    public WorkspaceId workspace() {
        return delegate().workspace();
    }

    @Override
    public Features features(ChannelId channel) {
        return delegate().features(channel);
    }

    @Override
    public Health check() throws ConnectorException, InterruptedException {
        return delegate().check();
    }

    @Override
    public Prepared prepare(ChannelId channel, Draft draft) {
        return delegate().prepare(channel, draft);
    }

    @Override
    public MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
        return delegate().post(channel, part);
    }

    @Override
    public Pacing pacing() {
        return delegate().pacing();
    }

    @Override
    public Optional<Editing> editing() {
        return delegate().editing();
    }

    @Override
    public Optional<Removal> removal() {
        return delegate().removal();
    }

    @Override
    public Optional<Reactions> reactions() {
        return delegate().reactions();
    }

    @Override
    public Optional<History> history() {
        return delegate().history();
    }

    @Override
    public Optional<Readback> readback() {
        return delegate().readback();
    }

    @Override
    public Optional<Directory> directory() {
        return delegate().directory();
    }

    @Override
    public Optional<WebhookIngress> webhooks() {
        return delegate().webhooks();
    }

    @Override
    public Optional<StreamIngress> stream() {
        return delegate().stream();
    }

    @Override
    public Optional<Subscriptions> subscriptions() {
        return delegate().subscriptions();
    }

    @Override
    public Optional<LinkPreviews> linkPreviews() {
        return delegate().linkPreviews();
    }

    @Override
    public Optional<Sharing> sharing() {
        return delegate().sharing();
    }

    @Override
    public Optional<Downloads> downloads() {
        return delegate().downloads();
    }

    @Override
    public Optional<Memberships> memberships() {
        return delegate().memberships();
    }

    @Override
    public Optional<SignIn> signIn() {
        return delegate().signIn();
    }

    @Override
    public Optional<SignInGroups> signInGroups() {
        return delegate().signInGroups();
    }

    @Override
    public void close() {
        delegate().close();
    }
}
