package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.FileSource;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.GrantWarnings;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What {@link ScopeContract} needs: the harness of {@link ConnectorContract}, credentials that hold exactly the scopes that
 * are asked for, and for each capability a way to use it. Extended once per connector. Rate limits are off.
 */
public abstract class ScopeBench implements AutoCloseable {

    private static final Window ALWAYS = new Window(Instant.EPOCH, Instant.parse("2200-01-01T00:00:00Z"));
    private static final Emoji THUMB = Emoji.unicode("\uD83D\uDC4D");

    /** Enough for every try of the contract that deletes one. */
    private static final int STOCK = 60;

    /** A picture of one point. */
    private static final byte[] GIF = {
        'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b
    };

    private final EmulatedHarness harness;
    private final Map<String, List<FileId>> files = new HashMap<>();
    private final Map<String, Deque<MessageId>> stock = new HashMap<>();
    private int keys;

    /** @param harness the platform with its people, which the bench closes */
    protected ScopeBench(EmulatedHarness harness) {
        this.harness = harness;
    }

    /** Uses a capability once. */
    @FunctionalInterface
    protected interface Use {
        void with(Connector connector) throws ConnectorException, InterruptedException;
    }

    /**
     * Tries a capability: tells in the connector's words what is missing where no call can fail for it, and throws what a
     * call threw; empty when it worked.
     */
    @FunctionalInterface
    public interface Probe {
        Optional<String> missing(Connector connector) throws ConnectorException, InterruptedException;
    }

    /** The platform that credentials of this mode are for. Defaults to the same for all. */
    protected EmulatedHarness harness(GrantMode mode) {
        return harness;
    }

    /**
     * The platform gives credentials of this mode these scopes from now on, and no others.
     *
     * @return the settings of a connector that holds them, as far as they differ from the harness's
     */
    protected abstract Map<String, String> grant(GrantMode mode, Set<Scope> scopes);

    final Connector connect(GrantMode mode, Set<Scope> scopes) {
        return harness(mode).connect(grant(mode, scopes));
    }

    protected final ConnectorProvider provider() {
        return harness.provider();
    }

    /** A channel in which the connector may do everything. */
    protected final ChannelId channel() {
        return harness.channel();
    }

    /** Ways to use capabilities that only this platform has, or has in another way. */
    protected abstract Map<String, Probe> own(GrantMode mode);

    /** Whether anybody may send this request, {@code GET /path?query}: to get a token, say, or to see one's own webhooks. */
    protected boolean needsNoScope(String request) {
        return false;
    }

    /**
     * Whether nothing tells the connector if a capability is open, so that only the platform can refuse it. Consent in single
     * groups is in no token.
     */
    protected boolean isJudgedByPlatform(GrantMode mode, Capability capability) {
        return capability.operations().stream()
                .flatMap(operation -> provider().scopes().operation(operation).alternatives().stream())
                .anyMatch(scopes -> mode.canHold(scopes)
                        && scopes.stream().anyMatch(scope -> scope.grantType() == GrantType.RESOURCE_SPECIFIC));
    }

    /** Where webhooks go. */
    protected URI address() {
        return URI.create("https://relay.example.org/" + provider().platform());
    }

    /** The probes of a mode: what all platforms have in common, and what is this one's own. */
    final Map<String, Probe> probes(GrantMode mode) {
        Map<String, Probe> probes = new HashMap<>();
        probes.put("connect", calling(Connector::check));
        probes.put("post", posting(channel()));
        probes.put("edit", editing(mode, channel()));
        probes.put("remove", removing(mode, channel()));
        probes.put("react", reacting(mode, channel()));
        probes.put("read", reading(channel()));
        probes.put(
                "people",
                calling(connector -> connector
                        .directory()
                        .orElseThrow()
                        .user(harness.people().first())));
        probes.put("channels", calling(connector -> {
            connector.directory().orElseThrow().channel(channel());
            connector.directory().orElseThrow().channels(Optional.empty());
        }));
        probes.put("events", hearing(channel()));
        probes.put("members", members(channel()));
        probes.put("upload", uploading(channel()));
        probes.put("download", downloading(mode, channel()));
        probes.putAll(own(mode));
        return probes;
    }

    protected final Probe posting(ChannelId channel) {
        return calling(connector -> connector.post(channel, part(connector, channel)));
    }

    protected final Probe editing(GrantMode mode, ChannelId channel) {
        return withOwn(
                mode,
                channel,
                (connector, id) -> connector.editing().orElseThrow().edit(id, part(connector, channel)));
    }

    protected final Probe removing(GrantMode mode, ChannelId channel) {
        return calling(withMessage(
                mode,
                channel,
                (connector, id) -> connector.removal().orElseThrow().remove(id)));
    }

    protected final Probe reacting(GrantMode mode, ChannelId channel) {
        return withOwn(mode, channel, (connector, id) -> {
            connector.reactions().orElseThrow().react(id, THUMB);
            connector.reactions().orElseThrow().unreact(id, THUMB);
        });
    }

    private static void read(Connector connector, FileId file) throws ConnectorException, InterruptedException {
        try (Download download = connector.downloads().orElseThrow().open(file)) {
            download.bytes().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected final Probe members(ChannelId channel) {
        return calling(connector -> connector.memberships().orElseThrow().members(channel, Optional.empty()));
    }

    protected final Probe uploading(ChannelId channel) {
        return calling(connector -> {
            for (Upload upload : uploads()) {
                post(connector, channel, upload, Optional.empty());
            }
        });
    }

    /** Reads what was posted in this mode while it could do everything. */
    protected final Probe downloading(GrantMode mode, ChannelId channel) {
        return calling(connector -> {
            for (FileId file : Objects.requireNonNull(files.get(key(mode, channel)), "no files")) {
                read(connector, file);
            }
        });
    }

    /** Files of each kind that the platform treats in another way. */
    protected List<Upload> uploads() {
        return List.of(file("dot.gif", "image/gif", GIF));
    }

    protected static Upload file(String name, String type, byte[] bytes) {
        OptionalLong length = OptionalLong.of(bytes.length);
        FileSource source = () -> new Download(new ByteArrayInputStream(bytes), type, length);
        return new Upload(name, type, length, source);
    }

    /** A file by itself or in a thread. */
    protected final MessageId post(Connector connector, ChannelId channel, Upload file, Optional<MessageId> thread)
            throws ConnectorException, InterruptedException {
        keys++;
        Draft draft = Draft.of(Document.empty(), "scope-" + keys).withFiles(List.of(file));
        Draft placed = thread.isPresent() ? draft.inThread(thread.get()) : draft;
        return connector.post(
                channel, connector.prepare(channel, placed).parts().get(0));
    }

    /** Subscribes, and ends that again, so that the next one has something to do. */
    protected final Probe hearing(ChannelId channel) {
        return calling(connector -> {
            connector.subscriptions().orElseThrow().ensure(Set.of(channel), address());
            connector.subscriptions().orElseThrow().ensure(Set.of(), address());
        });
    }

    protected final Probe reading(ChannelId channel) {
        return calling(connector -> connector.history().orElseThrow().messages(channel, ALWAYS, Optional.empty()));
    }

    /** The use fails where a scope is missing, as {@link ConnectorException.Kind#FORBIDDEN}. */
    protected static Probe calling(Use use) {
        return connector -> {
            use.with(connector);
            return Optional.empty();
        };
    }

    /** For what no call can refuse, such as an event that never comes: the health check has to tell. */
    protected final Probe told(GrantMode mode, String capability) {
        return connector -> {
            ScopeCatalogue catalogue = provider().scopes().with(capability).in(mode);
            String name = capability + " (" + catalogue.capability(capability).purpose() + ")";
            return GrantWarnings.of(catalogue, connector.check().grant()).stream()
                    .filter(sentence -> sentence.contains(name))
                    .reduce((first, second) -> first + "; " + second);
        };
    }

    /** What is done to a message of the connector's own. */
    @FunctionalInterface
    protected interface OnMessage {
        void apply(Connector connector, MessageId message) throws ConnectorException, InterruptedException;
    }

    protected final Probe withOwn(GrantMode mode, ChannelId channel, OnMessage then) {
        return calling(connector -> then.apply(
                connector,
                Objects.requireNonNull(stock.get(key(mode, channel)), "no messages")
                        .peek()));
    }

    private Use withMessage(GrantMode mode, ChannelId channel, OnMessage then) {
        return connector -> then.apply(
                connector,
                Objects.requireNonNull(stock.get(key(mode, channel)), "no messages")
                        .pop());
    }

    private static String key(GrantMode mode, ChannelId channel) {
        return mode.name() + ' ' + channel.value();
    }

    /** Posts messages of the connector's own while it may do everything; called before the tests, once per mode. */
    protected void stock(GrantMode mode) throws ConnectorException, InterruptedException {
        stock(mode, channel());
    }

    /** Posts what editing, deleting and reacting will need in this channel. */
    protected final void stock(GrantMode mode, ChannelId channel) throws ConnectorException, InterruptedException {
        Deque<MessageId> messages = new ArrayDeque<>();
        try (Connector connector = connect(mode, everything(mode))) {
            for (int i = 0; i < STOCK; i++) {
                messages.push(connector.post(channel, part(connector, channel)));
            }
            if (connector.downloads().isPresent()) {
                files.put(key(mode, channel), posted(mode, channel, connector));
            }
        }
        stock.put(key(mode, channel), messages);
    }

    /** Posts files to a channel, for connectors of this mode to read; this one may do everything. */
    protected List<FileId> posted(GrantMode mode, ChannelId channel, Connector connector)
            throws ConnectorException, InterruptedException {
        List<FileId> posted = new ArrayList<>();
        for (Upload upload : uploads()) {
            MessageId message = post(connector, channel, upload, Optional.empty());
            posted.add(connector
                    .history()
                    .orElseThrow()
                    .message(message)
                    .orElseThrow()
                    .attachments()
                    .get(0)
                    .id());
        }
        return posted;
    }

    /** All scopes that credentials of this mode can hold. */
    protected final Set<Scope> everything(GrantMode mode) {
        Set<Scope> scopes = new LinkedHashSet<>();
        provider().scopes().scopes().stream()
                .filter(info -> info.isForServers() && mode.canHold(Set.of(info.scope())))
                .forEach(info -> scopes.add(info.scope()));
        return scopes;
    }

    protected final Draft part(Connector connector, ChannelId channel) {
        keys++;
        return connector
                .prepare(channel, Draft.of(Document.text("scope " + keys), "scope-" + keys))
                .parts()
                .get(0);
    }

    @Override
    public void close() {
        harness.close();
    }
}
