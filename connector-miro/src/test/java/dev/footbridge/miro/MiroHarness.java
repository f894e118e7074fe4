package dev.footbridge.miro;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.miro.emulator.MiroEmulator;
import dev.footbridge.miro.emulator.MiroEmulatorBuilder;
import dev.footbridge.testkit.contract.EmulatedCalls;
import dev.footbridge.testkit.contract.EmulatedHarness;
import dev.footbridge.testkit.emulator.JournalEntry;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** The emulator as the contract wants it. */
final class MiroHarness extends EmulatedHarness {

    private static final String ID = "[A-Za-z0-9=_-]+";
    private static final String BOARD = "/v2/boards/" + ID;

    /** Method and path of the requests of a verb, as regular expression. */
    private static final Map<Verb, String> REQUESTS = Map.of(
            Verb.POST, "POST " + BOARD + "/(sticky_notes|app_cards)",
            Verb.UPLOAD, "POST " + BOARD + "/(images|documents)",
            Verb.DOWNLOAD, "GET " + BOARD + "/resources/" + ID,
            Verb.EDIT, "PATCH " + BOARD + "/(sticky_notes|app_cards)/" + ID,
            Verb.REMOVE, "DELETE " + BOARD + "/(sticky_notes|app_cards)/" + ID,
            Verb.READ, "GET " + BOARD + "/items(/" + ID + ")?",
            Verb.LOOK_UP, "GET (/v2/boards|" + BOARD + "/(members|frames)/" + ID + ")");

    private static final Map<Verb, String> ROUTES = Map.of(
            Verb.POST, "POST /v2/boards/*",
            Verb.UPLOAD, "POST /v2/boards/*",
            Verb.DOWNLOAD, "GET /v2/boards/*/resources/*",
            Verb.EDIT, "PATCH /v2/boards/*",
            Verb.REMOVE, "DELETE /v2/boards/*",
            Verb.READ, "GET /v2/boards/*/items*",
            Verb.LOOK_UP, "GET /v2/boards/*/members/*");

    private static final int INVITED = 45;

    final MiroEmulator miro = start();
    final MiroIds ids = new MiroIds(miro.teamId());
    private final String token = miro.accessToken(miro.relayHandle());
    private final String board = board();
    private final ChannelId channel = new ChannelId(ids.workspace(), miro.openFrame(board, "Harness"));
    private final MiroHarnessPeople people = new MiroHarnessPeople(miro, ids);

    private static MiroEmulator start() {
        MiroEmulatorBuilder builder = MiroEmulator.builder()
                .random(new Random(7))
                .user("ada", "Ada Lovelace", "ada@example.com")
                .user("grace", "Grace Hopper", "grace@example.com")
                // People whom the contract shares a board with.
                .user("ada2", "Ada Elsewhere", "ada@elsewhere.example")
                .user("ben", "Ben Elsewhere", "ben@elsewhere.example");
        IntStream.range(0, INVITED)
                .forEach(i -> builder.user("person" + i, "Person " + i, "person" + i + "@elsewhere.example"));
        return builder.board("Seed", List.of("seed"), "ada").start();
    }

    /** Owned by the connector's account, as only co-owners may put roles back. */
    private String board() {
        String made = miro.openBoard("Harness board");
        miro.setRole(made, "ada", "editor");
        miro.setRole(made, "grace", "editor");
        return made;
    }

    @Override
    public MiroEmulator emulator() {
        return miro;
    }

    @Override
    public ConnectorProvider provider() {
        return new MiroConnectorProvider();
    }

    @Override
    protected Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("team-id", miro.teamId());
        settings.put("access-token", token);
        settings.put("api-url", miro.baseUrl().toString());
        settings.put("page-size", "10");
        settings.put("settle-time", "0s");
        settings.put("poll-interval", "20ms");
        settings.put("polling-share", "90");
        settings.put("pacing", "off");
        return settings;
    }

    @Override
    public Set<String> secrets() {
        return Set.of(token);
    }

    @Override
    public ChannelId channel() {
        return channel;
    }

    @Override
    public ChannelId missingChannel() {
        return new ChannelId(ids.workspace(), board + "/3458764500000000001");
    }

    @Override
    public Optional<Emoji> customEmoji() {
        return Optional.empty();
    }

    @Override
    public Optional<String> group() {
        return Optional.of("3074457345618265000");
    }

    @Override
    public int moreThanOnePage() {
        return 12;
    }

    @Override
    public People people() {
        return people;
    }

    @Override
    protected String route(Verb verb) {
        return ROUTES.get(verb);
    }

    @Override
    protected List<String> fileRoutes() {
        return List.of("GET /files/*");
    }

    @Override
    public void revokeCredentials() {
        miro.revokeToken(token);
    }

    @Override
    public String withholdScope(Verb verb) {
        String scope = Set.of(Verb.READ, Verb.LOOK_UP, Verb.DOWNLOAD).contains(verb) ? "boards:read" : "boards:write";
        Set<String> rest = new HashSet<>(MiroEmulator.ALL_SCOPES);
        rest.remove(scope);
        miro.changeScopes(token, rest);
        return scope;
    }

    @Override
    public Calls calls() {
        return new EmulatedCalls(
                miro.journal(), (verb, request) -> request.matches(REQUESTS.get(verb)), request -> true);
    }

    @Override
    public FileId missingFile() {
        return new FileId(ids.workspace(), board + "/3458764500000000002");
    }

    @Override
    public Optional<LinkedDocument> document() {
        return Optional.of(new MiroHarnessDocument(miro, board));
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.empty();
    }

    @Override
    public Listening listen(Connector connector, Ingress way, InboundSink sink) {
        // What a host does for each channel of a bridge; it makes the connector look at the frame.
        connector.features(channel);
        long looks = MiroPolling.of(connector).orElseThrow().polls();
        Thread runner = new Thread(() -> {
            try {
                connector.stream().orElseThrow().run(sink);
            } catch (ConnectorException | InterruptedException expected) {
                Thread.currentThread().interrupt();
            }
        });
        runner.setDaemon(true);
        runner.start();
        Awaitility.await().until(() -> MiroPolling.of(connector).orElseThrow().polls() > looks);
        return new Listening() {
            @Override
            public Optional<URI> address() {
                return Optional.empty();
            }

            @Override
            public void close() {
                runner.interrupt();
            }
        };
    }

    @Override
    protected void check(List<JournalEntry> sent) {
        MiroRequestSchemas.check(sent);
    }
}
