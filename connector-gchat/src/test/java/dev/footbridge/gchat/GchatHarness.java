package dev.footbridge.gchat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.gchat.emulator.GchatEmulator;
import dev.footbridge.testkit.contract.EmulatedCalls;
import dev.footbridge.testkit.contract.EmulatedHarness;
import dev.footbridge.testkit.contract.VendorContracts;
import dev.footbridge.testkit.emulator.JournalEntry;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The emulator as the contract wants it, for one way to authenticate. */
final class GchatHarness extends EmulatedHarness {

    private static final String MESSAGES = "/v1/spaces/[^/]+/messages";
    private static final String MESSAGE = MESSAGES + "/[^/]+";

    /** Method and path of the calls of a verb; the first is the one that faults strike. */
    private static final Map<Verb, List<String>> CALLS = Map.of(
            Verb.POST, List.of("POST " + MESSAGES),
            Verb.UPLOAD, List.of("POST /upload/v1/spaces/[^/]+/attachments:upload"),
            Verb.DOWNLOAD, List.of("GET /v1/media/.*"),
            Verb.EDIT, List.of("PATCH " + MESSAGE),
            Verb.REMOVE, List.of("DELETE " + MESSAGE),
            Verb.REACT, List.of("POST " + MESSAGE + "/reactions"),
            Verb.UNREACT, List.of("GET " + MESSAGE + "/reactions", "DELETE " + MESSAGE + "/reactions/[^/]+"),
            Verb.READ, List.of("GET " + MESSAGES, "GET " + MESSAGE));

    private static final Map<Verb, String> FAULTS = Map.of(
            Verb.POST, "POST /v1/spaces/*/messages",
            // Of the two calls that a file takes, this is the one that people notice.
            Verb.UPLOAD, "POST /v1/spaces/*/messages",
            Verb.DOWNLOAD, "GET /v1/media/*",
            Verb.EDIT, "PATCH /v1/spaces/*/messages/*",
            Verb.REMOVE, "DELETE /v1/spaces/*/messages/*",
            Verb.REACT, "POST /v1/spaces/*/messages/*/reactions",
            Verb.UNREACT, "GET /v1/spaces/*/messages/*/reactions",
            Verb.READ, "GET /v1/spaces/*/messages");

    private static final Map<Verb, String> LEAST = Map.of(
            Verb.POST, "chat.messages.create",
            Verb.UPLOAD, "chat.messages.create",
            Verb.DOWNLOAD, "chat.messages.readonly",
            Verb.EDIT, "chat.messages",
            Verb.REMOVE, "chat.messages",
            Verb.REACT, "chat.messages.reactions.create",
            Verb.UNREACT, "chat.messages.reactions.readonly",
            Verb.READ, "chat.messages.readonly",
            Verb.LOOK_UP, "admin.directory.user.readonly");

    private static final Set<String> ALL_SCOPES = Set.of(
            "chat.messages",
            "chat.messages.create",
            "chat.messages.readonly",
            "chat.messages.reactions",
            "chat.messages.reactions.create",
            "chat.messages.reactions.readonly",
            "chat.memberships.readonly",
            "chat.spaces.readonly",
            "admin.directory.user.readonly");

    final GchatEmulator chat;
    private final GchatAuth auth;
    private final GchatIds ids = new GchatIds("example.com");
    private final Optional<LinkedDocument> document;
    private final GchatHarnessPeople people;
    private final GchatHarnessEvents events;

    GchatHarness(GchatAuth auth) {
        this.auth = auth;
        this.chat = GchatEmulator.builder()
                .random(new Random(7))
                .customEmoji(Set.of("party_parrot"))
                .webhooks(WebhookSender.Options.defaults().withTimeScale(1_000))
                .pullWait(Duration.ofMillis(50))
                .start();
        this.document = auth.isDelegated() ? Optional.of(new GchatHarnessDocument(chat)) : Optional.empty();
        this.people = new GchatHarnessPeople(chat, ids, auth == GchatAuth.BOT ? "@app " : "");
        this.events = new GchatHarnessEvents(chat, auth);
    }

    @Override
    public GchatEmulator emulator() {
        return chat;
    }

    @Override
    public ConnectorProvider provider() {
        return new GchatConnectorProvider();
    }

    @Override
    protected Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        String base = chat.baseUrl().toString();
        settings.put("domain", "example.com");
        settings.put("auth", auth.setting());
        settings.put("service-account", serviceAccount());
        if (auth.isDelegated()) {
            settings.put("subject", chat.relayEmail());
            settings.put("documents", "share");
        }
        for (String url : List.of("chat-url", "events-url", "pubsub-url", "directory-url", "drive-url")) {
            settings.put(url, base);
        }
        settings.put("page-size", "5");
        settings.put("settle-time", "0s");
        settings.putAll(events.settings());
        return settings;
    }

    private String serviceAccount() {
        try {
            return VendorContracts.MAPPER.writeValueAsString(chat.credentials());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Set<String> secrets() {
        return Set.of(
                String.valueOf(chat.credentials().get("private_key")),
                String.valueOf(chat.credentials().get("private_key_id")));
    }

    @Override
    public ChannelId channel() {
        return new ChannelId(ids.workspace(), chat.spaceId("general"));
    }

    @Override
    public ChannelId missingChannel() {
        return new ChannelId(ids.workspace(), "AAAANOSPACE");
    }

    @Override
    public Optional<Emoji> customEmoji() {
        return Optional.of(Emoji.custom("party_parrot"));
    }

    @Override
    public Optional<String> group() {
        return Optional.of("groups/admins");
    }

    @Override
    public int moreThanOnePage() {
        return 12;
    }

    @Override
    public boolean tellsOwn(Ingress way) {
        return auth.reads();
    }

    @Override
    public People people() {
        return people;
    }

    @Override
    protected String route(Verb verb) {
        if (verb == Verb.LOOK_UP) {
            return auth.isDelegated() ? "GET /admin/directory/v1/users/*" : "GET /v1/spaces";
        }
        return FAULTS.get(verb);
    }

    @Override
    protected List<String> fileRoutes() {
        return List.of("GET /v1/media/*");
    }

    @Override
    public void revokeCredentials() {
        chat.admin().revokeCredentials();
    }

    /** Every scope that opens the call goes; the least of them is what is missing. */
    @Override
    public String withholdScope(Verb verb) {
        return auth.isDelegated() ? withholdDelegated(verb) : withholdOfApp(verb);
    }

    private String withholdDelegated(Verb verb) {
        Set<String> rest = new HashSet<>(ALL_SCOPES);
        new GchatScopes(auth)
                .catalogue()
                .operation(operation(verb))
                .alternatives()
                .forEach(set -> set.forEach(
                        scope -> rest.remove(scope.name().substring(scope.name().lastIndexOf('/') + 1))));
        chat.admin().delegate(rest);
        return GchatScopes.full(LEAST.get(verb));
    }

    private String operation(Verb verb) {
        return switch (verb) {
            case POST, UPLOAD -> "chat.spaces.messages.create";
            case DOWNLOAD -> "chat.media.download";
            case EDIT -> "chat.spaces.messages.patch";
            case REMOVE -> "chat.spaces.messages.delete";
            case REACT -> "chat.spaces.messages.reactions.create";
            case UNREACT -> "chat.spaces.messages.reactions.list";
            case READ -> "chat.spaces.messages.list";
            case LOOK_UP -> "directory.users.get";
        };
    }

    private String withholdOfApp(Verb verb) {
        if (verb == Verb.READ) {
            chat.admin().approve(Set.of("chat.app.memberships.readonly", "chat.app.spaces.readonly"));
            return GchatScopes.full("chat.app.messages.readonly");
        }
        chat.admin().withhold("chat.bot");
        return GchatScopes.full("chat.bot");
    }

    @Override
    public Calls calls() {
        return new EmulatedCalls(chat.journal(), GchatHarness::is, request -> true);
    }

    private static boolean is(Verb verb, String request) {
        List<String> wanted = verb == Verb.LOOK_UP
                ? List.of("GET /admin/directory/v1/users/.*", "GET /v1/spaces(/[^/]+(/members/.*)?)?")
                : CALLS.get(verb);
        return wanted.stream().anyMatch(request::matches);
    }

    @Override
    public FileId missingFile() {
        return new FileId(ids.workspace(), "c3BhY2VzL25vbmUvYXR0YWNobWVudHMvbm9uZQ");
    }

    @Override
    public Optional<DirectoryGroup> directoryGroup() {
        return auth.isDelegated() ? Optional.of(new GchatHarnessGroup(chat, ids)) : Optional.empty();
    }

    @Override
    public Optional<LinkedDocument> document() {
        return document;
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(events.webhooks());
    }

    @Override
    public Listening listen(Connector connector, Ingress way, InboundSink sink) {
        return events.listen(connector, way, sink, channel());
    }

    @Override
    protected void check(List<JournalEntry> sent) {
        GchatRequestSchemas.check(sent);
    }

    @Override
    protected void end() {
        events.close();
        super.end();
    }
}
