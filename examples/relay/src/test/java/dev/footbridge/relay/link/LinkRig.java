package dev.footbridge.relay.link;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.relay.ledger.GroupRow;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.transfer.FileInspection;
import dev.footbridge.relay.transfer.FileRules;
import dev.footbridge.relay.transfer.FileScanner;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import dev.footbridge.testkit.fake.ManualClock;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A platform where a file is, one where a link to it is shown, and the listener between them. */
final class LinkRig implements AutoCloseable {

    static final String CLIENT = "links";
    static final Secret SECRET = Secret.of("the secret of the client");
    static final String AWAY = "away-home";

    final ManualClock clock = ManualClock.at(Instant.now());
    final InMemoryWorkspace source = new InMemoryWorkspace("here", "here-home", clock);
    final InMemoryWorkspace target = new InMemoryWorkspace("away", AWAY, clock);
    final ChannelId from = source.channel("general");
    final ChannelId to = target.channel("general");
    final UserId greg = source.person("Greg Taylor");
    final Map<String, Long> denied = new ConcurrentHashMap<>();
    final Map<String, Long> cuts = new ConcurrentHashMap<>();
    final AtomicLong sent = new AtomicLong();
    private final Connector here = source.connector();
    private final Connector there = target.connector();
    private final Path directory;
    private final int port;
    private final Optional<String> addressHeader;
    private final SignInClient client;
    volatile boolean bridged = true;
    volatile FileRules rules = FileRules.EVERYTHING;
    private Optional<FileScanner> scanner = Optional.empty();
    private long origin;
    private long end;
    private long groups;
    private Ledger ledger;
    private LinkIssuer issuer;
    private FileLinkServer server;

    LinkRig(Path directory, URI provider) throws Exception {
        this(directory, provider, Optional.empty());
    }

    LinkRig(Path directory, URI provider, Optional<String> addressHeader) throws Exception {
        this(directory, provider, addressHeader, new SignInClient(CLIENT, SECRET));
    }

    LinkRig(Path directory, URI provider, Optional<String> addressHeader, SignInClient client) throws Exception {
        this.directory = directory;
        this.addressHeader = addressHeader;
        this.client = client;
        target.signInAt(provider);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
    }

    private void start() throws Exception {
        ledger = Ledger.open(directory);
        origin = ledger.write(tx -> tx.channels().intern(from).id()).join();
        end = ledger.write(tx -> tx.channels().intern(to).id()).join();
        LinkSettings settings = new LinkSettings(
                address(),
                LinkSettings.LIFETIME,
                LinkSettings.SESSION,
                addressHeader,
                Map.of("away", client, "here", client));
        Recipients recipients = new Recipients(settings, Map.of("here", here, "away", there), clock);
        LinkObserver observer = new LinkObserver() {
            @Override
            public void denied(String reason) {
                denied.merge(reason, 1L, Long::sum);
            }

            @Override
            public void cut(String reason) {
                cuts.merge(reason, 1L, Long::sum);
            }

            @Override
            public void sent(long bytes) {
                sent.addAndGet(bytes);
            }
        };
        issuer = new LinkIssuer(ledger, settings, recipients, clock, observer);
        server = FileLinkServer.start(
                "127.0.0.1",
                port,
                settings,
                recipients,
                ledger,
                channels(),
                new FileInspection(scanner),
                clock,
                new SecureRandom(),
                observer);
    }

    private LinkedChannels channels() {
        return new LinkedChannels() {
            @Override
            public Optional<LinkedChannel> find(long channel) {
                if (channel == origin) {
                    return Optional.of(new LinkedChannel(from, "Here", here, here.history()));
                }
                return channel == end
                        ? Optional.of(new LinkedChannel(to, "Away", there, there.history()))
                        : Optional.empty();
            }

            @Override
            public Optional<FileRules> files(long one, long other) {
                boolean carried = one == origin && other == end || one == end && other == origin;
                return bridged && carried ? Optional.of(rules) : Optional.empty();
            }
        };
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    FileLinkServer server() {
        return server;
    }

    Ledger ledger() {
        return ledger;
    }

    LinkAccess access() {
        return new LinkAccess(ledger, channels(), clock);
    }

    LinkIssuer issuer() {
        return issuer;
    }

    /** A message with a file, of which the ledger knows. */
    record Sent(long group, MessageId message, FileId file) {}

    Sent send(String name, String mediaType, byte[] bytes) {
        return send(new ClientFile(name, mediaType, FileContent.of(bytes)));
    }

    Sent send(ClientFile file) {
        return send(source, greg, from, origin, file);
    }

    /** The other way round: a link that is shown where the other files are. */
    String linkBack(ClientFile file) throws Exception {
        Sent sent = send(target, target.person("Tina Back"), to, end, file);
        return issuer.link(sent.group(), sent.file(), from).orElseThrow().getPath();
    }

    private Sent send(InMemoryWorkspace platform, UserId author, ChannelId channel, long number, ClientFile file) {
        MessageId message = platform.post(author, channel, Document.text("look"), List.of(file));
        FileId id = platform.message(message).orElseThrow().attachments().get(0).id();
        long group = ++groups;
        ledger.write(tx -> {
                    tx.links()
                            .insert(
                                    new GroupRow(
                                            group,
                                            number,
                                            message.value(),
                                            OptionalLong.empty(),
                                            clock.millis(),
                                            0,
                                            0,
                                            false),
                                    clock.millis());
                    return null;
                })
                .join();
        return new Sent(group, message, id);
    }

    /** Gives out a link to a file; its path. */
    String link(Sent sent) throws Exception {
        URI link = issuer.link(sent.group(), sent.file(), to).orElseThrow();
        return link.getPath();
    }

    /** The channel where the file is leaves its bridge. */
    void forgetSource() {
        origin = -1;
    }

    /** What the engine does when it hears of a deletion. */
    void markGone(Sent sent) {
        ledger.write(tx -> {
                    tx.links().gone(sent.group(), clock.millis());
                    return null;
                })
                .join();
    }

    /** The operator gets a scanner. */
    void scanner(FileScanner value) throws Exception {
        scanner = Optional.of(value);
        restart();
    }

    void restart() throws Exception {
        server.close();
        ledger.close();
        start();
    }

    @Override
    public void close() {
        server.close();
        ledger.close();
    }
}
