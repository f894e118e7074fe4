package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.DocumentShare;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.testkit.contract.AnswerServer;
import dev.footbridge.testkit.contract.BadInput;
import dev.footbridge.testkit.contract.JsonMutations;
import dev.footbridge.testkit.contract.JsonMutations.Mutation;
import dev.footbridge.testkit.contract.VendorContracts;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer with every value wrong in turn: the call ends in our words, and the poller tells no nonsense. */
class MiroMutationsTest {

    private static final Window ALWAYS = new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
    private static final String ORGANIZATION = "3074457345618265000";
    private static final MessageId NOTE = new MessageId(ScriptedMiro.CHANNEL, "3458764517517819009");
    private static final MessageId REPLY =
            MiroIds.reply(ScriptedMiro.CHANNEL, "3458764517517819009", "345876451751781");
    private static final URI LINK = URI.create("https://miro.com/app/board/" + ScriptedMiro.BOARD + "/");

    private static final String SHARED = "uXjVShared1=";
    private static final Set<String> SOMEBODY = Set.of("a@example.org");

    private static AnswerServer server;
    private static Connector connector;
    private static MiroEnterprise enterprise;

    @BeforeAll
    static void connect() {
        VendorContracts.required(MiroMutationsTest.class);
        JsonNode context = context();
        server = new AnswerServer(Map.of(
                "/v1/oauth-token",
                context.toString(),
                "/frames/" + ScriptedMiro.FRAME,
                "{\"geometry\":{\"width\":1600,\"height\":900}}",
                "/v2/boards/" + SHARED,
                "{\"policy\":{\"sharingPolicy\":{\"teamAccess\":\"view\"}}}"));
        connector = connect(server.baseUrl());
        enterprise = MiroEnterprise.of(connector).orElseThrow();
    }

    private static Connector connect(URI url) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "team-id",
                ScriptedMiro.TEAM,
                "access-token",
                "token-of-a-test",
                "organization-id",
                ORGANIZATION,
                "api-url",
                url.toString()));
        return new MiroConnectorProvider()
                .create(ConnectorConfig.of(
                        new MiroConnectorProvider(),
                        settings,
                        Clock.systemUTC(),
                        new Random(3),
                        CredentialStore.none()));
    }

    @AfterAll
    static void close() {
        if (server != null) {
            connector.close();
            server.close();
        }
    }

    /** The vendor's sample has the word "string" everywhere. */
    private static JsonNode context() {
        ObjectNode context = (ObjectNode) sample("token-info.200.json");
        ((ObjectNode) context.path("team")).put("id", ScriptedMiro.TEAM);
        ((ObjectNode) context.path("user")).put("id", "3458764517517852417");
        ArrayNode scopes = context.putArray("scopes");
        MiroScopes.read()
                .path("scopes")
                .forEach(scope -> scopes.add(scope.path("name").asText()));
        return context;
    }

    private static JsonNode sample(String name) {
        return VendorContracts.json(VendorContracts.required(MiroMutationsTest.class)
                .resolve("miro-samples")
                .resolve(name));
    }

    /** A sample and a call that gets it as its answer. */
    record Case(String sample, BadInput.Call call) {
        @Override
        public String toString() {
            return sample;
        }
    }

    private static BadInput.Call done(DoneCall call) {
        return () -> {
            call.run();
            return true;
        };
    }

    private interface DoneCall {
        void run() throws ConnectorException, InterruptedException;
    }

    static Stream<Case> boards() {
        Draft part = Draft.of(Document.text("hello"), "key-1");
        return Stream.of(
                new Case(
                        "get-items.200.json",
                        () -> connector
                                .history()
                                .orElseThrow()
                                .messages(ScriptedMiro.CHANNEL, ALWAYS, Optional.empty())),
                new Case(
                        "get-app-card-item.200.json",
                        () -> connector.history().orElseThrow().message(REPLY)),
                new Case(
                        "get-sticky-note-item.200.json",
                        () -> connector.history().orElseThrow().message(NOTE)),
                new Case("create-sticky-note-item.201.json", () -> connector.post(ScriptedMiro.CHANNEL, part)),
                new Case(
                        "create-app-card-item.201.json",
                        () -> connector.post(ScriptedMiro.CHANNEL, part.inThread(NOTE))),
                new Case(
                        "update-sticky-note-item.200.json",
                        done(() -> connector.editing().orElseThrow().edit(NOTE, part))),
                new Case(
                        "get-board-members.200.json",
                        () -> connector
                                .directory()
                                .orElseThrow()
                                .user(new UserId(ScriptedMiro.IDS.workspace(), "3074457353169356300"))),
                new Case(
                        "get-boards.200.json",
                        () -> connector.directory().orElseThrow().channels(Optional.empty())),
                new Case(
                        "get-specific-board.200.json",
                        () -> connector.linkPreviews().orElseThrow().preview(LINK)),
                new Case(
                        "get-specific-board.200.json",
                        () -> connector.sharing().orElseThrow().check(LINK, SOMEBODY)),
                new Case("share-board.201.json", MiroMutationsTest::share));
    }

    /** A board whose link gives something, or nobody would be invited. */
    private static DocumentShare share() throws ConnectorException, InterruptedException {
        URI link = URI.create("https://miro.com/app/board/" + SHARED + "/");
        DocumentShare shared = connector.sharing().orElseThrow().share(link, SOMEBODY, Sharing.Role.EDIT);
        assertThat(shared.given().values()).isSubsetOf(Sharing.Role.VIEW);
        return shared;
    }

    static Stream<Case> organisation() {
        return Stream.of(
                new Case("enterprise-get-organization-members.200.json", () -> enterprise.members(Optional.empty())),
                new Case("enterprise-get-organization-members.200.json", () -> enterprise.organization()),
                new Case(
                        "enterprise-get-teams.200.json",
                        () -> enterprise.teams().list(Optional.empty())),
                new Case(
                        "enterprise-get-team-members.200.json",
                        () -> enterprise.teams().members("1", Optional.empty())),
                new Case(
                        "enterprise-get-projects.200.json",
                        () -> enterprise.projects("1").list(Optional.empty())),
                new Case(
                        "enterprise-get-projects.200.json",
                        () -> enterprise.projects("1").settings("2")),
                new Case(
                        "enterprise-get-audit-logs.200.json",
                        () -> enterprise.logs().audit(Instant.EPOCH, Instant.EPOCH, Optional.empty())),
                new Case(
                        "enterprise-board-content-item-logs-fetch.200.json",
                        () -> enterprise
                                .logs()
                                .content(Instant.EPOCH, Instant.EPOCH, Optional.empty(), Optional.empty())),
                new Case(
                        "enterprise-create-board-export.200.json",
                        () -> enterprise
                                .exports()
                                .start(Set.of("b"), MiroEnterpriseExports.Format.PDF, new UUID(1, 2))),
                new Case(
                        "enterprise-board-export-job-status.200.json",
                        () -> enterprise.exports().status("1")),
                new Case(
                        "enterprise-board-export-job-status.200.json",
                        () -> enterprise.exports().results("1")),
                new Case("get-all-cases.200.json", () -> enterprise.cases().list(Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource({"boards", "organisation"})
    void everyAnswerWithOneValueWrongIsReadOrFailsInOurWords(Case one) throws Exception {
        server.serve(sample(one.sample()));
        assertThat(one.call().run()).as("with the vendor's own answer").isNotNull();
        assertThat(BadInput.answers(sample(one.sample()), server, one.call())).isGreaterThan(5);
    }

    @Test
    void theAnswerToWhoseTokenItIsMayBeAnything() {
        try (AnswerServer bare = new AnswerServer(Map.of());
                Connector other = connect(bare.baseUrl())) {
            assertThat(BadInput.answers(context(), bare, other::check)).isGreaterThan(50);
        }
    }

    @ParameterizedTest
    @MethodSource("items")
    void everyItemWithOneValueWrongIsAMessageOrNone(String name) {
        JsonNode good = sample(name);
        MiroOwn own = new MiroOwn();
        own.learnSelf(ScriptedMiro.SELF);
        MiroEvents events = new MiroEvents(new MiroMessages(ScriptedMiro.IDS, own));
        MiroEvents.Snapshot before = events.snapshot(ScriptedMiro.CHANNEL, List.of(good));
        int count = 0;
        for (Mutation mutation : JsonMutations.of(good).toList()) {
            count++;
            JsonNode bad = mutation.payload();
            MiroEvents.Difference difference =
                    events.difference(ScriptedMiro.CHANNEL, before, List.of(bad, bad), Set.of());
            assertThat(difference.events().size()).as("%s", mutation).isLessThanOrEqualTo(2);
            assertThat(difference.events())
                    .extracting(InboundEvent::eventId)
                    .as("%s", mutation)
                    .doesNotHaveDuplicates()
                    .allSatisfy(id -> assertThat(id.length()).isLessThanOrEqualTo(256));
            assertThat(MiroListing.next(page(bad))).isPresent();
        }
        assertThat(count).isGreaterThan(100);
    }

    static Stream<String> items() {
        return Stream.of(
                "get-sticky-note-item.200.json",
                "get-app-card-item.200.json",
                "get-card-item.200.json",
                "get-image-item.200.json",
                "get-document-item.200.json",
                "create-text-item.201.json",
                "create-embed-item.201.json");
    }

    private static JsonNode page(JsonNode item) {
        ObjectNode page = VendorContracts.MAPPER.createObjectNode();
        ArrayNode data = page.putArray("data");
        data.add(item);
        return page.put("cursor", "next");
    }

    /** An archive's link comes from an answer, too. */
    @ParameterizedTest
    @MethodSource("links")
    void oddLinksLeadNowhere(String link) {
        ConnectorException failure = catchThrowableOfType(
                ConnectorException.class,
                () -> enterprise.exports().download(URI.create(link), OutputStream.nullOutputStream(), 10));
        assertThat(failure.code()).isIn("odd_link", "host_not_allowed");
    }

    static Stream<String> links() {
        return Stream.of(
                "file:///etc/passwd",
                "https://evil.example/a",
                "http://bucket.s3.amazonaws.com/a",
                "https://169.254.169.254/latest",
                "https://amazonaws.com.evil.example/a",
                "relative");
    }
}
