package dev.footbridge.slack;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.slack.emulator.SlackEmulator;
import dev.footbridge.testkit.contract.EmulatedCalls;
import dev.footbridge.testkit.contract.EmulatedHarness;
import dev.footbridge.testkit.contract.StreamRunner;
import dev.footbridge.testkit.contract.WebhookHost;
import dev.footbridge.testkit.emulator.JournalEntry;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The emulator as the contract wants it. */
final class SlackHarness extends EmulatedHarness {

    private static final Map<Verb, List<String>> METHODS = Map.of(
            Verb.POST, List.of("chat.postMessage"),
            Verb.EDIT, List.of("chat.update"),
            Verb.REMOVE, List.of("chat.delete"),
            Verb.REACT, List.of("reactions.add"),
            Verb.UNREACT, List.of("reactions.remove"),
            Verb.UPLOAD, List.of("files.completeUploadExternal"),
            Verb.DOWNLOAD, List.of("files.info"),
            Verb.READ, List.of("conversations.history", "conversations.replies"),
            Verb.LOOK_UP, List.of("users.info", "bots.info", "conversations.info", "conversations.list"));

    private static final Map<Verb, Set<String>> SCOPES = Map.of(
            Verb.POST, Set.of("chat:write", "chat:write.customize", "chat:write.public"),
            Verb.EDIT, Set.of("chat:write", "chat:write.customize", "chat:write.public"),
            Verb.REMOVE, Set.of("chat:write", "chat:write.customize", "chat:write.public"),
            Verb.REACT, Set.of("reactions:write"),
            Verb.UNREACT, Set.of("reactions:write"),
            Verb.UPLOAD, Set.of("files:write"),
            Verb.DOWNLOAD, Set.of("files:read"),
            Verb.READ, Set.of("channels:history", "groups:history", "im:history", "mpim:history"),
            Verb.LOOK_UP, Set.of("users:read", "users:read.email"));

    private static final Map<Verb, String> LEAST = Map.of(
            Verb.POST, "chat:write",
            Verb.EDIT, "chat:write",
            Verb.REMOVE, "chat:write",
            Verb.REACT, "reactions:write",
            Verb.UNREACT, "reactions:write",
            Verb.UPLOAD, "files:write",
            Verb.DOWNLOAD, "files:read",
            Verb.READ, "channels:history",
            Verb.LOOK_UP, "users:read");

    private static final Set<String> ALL_SCOPES = Set.of(
            "channels:history",
            "channels:read",
            "chat:write",
            "chat:write.customize",
            "chat:write.public",
            "files:read",
            "files:write",
            "groups:history",
            "groups:read",
            "im:history",
            "im:read",
            "mpim:history",
            "mpim:read",
            "reactions:read",
            "reactions:write",
            "users:read",
            "users:read.email");

    final SlackEmulator slack = SlackEmulator.builder()
            .random(new Random(7))
            .customEmoji(Set.of("party_parrot"))
            .botScopes(ALL_SCOPES)
            .webhooks(WebhookSender.Options.defaults().withTimeScale(60))
            .start();
    private final SlackIds ids = new SlackIds(slack.teamId());
    private final SlackHarnessPeople people = new SlackHarnessPeople(slack, ids);

    @Override
    public SlackEmulator emulator() {
        return slack;
    }

    @Override
    public ConnectorProvider provider() {
        return new SlackConnectorProvider();
    }

    @Override
    protected Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("team-id", slack.teamId());
        settings.put("token", slack.botToken());
        settings.put("signing-secret", slack.signingSecret());
        settings.put("app-token", slack.appToken());
        settings.put("api-url", slack.apiUrl());
        settings.put("page-size", "5");
        settings.put("settle-time", "0s");
        return settings;
    }

    @Override
    public Set<String> secrets() {
        return Set.of(slack.botToken(), slack.signingSecret(), slack.appToken());
    }

    @Override
    public ChannelId channel() {
        return new ChannelId(ids.workspace(), slack.channelId("general"));
    }

    @Override
    public ChannelId missingChannel() {
        return new ChannelId(ids.workspace(), "C07FBNONE99");
    }

    @Override
    public FileId missingFile() {
        return new FileId(ids.workspace(), "F07FBNONE99");
    }

    @Override
    public Optional<Emoji> customEmoji() {
        return Optional.of(Emoji.custom("party_parrot"));
    }

    @Override
    public Optional<String> group() {
        return Optional.of("S07FBGROUP1");
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
        return "POST /api/" + METHODS.get(verb).get(0);
    }

    @Override
    protected List<String> fileRoutes() {
        return List.of("GET /files-pri/*");
    }

    @Override
    public void revokeCredentials() {
        slack.admin().revoke(slack.botToken());
    }

    @Override
    public String withholdScope(Verb verb) {
        Set<String> rest = new HashSet<>(ALL_SCOPES);
        rest.removeAll(SCOPES.get(verb));
        slack.admin().changeBotScopes(rest);
        return LEAST.get(verb);
    }

    @Override
    public Calls calls() {
        return new EmulatedCalls(
                slack.journal(),
                (verb, request) -> METHODS.get(verb).contains(request.replaceFirst("^POST /api/", "")),
                request -> request.contains(" /api/"));
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new SlackHarnessWebhooks(slack));
    }

    @Override
    public Listening listen(Connector connector, Ingress way, InboundSink sink) {
        return way == Ingress.STREAM ? stream(connector, sink) : webhooks(connector, sink);
    }

    private Listening webhooks(Connector connector, InboundSink sink) {
        WebhookHost host = new WebhookHost();
        host.route(connector.webhooks().orElseThrow(), sink);
        slack.subscribe(host.uri());
        return host;
    }

    private Listening stream(Connector connector, InboundSink sink) {
        StreamRunner runner = StreamRunner.start(connector, sink);
        org.awaitility.Awaitility.await().until(() -> slack.openSockets() > 0);
        return runner;
    }

    /** Its calls are methods by name, whatever addresses it is told. */
    @Override
    protected boolean knowsWhatItAsks() {
        return true;
    }

    @Override
    protected void check(List<JournalEntry> sent) {
        SlackRequestSchemas.check(
                sent.stream().filter(entry -> entry.path().startsWith("/api/")).toList());
    }
}
