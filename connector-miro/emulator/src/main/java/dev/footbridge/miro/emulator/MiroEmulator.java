package dev.footbridge.miro.emulator;

import dev.footbridge.testkit.emulator.Emulator;
import dev.footbridge.testkit.emulator.EmulatorServer;
import dev.footbridge.testkit.emulator.Faults;
import dev.footbridge.testkit.emulator.HumanClient;
import dev.footbridge.testkit.emulator.RateLimits;
import dev.footbridge.testkit.emulator.RequestJournal;
import dev.footbridge.testkit.emulator.TokenTable;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One Miro organization with one team and one app: REST v2, OAuth, and the people at the boards. Safe for concurrent use. Its
 * README says what it does and what it leaves out.
 */
public final class MiroEmulator implements Emulator {
    /** Every scope that an operation asks for. */
    public static final Set<String> ALL_SCOPES = Set.of(
            "boards:read",
            "boards:write",
            "auditlogs:read",
            "organizations:read",
            "organizations:teams:read",
            "organizations:teams:write",
            "organizations:groups:read",
            "organizations:groups:write",
            "projects:read",
            "projects:write",
            "contentlogs:export",
            "boards:export",
            "sessions:delete",
            "organizations:cases:management");

    private static final String CLIENT_ID = "3458764519990000777";
    private static final double FRAME_WIDTH = 4_800;
    private static final double FRAME_HEIGHT = 24_000;

    private final World world;
    private final Tokens tokens;
    private final Canvas canvas;
    private final ContentLog content;
    private final MiroPeople people;
    private final EmulatorServer server;
    private final OAuthEndpoints.AppSettings app;
    private final List<String> answered;
    private final Map<String, String> described = new ConcurrentHashMap<>();

    MiroEmulator(MiroEmulatorBuilder settings) {
        world = settings.world();
        tokens = new Tokens(world, new TokenTable(settings.clock), settings.expiringTokens);
        ClientFeed feed = new ClientFeed(world);
        content = new ContentLog(world);
        AuditLog audit = new AuditLog(world);
        canvas = new Canvas(world, feed, content, settings.boardMoves);
        Files stored = new Files(world);
        CompletableFuture<String> base = new CompletableFuture<>();
        people = new MiroPeople(world, canvas, feed, stored, base::join);
        app = new OAuthEndpoints.AppSettings(CLIENT_ID, world.secret(), settings.scopes, MiroEmulatorBuilder.RELAY);
        settings.sheets.forEach(sheet -> {
            String id = openBoard(sheet.name(), sheet.handles().toArray(String[]::new));
            sheet.frames().forEach(frame -> openFrame(id, frame));
        });
        EmulatorServer.Builder stage = EmulatorServer.builder("miro", settings.clock, new MiroErrors(settings.clock));
        stage.limits().enabled(settings.rateLimits);
        MiroApi api = new MiroApi(
                world, tokens.table(), new Credits(stage.limits(), settings.clock), new Operations(), base::join);
        OAuthEndpoints oauth = new OAuthEndpoints(world, tokens, app);
        oauth.register(api);
        FileEndpoints files = BoardSide.register(api, world, canvas, audit, stored, settings.maxContent);
        ExportEndpoints exports = CompanySide.register(api, world, audit, content, settings.exportTime);
        api.bind(stage);
        answered = api.answered();
        server = stage.port(settings.port)
                .tls(settings.tls)
                .route("GET", "/oauth/authorize", oauth::authorize)
                .route("POST", "/v1/oauth/token", oauth::token)
                .route("POST", "/v2/oauth/revoke", oauth::revoke)
                .route("GET", "/files/{key}", files::download)
                .route("GET", "/exports/{key}", exports::download)
                .stores(() -> Description.stores(world))
                .description(this::describe)
                .human(() -> Optional.of(people))
                .start();
        base.complete(server.baseUrl().toString());
    }

    public static MiroEmulatorBuilder builder() {
        return new MiroEmulatorBuilder();
    }

    @Override
    public String name() {
        return "miro";
    }

    /** Where {@code /v2/boards} is: what stands for {@code https://api.miro.com}. */
    @Override
    public URI baseUrl() {
        return server.baseUrl();
    }

    public URI tokenUrl() {
        return URI.create(baseUrl() + "/v1/oauth/token");
    }

    public String clientId() {
        return app.clientId();
    }

    public String clientSecret() {
        return app.clientSecret();
    }

    public String organizationId() {
        return World.ORGANIZATION_ID;
    }

    public String teamId() {
        return World.TEAM_ID;
    }

    /** The handle of the account that the app uses. */
    public String relayHandle() {
        return MiroEmulatorBuilder.RELAY;
    }

    /** By handle. */
    public String userId(String handle) {
        return world.person(handle).id();
    }

    /** The same token at each question. */
    String describedToken(String handle) {
        return described.computeIfAbsent(handle, this::accessToken);
    }

    /** A token of a person, by handle or id, with the app's scopes; it never expires. */
    public String accessToken(String handle) {
        return accessToken(handle, app.scopes());
    }

    public String accessToken(String handle, Set<String> scopes) {
        return tokens.lasting(userId(handle), scopes);
    }

    /** A refresh token of a person's consent; works once and brings the next one. */
    public String refreshToken(String handle) {
        return refreshToken(handle, app.scopes());
    }

    /** As {@link #refreshToken(String)}, of a consent to these scopes. */
    public String refreshToken(String handle, Set<String> scopes) {
        return tokens.pair(userId(handle), scopes)
                .refreshToken()
                .orElseThrow(() -> new IllegalStateException("the app has no expiring tokens"));
    }

    /** A code of a person's consent, for the token endpoint, valid for ten minutes. */
    public String authorizationCode(String handle) {
        return tokens.code(userId(handle), app.scopes());
    }

    public void changeScopes(String accessToken, Set<String> scopes) {
        tokens.table().changeScopes(accessToken, scopes);
    }

    /** Refuses an access token and its refresh token from now on. */
    public void revokeToken(String accessToken) {
        tokens.revoke(accessToken);
    }

    /** What uninstalling the app does: all tokens, codes and refresh tokens of a person are refused from now on. */
    public void revokeUser(String handle) {
        tokens.revokeUser(userId(handle));
    }

    /**
     * Opens a board with these people and the app's account as editors; the first of them owns it, or the app's account.
     *
     * @return its id
     */
    public String openBoard(String name, String... handles) {
        synchronized (world) {
            String relay = userId(MiroEmulatorBuilder.RELAY);
            String owner = handles.length == 0 ? relay : userId(handles[0]);
            Board board = new Board(world.newBoardId(), name, "", owner, world.now(), world.nextId());
            board.members.putIfAbsent(relay, Role.EDITOR);
            for (String handle : handles) {
                board.members.putIfAbsent(userId(handle), Role.EDITOR);
            }
            world.add(board);
            return board.id;
        }
    }

    /** Draws a frame on a board, large enough for two thousand notes; returns the channel's id, {@code boardId/frameId}. */
    public String openFrame(String boardId, String title) {
        synchronized (world) {
            Board board = board(boardId);
            ItemContent usual = ItemContent.usual(ItemKind.FRAME);
            usual.data().put("title", title);
            long left = board.items.values().stream()
                    .filter(item -> item.kind == ItemKind.FRAME)
                    .count();
            ItemContent large = new ItemContent(
                    usual.data(),
                    usual.style(),
                    left * (FRAME_WIDTH + 200),
                    0,
                    FRAME_WIDTH,
                    FRAME_HEIGHT,
                    0,
                    Optional.empty(),
                    Optional.empty());
            Item frame = canvas.create(board, ItemKind.FRAME, large, board.owner);
            return ClientFeed.channelId(board, frame.id);
        }
    }

    /** The id of the first board of this name. */
    public String boardId(String name) {
        synchronized (world) {
            return world.boards.values().stream()
                    .filter(board -> board.name.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no board " + name))
                    .id;
        }
    }

    /** The id of the first frame of this title, {@code boardId/frameId}. */
    public String channelId(String title) {
        return people.channels().stream()
                .filter(channel -> channel.name().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no frame " + title))
                .id();
    }

    /** Sets what a person may do on a board: viewer, commenter, editor, coowner, owner. */
    public void setRole(String boardId, String handle, String role) {
        synchronized (world) {
            board(boardId)
                    .members
                    .put(
                            userId(handle),
                            Role.of(role).orElseThrow(() -> new IllegalArgumentException("no role " + role)));
        }
    }

    /** What the members of a board may do, by mail address. */
    public Map<String, String> roles(String boardId) {
        synchronized (world) {
            Map<String, String> roles = new LinkedHashMap<>();
            board(boardId)
                    .members
                    .forEach(
                            (id, role) -> roles.put(world.user(id).orElseThrow().email(), role.word()));
            return roles;
        }
    }

    /**
     * Opens a board for a circle of people, or closes it.
     *
     * @param circle access (anybody with the link), organizationAccess or teamAccess
     * @param access private, view, comment or edit
     */
    public void setAccess(String boardId, String circle, String access) {
        if (!Set.of("access", "organizationAccess", "teamAccess").contains(circle)
                || !Set.of("private", "view", "comment", "edit").contains(access)) {
            throw new IllegalArgumentException("no access " + circle + " " + access);
        }
        synchronized (world) {
            ((com.fasterxml.jackson.databind.node.ObjectNode)
                            board(boardId).policy.path("sharingPolicy"))
                    .put(circle, access);
        }
    }

    /** Puts a note on a board whose content is no text that one can type. Returns its id. */
    public String postHtml(String handle, String channelId, String html) {
        return people.postHtml(handle, channelId, html, Optional.empty());
    }

    /** A comment of a person on a board, which only the content log shows. Returns the id of its thread. */
    public String comment(String handle, String boardId, String text) {
        synchronized (world) {
            return content.comment(board(boardId), userId(handle), text);
        }
    }

    /** Ids of the operations that are answered, as the vendor's description names them. */
    public List<String> operations() {
        return answered;
    }

    private Board board(String id) {
        Board board = world.boards.get(id);
        if (board == null) {
            throw new IllegalArgumentException("no board " + id);
        }
        return board;
    }

    /** The server itself, for its certificate authority and port. */
    public EmulatorServer server() {
        return server;
    }

    @Override
    public Map<String, Object> describe() {
        return Description.of(this);
    }

    @Override
    public HumanClient people() {
        return people;
    }

    @Override
    public Faults faults() {
        return server.faults();
    }

    @Override
    public RateLimits limits() {
        return server.limits();
    }

    @Override
    public RequestJournal journal() {
        return server.journal();
    }

    /** The vendor has no events: nothing is ever on its way. */
    @Override
    public boolean awaitDeliveries(Duration timeout) {
        return true;
    }

    @Override
    public void close() {
        server.close();
    }
}
