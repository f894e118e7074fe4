package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Editing;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.Health;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.LinkPreviews;
import dev.footbridge.core.connector.Memberships;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Reactions;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Removal;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.connector.SignInGroups;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Rendering;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.message.User;
import dev.footbridge.testkit.emulator.ClientFile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A connector with every capability, against an {@link InMemoryWorkspace}. It keeps the contract that real connectors
 * keep, and needs neither network nor threads: an event is told on the thread that caused it.
 */
public final class InMemoryConnector implements Connector, Editing, Removal, Reactions, Subscriptions {

    private static final Duration SUBSCRIPTION_LIFE = Duration.ofHours(1);

    /** Ends when closed; idempotent. */
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    private final InMemoryWorkspace workspace;
    private final UserId self;
    private final InMemoryWriter writer;
    private final InMemoryReads reads;
    private final InMemoryIngress ingress;

    InMemoryConnector(InMemoryWorkspace workspace, UserId self) {
        this.workspace = workspace;
        this.self = self;
        this.writer = new InMemoryWriter(workspace.id());
        this.reads = new InMemoryReads(workspace, self);
        this.ingress = new InMemoryIngress(workspace, self);
    }

    /** The platform behind this connector, where tests act as people. */
    public InMemoryWorkspace platform() {
        return workspace;
    }

    /**
     * Tells the sink what happens from now on, without HTTP or a stream: each event on the thread that caused it, one
     * at a time, in order. What the sink refuses is told again when the next thing happens.
     */
    public Listening listen(InboundSink sink) {
        return workspace.events().listen(self, sink);
    }

    @Override
    public WorkspaceId workspace() {
        return workspace.id();
    }

    @Override
    public Features features(ChannelId channel) {
        FileLimits files = workspace.files().limits();
        return files.takesFiles() ? InMemoryFeatures.features(files) : InMemoryFeatures.withoutFiles();
    }

    @Override
    public Health check() throws ConnectorException, InterruptedException {
        return workspace.gate().identify(() -> new Health(self, workspace.gate().grant(), List.of()));
    }

    @Override
    public Prepared prepare(ChannelId channel, Draft draft) {
        FileLimits limits = workspace.files().limits();
        List<Loss> losses = new ArrayList<>();
        List<Draft> parts = new ArrayList<>();
        if (!draft.body().isEmpty() || draft.files().isEmpty() || !limits.takesFiles()) {
            Rendering<Document> rendering = writer.write(draft.body());
            losses.addAll(rendering.losses());
            parts.addAll(draft.bodyParts(rendering.parts()));
        }
        if (limits.takesFiles()) {
            parts.addAll(draft.fileParts(limits.perMessage()));
        } else if (!draft.files().isEmpty()) {
            losses.add(Loss.dropped(Element.ATTACHMENT));
        }
        return new Prepared(parts, losses);
    }

    @Override
    public MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
        Verb verb = part.files().isEmpty() ? Verb.POST : Verb.UPLOAD;
        return workspace.gate().call(verb, Optional.of(channel), () -> {
            existing(channel);
            if (part.files().isEmpty()) {
                check(part.body());
            }
            List<ClientFile> files = workspace.files().receive(part.files());
            Optional<MessageId> thread = part.replyTo().isPresent()
                    ? Optional.of(workspace.store().threadOf(part.replyTo().get()))
                    : Optional.empty();
            return workspace
                    .store()
                    .post(
                            author(part.author()),
                            channel,
                            part.body(),
                            workspace.files().add(files),
                            thread,
                            Optional.of(part.idempotencyKey()))
                    .id();
        });
    }

    private User author(Optional<Persona> persona) {
        String app = self.value().substring("app-".length());
        return new User(
                self,
                User.Kind.BOT,
                persona.map(Persona::label).orElse(app),
                Optional.empty(),
                persona.flatMap(Persona::avatarUrl));
    }

    private void existing(ChannelId channel) throws ConnectorException {
        if (workspace.find(channel).isEmpty()) {
            throw ConnectorException.of(
                    ConnectorException.Kind.NOT_FOUND, "channel_not_found", "the channel does not exist");
        }
    }

    private static void check(Document body) throws ConnectorException {
        if (body.isEmpty()) {
            throw ConnectorException.of(ConnectorException.Kind.REJECTED, "no_text", "a message needs a body");
        }
        if (InMemoryFeatures.length(body) > InMemoryFeatures.MAX_LENGTH) {
            throw ConnectorException.of(
                    ConnectorException.Kind.REJECTED, "too_long", "the body is too long: prepare the draft first");
        }
    }

    @Override
    public void edit(MessageId message, Draft part) throws ConnectorException, InterruptedException {
        workspace.gate().call(Verb.EDIT, Optional.of(message.channel()), () -> {
            check(part.body());
            return workspace.store().edit(self, message, part.body());
        });
    }

    @Override
    public void remove(MessageId message) throws ConnectorException, InterruptedException {
        workspace.gate().call(Verb.REMOVE, Optional.of(message.channel()), () -> {
            workspace.store().remove(self, message);
            return message;
        });
    }

    @Override
    public boolean supports(Emoji emoji) {
        return workspace.shows(emoji);
    }

    @Override
    public void react(MessageId message, Emoji emoji) throws ConnectorException, InterruptedException {
        set(Verb.REACT, message, emoji, true);
    }

    @Override
    public void unreact(MessageId message, Emoji emoji) throws ConnectorException, InterruptedException {
        set(Verb.UNREACT, message, emoji, false);
    }

    private void set(Verb verb, MessageId message, Emoji emoji, boolean there)
            throws ConnectorException, InterruptedException {
        workspace.gate().call(verb, Optional.of(message.channel()), () -> {
            if (!supports(emoji)) {
                throw ConnectorException.of(
                        ConnectorException.Kind.REJECTED, "invalid_emoji", "the workspace has no such emoji");
            }
            return workspace.store().react(author(Optional.empty()), message, emoji, there);
        });
    }

    @Override
    public Instant ensure(Set<ChannelId> channels, URI address) throws ConnectorException, InterruptedException {
        return workspace.gate().call(Verb.LOOK_UP, Optional.empty(), () -> {
            for (ChannelId channel : channels) {
                existing(channel);
            }
            return workspace.clock().instant().plus(SUBSCRIPTION_LIFE);
        });
    }

    @Override
    public Optional<Editing> editing() {
        return Optional.of(this);
    }

    @Override
    public Optional<Removal> removal() {
        return Optional.of(this);
    }

    @Override
    public Optional<Reactions> reactions() {
        return Optional.of(this);
    }

    @Override
    public Optional<History> history() {
        return Optional.of(reads);
    }

    @Override
    public Optional<Readback> readback() {
        return Optional.of(reads);
    }

    @Override
    public Optional<Directory> directory() {
        return Optional.of(reads);
    }

    @Override
    public Optional<WebhookIngress> webhooks() {
        return Optional.of(ingress);
    }

    @Override
    public Optional<StreamIngress> stream() {
        return Optional.of(ingress);
    }

    @Override
    public Optional<Subscriptions> subscriptions() {
        return Optional.of(this);
    }

    @Override
    public Optional<LinkPreviews> linkPreviews() {
        return Optional.of(workspace.documents());
    }

    @Override
    public Optional<Sharing> sharing() {
        return Optional.of(workspace.documents());
    }

    @Override
    public Optional<Downloads> downloads() {
        return Optional.of(workspace.files());
    }

    @Override
    public Optional<Memberships> memberships() {
        return Optional.of(workspace.members());
    }

    @Override
    public Optional<SignIn> signIn() {
        return Optional.of(workspace.members());
    }

    @Override
    public Optional<SignInGroups> signInGroups() {
        return Optional.of(workspace.groups());
    }

    /** Has nothing to close. */
    @Override
    public void close() {}
}
