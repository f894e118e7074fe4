package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.Reaction;
import dev.footbridge.core.message.User;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.fake.InMemoryConnector;
import dev.footbridge.testkit.fake.InMemoryConnectorProvider;
import dev.footbridge.testkit.fake.InMemoryFault;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import dev.footbridge.testkit.fake.ManualClock;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The contract against the fake; {@code wrap} lets a test put a broken connector in its place. */
class InMemoryHarness
        implements ConnectorHarness, ConnectorHarness.People, ConnectorHarness.Faults, ConnectorHarness.Calls {

    private final ManualClock clock = ManualClock.at("2026-01-01T12:00:00Z");
    private final InMemoryConnectorProvider provider = new InMemoryConnectorProvider("memory", clock);
    private final InMemoryWorkspace workspace = provider.workspace("W1");
    private final UserId ada = workspace.person("Ada");
    private final UserId ben = workspace.person("Ben");
    private final ChannelId channel = workspace.channel("general");
    private final Emoji parrot = workspace.customEmoji("party_parrot");
    private final URI document = workspace.document(ada, "Plans for spring");
    private final BiFunction<Connector, InMemoryWorkspace, Connector> wrap;

    InMemoryHarness(BiFunction<Connector, InMemoryWorkspace, Connector> wrap) {
        this.wrap = wrap;
    }

    InMemoryHarness() {
        this((connector, workspace) -> connector);
    }

    @Override
    public ConnectorProvider provider() {
        return provider;
    }

    @Override
    public boolean isRegistered() {
        return false;
    }

    @Override
    public Connector connect() {
        ConnectorConfig config =
                ConnectorConfig.of(provider, Map.of("workspace", "W1"), clock, new Random(1), CredentialStore.none());
        return wrap.apply(provider.create(config), workspace);
    }

    @Override
    public Set<String> secrets() {
        return Set.of(workspace.webhookSecret());
    }

    @Override
    public ChannelId channel() {
        return channel;
    }

    @Override
    public ChannelId missingChannel() {
        return new ChannelId(workspace.id(), "nowhere");
    }

    @Override
    public Optional<Emoji> customEmoji() {
        return Optional.of(parrot);
    }

    @Override
    public Optional<String> group() {
        return Optional.of("everyone-here");
    }

    @Override
    public int moreThanOnePage() {
        return 60;
    }

    @Override
    public People people() {
        return this;
    }

    @Override
    public Faults faults() {
        return this;
    }

    @Override
    public Calls calls() {
        return this;
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new InMemoryWebhooks(workspace, clock));
    }

    @Override
    public Optional<DirectoryGroup> directoryGroup() {
        workspace.makeGroup("staff");
        return Optional.of(new DirectoryGroup() {
            @Override
            public String id() {
                return "staff";
            }

            @Override
            public String missing() {
                return "nowhere";
            }

            @Override
            public Set<UserId> members() {
                return workspace.group("staff");
            }

            @Override
            public void put(UserId user) {
                workspace.makeGroup("staff", user);
            }

            @Override
            public List<UserId> crowd() {
                workspace.makeGroup("staff", ada, ben);
                return List.of(ada, ben);
            }
        });
    }

    @Override
    public Optional<LinkedDocument> document() {
        return Optional.of(new InMemoryDocument(workspace, document));
    }

    private record InMemoryDocument(InMemoryWorkspace workspace, URI link) implements LinkedDocument {
        @Override
        public String title() {
            return "Plans for spring";
        }

        @Override
        public URI missing() {
            return URI.create(link + "99");
        }

        @Override
        public Map<String, Sharing.Role> access() {
            return workspace.access(link);
        }

        @Override
        public void linkGives(Optional<Sharing.Role> role) {
            workspace.linkGives(link, role);
        }
    }

    @Override
    public Listening listen(Connector connector, Ingress way, InboundSink sink) {
        return switch (way) {
            case WEBHOOK -> new ByWebhook(connector, sink);
            case STREAM -> StreamRunner.start(connector, sink);
        };
    }

    @Override
    public void close() {}

    // People

    @Override
    public UserId first() {
        return ada;
    }

    @Override
    public UserId second() {
        return ben;
    }

    @Override
    public UserId nobody() {
        return new UserId(workspace.id(), "Nobody");
    }

    @Override
    public String nameOf(UserId person) {
        return person.value();
    }

    @Override
    public MessageId post(UserId person, ChannelId where, String text) {
        return workspace.post(person, where, text);
    }

    @Override
    public MessageId reply(UserId person, MessageId root, String text) {
        return workspace.reply(person, root, Document.text(text));
    }

    @Override
    public void edit(UserId person, MessageId message, String text) {
        workspace.edit(person, message, Document.text(text));
    }

    @Override
    public void remove(UserId person, MessageId message) {
        workspace.remove(person, message);
    }

    @Override
    public void react(UserId person, MessageId message, Emoji emoji) {
        workspace.react(person, message, emoji);
    }

    @Override
    public void unreact(UserId person, MessageId message, Emoji emoji) {
        workspace.unreact(person, message, emoji);
    }

    @Override
    public MessageId post(UserId person, ChannelId where, String text, List<ClientFile> files) {
        return workspace.post(person, where, Document.text(text), files);
    }

    @Override
    public List<ClientFile> files(MessageId message) {
        return workspace.files(message);
    }

    @Override
    public FileId missingFile() {
        return new FileId(workspace.id(), "f999");
    }

    @Override
    public Map<String, Object> claims(UserId person) {
        return Map.of("workspace", "W1", "sub", person.value());
    }

    @Override
    public List<Seen> look(ChannelId where) {
        return workspace.messages(where).stream().map(InMemoryHarness::seen).toList();
    }

    private static Seen seen(Message message) {
        User author = message.author();
        Set<Emoji> emoji = message.reactions().stream().map(Reaction::emoji).collect(Collectors.toSet());
        String text = message.body().plainText();
        return new Seen(message.id(), message.replyTo(), author.displayName(), author.avatarUrl(), text, emoji);
    }

    // Faults

    @Override
    public void next(Verb verb, Fault fault) {
        InMemoryFault made = switch (fault) {
            case THROTTLED -> throttled();
            case ERROR, RESET -> InMemoryFault.lostRequest();
            case ERROR_AFTER_EFFECT, RESET_AFTER_EFFECT -> InMemoryFault.lostAnswer();
        };
        workspace.add(made.on(verb));
    }

    InMemoryFault throttled() {
        return InMemoryFault.throttled(RETRY_AFTER);
    }

    /** The fake tells no addresses. */
    @Override
    public boolean misdirect(String address) {
        return false;
    }

    @Override
    public boolean redirect(String address) {
        return false;
    }

    @Override
    public boolean redirectFiles(String address) {
        return false;
    }

    @Override
    public void revokeCredentials() {
        workspace.revokeCredentials();
    }

    @Override
    public String withholdScope(Verb verb) {
        return workspace.withholdScope(verb);
    }

    // Calls

    @Override
    public long of(Verb verb) {
        return workspace.calls(verb);
    }

    @Override
    public long all() {
        return workspace.calls();
    }

    /** Turns what happens into requests, and sends again what was not taken, as a platform does. */
    private final class ByWebhook implements Listening {
        private final InMemoryConnector.Listening told;

        private ByWebhook(Connector connector, InboundSink sink) {
            InboundSink platform = events -> send(connector, sink, events);
            told = workspace.connector("watcher").listen(platform);
        }

        private void send(Connector connector, InboundSink sink, List<InboundEvent> events)
                throws InboundRefusedException {
            for (int attempt = 0; attempt < (repeats(Ingress.WEBHOOK) ? 3 : 1); attempt++) {
                WebhookReply reply = connector.webhooks().orElseThrow().receive(workspace.webhook(events), sink);
                if (reply.status() == 200) {
                    return;
                }
            }
            if (repeats(Ingress.WEBHOOK)) {
                throw new InboundRefusedException("given up", null);
            }
        }

        @Override
        public Optional<URI> address() {
            return Optional.of(URI.create("https://relay.example/memory"));
        }

        @Override
        public void close() {
            told.close();
        }
    }
}
