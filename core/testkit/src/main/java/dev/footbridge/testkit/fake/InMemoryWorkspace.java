package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.message.Channel;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.User;
import dev.footbridge.testkit.emulator.ClientFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A whole platform in memory: its people, channels and messages, and the connectors of the apps that were installed in
 * it. People act through the verbs of this class; each verb has its effect and tells the connectors. Safe for
 * concurrent use. Keeps everything for ever: made for tests and first steps.
 */
public final class InMemoryWorkspace {

    private final WorkspaceId id;
    private final Clock clock;
    private final String webhookSecret;
    private final InMemoryMessages messages;
    private final InMemoryCalls calls = new InMemoryCalls();
    private final InMemoryEvents events;
    private final InMemoryDocuments documents = new InMemoryDocuments(this);
    private final InMemoryFiles files;
    private final InMemoryMembers members = new InMemoryMembers(this);
    private final InMemoryGroups groups = new InMemoryGroups(this);
    private final Map<ChannelId, Channel> channels = new LinkedHashMap<>();
    private final Map<UserId, User> users = new LinkedHashMap<>();
    private final Set<Emoji> customEmoji = new LinkedHashSet<>();

    /**
     * An empty workspace.
     *
     * @param platform lower-case letters and digits
     * @param name of the workspace
     */
    public InMemoryWorkspace(String platform, String name, Clock clock) {
        this.id = new WorkspaceId(new Platform(platform), name);
        this.clock = clock;
        this.webhookSecret = "webhook secret of " + name;
        this.events = new InMemoryEvents(id);
        this.messages = new InMemoryMessages(clock, events);
        this.files = new InMemoryFiles(id, calls);
    }

    /** A workspace of the platform {@code memory} on the system clock. */
    public InMemoryWorkspace(String name) {
        this("memory", name, Clock.systemUTC());
    }

    public WorkspaceId id() {
        return id;
    }

    /** A connector with the identity of an app called {@code bridge}. */
    public InMemoryConnector connector() {
        return connector("bridge");
    }

    /** A connector with the identity of an app of this name; two of the same name share it. */
    public InMemoryConnector connector(String app) {
        UserId self = new UserId(id, "app-" + app);
        add(new User(self, User.Kind.BOT, app, Optional.empty(), Optional.empty()));
        return new InMemoryConnector(this, self);
    }

    /** The public channel of this name, made if need be. */
    public ChannelId channel(String name) {
        ChannelId channel = new ChannelId(id, name);
        synchronized (channels) {
            channels.putIfAbsent(channel, new Channel(channel, Channel.Kind.PUBLIC, name));
        }
        return channel;
    }

    /** The person of this name, made if need be. */
    public UserId person(String name) {
        UserId person = new UserId(id, name);
        add(User.named(person, name));
        return person;
    }

    /** A person has a mail address that everybody may see. */
    public void mail(UserId person, String address) {
        User known = known(person);
        synchronized (users) {
            users.put(
                    person,
                    new User(person, known.kind(), known.displayName(), Optional.of(address), known.avatarUrl()));
        }
    }

    /** Teaches the platform a custom emoji, by its name without colons. */
    public Emoji customEmoji(String name) {
        Emoji emoji = Emoji.custom(name);
        synchronized (customEmoji) {
            customEmoji.add(emoji);
        }
        return emoji;
    }

    private void add(User user) {
        synchronized (users) {
            users.putIfAbsent(user.id(), user);
        }
    }

    /** A person makes a document, which only they may see; returns the link to it. */
    public URI document(UserId person, String title) {
        return documents.add(title, known(person).displayName());
    }

    /**
     * The owner of a document says what the link to it gives to people with an address of this platform, which ends with
     * the host of its documents. A new document's link gives nothing.
     */
    public void linkGives(URI document, Optional<Sharing.Role> role) {
        documents.linkGives(document, role);
    }

    /** Who was given access to a document, by e-mail address in lower case. */
    public Map<String, Sharing.Role> access(URI document) {
        return documents.access(document);
    }

    /** A person writes in a channel. */
    public MessageId post(UserId person, ChannelId channel, Document body) {
        return post(person, channel, body, List.of());
    }

    /** A person writes in a channel and puts files to it; the body may be empty. */
    public MessageId post(UserId person, ChannelId channel, Document body, List<ClientFile> attached) {
        return messages.post(
                        known(person), existing(channel), body, files.add(attached), Optional.empty(), Optional.empty())
                .id();
    }

    /** The files of a message as people get them. */
    public List<ClientFile> files(MessageId message) {
        return messages.find(message).stream()
                .flatMap(found -> found.attachments().stream())
                .map(attachment -> files.find(attachment.id()).orElseThrow())
                .toList();
    }

    /** Which files connectors may post from now on. Defaults to up to 2 GiB, three to a message, no {@code .exe}. */
    public void fileLimits(FileLimits limits) {
        files.limits(limits);
    }

    /** Whether the length of files is told from now on. Defaults to yes. */
    public void tellsLengths(boolean tells) {
        files.tellsLength(tells);
    }

    /** The next downloads break off after so many bytes. */
    public void breakDownloads(long after, int times) {
        files.breakOff(after, times);
    }

    /** A person leaves a channel; until then everybody is in every one. */
    public void leave(UserId person, ChannelId channel) {
        members.leave(known(person).id(), existing(channel));
    }

    /** A person comes back into a channel. */
    public void join(UserId person, ChannelId channel) {
        members.join(known(person).id(), existing(channel));
    }

    /** Where people sign in; the claim {@code workspace} of their tokens is the workspace's name, {@code sub} their own. */
    public void signInAt(URI issuer) {
        members.issuer(issuer);
    }

    /** An administrator makes a group for single sign-on with these people in it; one that is there has these from now on. */
    public void makeGroup(String group, UserId... people) {
        groups.make(group, List.of(people));
    }

    /** Who is in a group for single sign-on. */
    public Set<UserId> group(String group) {
        return groups.of(group);
    }

    /** A person writes plain text in a channel. */
    public MessageId post(UserId person, ChannelId channel, String text) {
        return post(person, channel, Document.text(text));
    }

    /** A person answers in the thread of a message. */
    public MessageId reply(UserId person, MessageId root, Document body) {
        return asPerson(() -> messages.reply(known(person), root, body)).id();
    }

    /** A person changes their own message. */
    public void edit(UserId person, MessageId message, Document body) {
        asPerson(() -> messages.edit(person, message, body));
    }

    /** A person deletes their own message; one that is gone already stays gone. */
    public void remove(UserId person, MessageId message) {
        asPerson(() -> {
            messages.remove(person, message);
            return message;
        });
    }

    /** A person puts an emoji under a message. */
    public void react(UserId person, MessageId message, Emoji emoji) {
        asPerson(() -> messages.react(known(person), message, emoji, true));
    }

    /** A person takes their emoji away. */
    public void unreact(UserId person, MessageId message, Emoji emoji) {
        asPerson(() -> messages.react(known(person), message, emoji, false));
    }

    private interface Deed<T> {
        T run() throws ConnectorException;
    }

    private static <T> T asPerson(Deed<T> deed) {
        try {
            return deed.run();
        } catch (ConnectorException e) {
            throw new IllegalStateException("the platform does not let this person: " + e.getMessage(), e);
        }
    }

    /** What a person sees in a channel: messages and replies, oldest first, deleted ones gone. */
    public List<Message> messages(ChannelId channel) {
        return messages.in(channel);
    }

    /** One message as a person sees it. */
    public Optional<Message> message(MessageId message) {
        return messages.find(message);
    }

    /** Lets something go wrong. Of several faults that match a call the one added first strikes. */
    public void add(InMemoryFault fault) {
        calls.add(fault);
    }

    /** Takes all faults, revocations and withheld scopes back. */
    public void heal() {
        calls.heal();
    }

    /** From now on all credentials are refused. */
    public void revokeCredentials() {
        calls.revoke();
    }

    /**
     * From now on the credentials lack the scope that calls of this kind need.
     *
     * @return the scope's name
     */
    public String withholdScope(Verb verb) {
        return calls.withhold(verb);
    }

    /** How many calls of this kind the platform got since the start, failed ones included. */
    public long calls(Verb verb) {
        return calls.count(verb);
    }

    /** How many calls of any kind the platform got since the start, failed ones included. */
    public long calls() {
        return calls.count();
    }

    /** Everything that happened so far, in order, nobody's own. */
    public List<InboundEvent> happened() {
        return events.all();
    }

    /** Tells every listening connector each event this often. */
    public void copiesOfEachEvent(int count) {
        events.copies(count);
    }

    /** Tells listening connectors again what their sink refused. */
    public void tellAgain() {
        events.pump();
    }

    /** The webhook that the platform would send now about these events, signed. */
    public WebhookRequest webhook(List<InboundEvent> about) {
        byte[] body = InMemoryIngress.body(about).getBytes(StandardCharsets.UTF_8);
        return webhook(webhookSecret, clock.instant(), body);
    }

    /** A webhook with any body, signed with any secret at any time. */
    public WebhookRequest webhook(String secret, Instant at, byte[] body) {
        String time = Long.toString(at.getEpochSecond());
        Map<String, List<String>> headers = Map.of(
                InMemorySignature.TIME_HEADER, List.of(time),
                InMemorySignature.HEADER, List.of(InMemorySignature.of(secret, time, body)));
        return new WebhookRequest("POST", "", headers, Map.of(), body);
    }

    /** The secret that signs webhooks. */
    public String webhookSecret() {
        return webhookSecret;
    }

    InMemoryMessages store() {
        return messages;
    }

    InMemoryCalls gate() {
        return calls;
    }

    InMemoryEvents events() {
        return events;
    }

    InMemoryDocuments documents() {
        return documents;
    }

    InMemoryFiles files() {
        return files;
    }

    InMemoryMembers members() {
        return members;
    }

    InMemoryGroups groups() {
        return groups;
    }

    List<User> people() {
        synchronized (users) {
            return users.values().stream()
                    .filter(user -> user.kind() == User.Kind.PERSON)
                    .toList();
        }
    }

    Clock clock() {
        return clock;
    }

    boolean shows(Emoji emoji) {
        synchronized (customEmoji) {
            return !emoji.custom() || customEmoji.contains(emoji);
        }
    }

    Optional<User> user(UserId user) {
        synchronized (users) {
            return Optional.ofNullable(users.get(user));
        }
    }

    Optional<Channel> find(ChannelId channel) {
        synchronized (channels) {
            return Optional.ofNullable(channels.get(channel));
        }
    }

    Collection<Channel> allChannels() {
        synchronized (channels) {
            return new ArrayList<>(channels.values());
        }
    }

    private User known(UserId person) {
        return user(person).orElseThrow(() -> new IllegalArgumentException("no such user: " + person));
    }

    private ChannelId existing(ChannelId channel) {
        return find(channel)
                .map(Channel::id)
                .orElseThrow(() -> new IllegalArgumentException("no such channel: " + channel));
    }
}
