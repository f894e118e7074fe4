package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.DocumentAccess;
import dev.footbridge.core.connector.DocumentLink;
import dev.footbridge.core.connector.DocumentShare;
import dev.footbridge.core.connector.ForwardingConnector;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.Sharing.Role;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.User;
import dev.footbridge.relay.content.AddressTemplate;
import dev.footbridge.relay.documents.DocumentPolicy;
import dev.footbridge.relay.documents.SignInRoute;
import dev.footbridge.testkit.fake.ManualClock;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents of platform one, linked there or elsewhere, read by the people of platform two. */
class DocumentsTest {

    @TempDir
    Path directory;

    private final ManualClock clock = ManualClock.at("2026-03-01T10:00:00Z");
    private Rig rig;
    private URI document;

    @BeforeEach
    void make() {
        rig = new Rig(directory, clock, "one", "two");
        document = rig.platform("one").document(rig.ann("one"), "Plans");
        rig.platform("one").mail(rig.ann("one"), "ann@one.example");
        rig.platform("one").mail(rig.bob("one"), "bob@one.example");
        rig.platform("two").mail(rig.ann("two"), "ann@two.example");
        rig.platform("two").mail(rig.bob("two"), "bob@two.example");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Rig start(DocumentPolicy policy) throws Exception {
        BridgeSpec plain = rig.spec("all", "one", "two");
        return rig.bridges(
                        new BridgeSpec("all", plain.endpoints(), plain.policy().withDocuments(policy)))
                .start();
    }

    private MessageId post(String text) {
        return rig.platform("one").post(rig.ann("one"), rig.channel("one"), text);
    }

    private List<String> notices() {
        rig.engine.runDue();
        return rig.messages("one").stream()
                .filter(message -> message.author().kind() == User.Kind.BOT)
                .map(message -> message.body().plainText())
                .toList();
    }

    private String notice() {
        await().atMost(Duration.ofSeconds(10)).until(() -> !notices().isEmpty());
        return notices().get(0);
    }

    @Test
    void theAuthorIsToldWhoCannotOpenADocumentAndNothingIsShared() throws Exception {
        start(DocumentPolicy.CHECK);
        rig.platform("one").linkGives(document, Optional.of(Role.VIEW));

        MessageId message = post("see " + document);

        assertThat(notice())
                .contains("2 people of 2 on the other side cannot open a document you linked")
                .contains("visitor sharing or external sharing")
                .doesNotContain("@", "ann-", "bob-", document.toString());
        assertThat(rig.messages("one").get(1).replyTo()).contains(message);
        assertThat(rig.platform("one").access(document)).isEmpty();
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("see " + document);
    }

    @Test
    void whoCanOpenItIsNoNews() throws Exception {
        start(DocumentPolicy.CHECK);
        rig.platform("one").linkGives(document, Optional.of(Role.VIEW));
        rig.platform("two").mail(rig.ann("two"), "ann.two@one.example");
        rig.platform("two").mail(rig.bob("two"), "bob.two@one.example");

        post("see " + document);
        post("and that was that");

        await().until(() -> rig.settle().texts("two").size() == 2);
        // Looking is quick and a notice would stand before a message that came later.
        MessageId other = post("see " + rig.platform("one").document(rig.ann("one"), "Secret"));
        assertThat(notice()).contains("cannot open");
        assertThat(rig.messages("one").stream()
                        .filter(message -> message.author().kind() == User.Kind.BOT)
                        .map(Message::replyTo))
                .containsExactly(Optional.of(other));
    }

    @Test
    void thePolicyLetsReadersInWithTheRoleOfTheLinkAndTheAuthorIsTold() throws Exception {
        start(DocumentPolicy.SHARE);
        rig.platform("one").linkGives(document, Optional.of(Role.VIEW));

        post("see " + document);

        assertThat(notice())
                .isEqualTo(
                        "2 people on the other side can now view a document you linked, as its link allows. They were"
                                + " told by mail.");
        assertThat(rig.platform("one").access(document))
                .isEqualTo(Map.of("ann@two.example", Role.VIEW, "bob@two.example", Role.VIEW));
    }

    @Test
    void aLinkThatGivesNothingSharesNothing() throws Exception {
        start(DocumentPolicy.SHARE);

        post("see " + document);

        assertThat(notice()).contains("2 people of 2 on the other side cannot open");
        assertThat(rig.platform("one").access(document)).isEmpty();
    }

    @Test
    void theCounterpartAccountIsTheOneThatGetsAccess() throws Exception {
        rig.options(rig.options().people(List.of(Set.of(rig.bob("one"), rig.bob("two")))));
        rig.platform("one").mail(rig.bob("one"), "bob.counterpart@guests.example");
        start(DocumentPolicy.SHARE);
        rig.platform("one").linkGives(document, Optional.of(Role.COMMENT));

        post("see " + document);

        assertThat(notice()).contains("2 people on the other side can now comment on");
        assertThat(rig.platform("one").access(document))
                .isEqualTo(Map.of("ann@two.example", Role.COMMENT, "bob.counterpart@guests.example", Role.COMMENT));
    }

    @Test
    void theSameMessageToldAgainChangesNothing() throws Exception {
        rig.platform("one").copiesOfEachEvent(3);
        start(DocumentPolicy.CHECK);
        MessageId message = post("see " + document);
        assertThat(notice()).contains("cannot open");

        rig.platform("one").edit(rig.ann("one"), message, Document.text("look " + document));
        rig.settle();
        await().until(() -> rig.texts("two").equals(List.of("look " + document)));
        URI second = rig.platform("one").document(rig.ann("one"), "More");
        rig.platform("one").edit(rig.ann("one"), message, Document.text("see " + second));

        await().atMost(Duration.ofSeconds(10)).until(() -> notices().size() == 2);
        rig.settle();
        assertThat(notices()).hasSize(2);
    }

    @Test
    void noticesAreBounded() throws Exception {
        start(DocumentPolicy.CHECK);
        for (int i = 0; i < DocumentWatch.MAX_NOTICES + 15; i++) {
            post("number " + i + " " + rig.platform("one").document(rig.ann("one"), "Plan " + i));
        }
        await().until(() -> rig.settle().texts("two").size() == DocumentWatch.MAX_NOTICES + 15);
        await().atMost(Duration.ofSeconds(10)).until(() -> notices().size() >= DocumentWatch.MAX_NOTICES);

        assertThat(notices()).hasSize(DocumentWatch.MAX_NOTICES);
    }

    @Test
    void anOffPolicyAsksNobody() throws Exception {
        start(DocumentPolicy.OFF);
        long before = rig.platform("one").calls(Verb.LOOK_UP);
        post("see " + document);
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("see " + document);
        assertThat(rig.platform("one").calls(Verb.LOOK_UP)).isEqualTo(before);
    }

    /** What the author cannot be told of is not done. */
    @Test
    void whereTheRelayDoesNotWriteNothingIsShared() throws Exception {
        List<EndpointSpec> oneWay = List.of(
                new EndpointSpec("one", rig.channel("one"), Direction.RECEIVE),
                new EndpointSpec("two", rig.channel("two"), Direction.SEND));
        rig.bridges(new BridgeSpec("all", oneWay, BridgePolicy.everything().withDocuments(DocumentPolicy.SHARE)))
                .start();
        rig.platform("one").linkGives(document, Optional.of(Role.EDIT));
        post("see " + document);
        post("and more");
        await().until(() -> rig.settle().texts("two").size() == 2);
        assertThat(rig.platform("one").access(document)).isEmpty();
        assertThat(notices()).isEmpty();
    }

    @Test
    void aStorageThatIsDownIsAskedAgainAndNobodyGetsInUnmentioned() throws Exception {
        start(DocumentPolicy.SHARE);
        rig.platform("one").linkGives(document, Optional.of(Role.VIEW));
        LostAnswer lost = new LostAnswer(rig.connector("one").sharing().orElseThrow());
        rig.stop();
        rig.connectors(Map.of("one", new WithSharing(new WithoutStream(rig.connector("one")), lost)));
        rig.start();

        post("see " + document);

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return !notices().isEmpty();
        });
        assertThat(notice()).startsWith("2 people on the other side can now view a document you linked");
        assertThat(Set.copyOf(lost.shares)).hasSize(1);
    }

    /** Of another organisation, whose single sign-on an operator has set up. */
    @Test
    void readersGetALineThatStartsAtTheirOwnSignInAndTheLinkStaysAsItIs() throws Exception {
        AddressTemplate start = new AddressTemplate(
                "https://login.one.example/start?to={document}&domain=two.example", SignInRoute.DOCUMENT);
        rig.options(rig.options().signIns(List.of(new SignInRoute(Set.of(document.getHost()), Set.of("two"), start))));
        start(DocumentPolicy.OFF);

        MessageId message = post("see " + document + " and https://elsewhere.example/x");
        rig.settle();
        rig.platform("two").post(rig.ann("two"), rig.channel("two"), "back: " + document);
        rig.settle();

        Message copy = rig.messages("two").get(0);
        assertThat(copy.body().plainText())
                .startsWith("see " + document + " and https://elsewhere.example/x")
                .contains("open with your own account on " + document.getHost());
        assertThat(copy.body().blocks())
                .hasSize(2)
                .last()
                .asString()
                .contains("https://login.one.example/start?to="
                        + URLEncoder.encode(document.toString(), StandardCharsets.UTF_8) + "&domain=two.example");
        assertThat(rig.texts("one")).as("people at home").contains("back: " + document);
        rig.platform("one").edit(rig.ann("one"), message, Document.text("no link any more"));
        rig.settle();
        assertThat(rig.texts("two")).contains("no link any more");
    }

    /** A fourth storage is one class. */
    @Test
    void anotherStorageIsOneClass() throws Exception {
        Cupboard cupboard = new Cupboard();
        rig.connectors(Map.of("two", new WithSharing(new WithoutStream(rig.connector("two")), cupboard)));
        start(DocumentPolicy.SHARE);

        post("see https://cupboard.example/shelf/7 and https://cupboard.example/other");

        assertThat(notice()).contains("2 people on the other side can now view");
        assertThat(cupboard.open).containsExactlyInAnyOrder("ann@two.example", "bob@two.example");
    }

    private static final class WithSharing extends ForwardingConnector {
        private final Connector delegate;
        private final Sharing sharing;

        WithSharing(Connector delegate, Sharing sharing) {
            this.delegate = delegate;
            this.sharing = sharing;
        }

        @Override
        protected Connector delegate() {
            return delegate;
        }

        @Override
        public Optional<Sharing> sharing() {
            return Optional.of(sharing);
        }
    }

    private static final class Cupboard implements Sharing {
        private final List<String> open = new CopyOnWriteArrayList<>();

        @Override
        public Optional<DocumentLink> identify(URI link) {
            return link.toString().startsWith("https://cupboard.example/shelf/")
                    ? Optional.of(new DocumentLink(link.getPath(), DocumentLink.Kind.FILE))
                    : Optional.empty();
        }

        @Override
        public DocumentAccess check(URI link, Set<String> addresses) {
            return new DocumentAccess(Optional.of(Role.VIEW), Map.of(), Set.of());
        }

        @Override
        public DocumentShare share(URI link, Set<String> addresses, Role most) {
            open.addAll(addresses);
            return new DocumentShare(
                    addresses.stream().collect(Collectors.toMap(each -> each, each -> Role.VIEW)), Set.of(), Map.of());
        }
    }

    /** Shares, and then nobody hears of it. */
    private static final class LostAnswer implements Sharing {
        private final Sharing real;
        private final List<Set<String>> shares = new CopyOnWriteArrayList<>();

        LostAnswer(Sharing real) {
            this.real = real;
        }

        @Override
        public Optional<DocumentLink> identify(URI link) {
            return real.identify(link);
        }

        @Override
        public DocumentAccess check(URI link, Set<String> addresses) throws ConnectorException, InterruptedException {
            return real.check(link, addresses);
        }

        @Override
        public DocumentShare share(URI link, Set<String> addresses, Role most)
                throws ConnectorException, InterruptedException {
            shares.add(addresses);
            real.share(link, addresses, most);
            throw ConnectorException.of(ConnectorException.Kind.UNAVAILABLE, "lost", "the answer was lost")
                    .withUnknownEffect();
        }
    }
}
