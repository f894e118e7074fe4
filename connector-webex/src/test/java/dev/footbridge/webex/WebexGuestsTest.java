package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.User;
import dev.footbridge.testkit.contract.ConnectorHarness.Seen;
import dev.footbridge.testkit.fake.ManualClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Authors as guests of a Service App. */
class WebexGuestsTest {

    private static final Persona MARIA = new Persona("Maria Vega", Optional.empty(), "Elsewhere");

    private final ManualClock clock = ManualClock.at("2026-11-22T12:00:00Z");
    private final WebexHarness harness = new WebexHarness(clock);
    private Connector connector = connect();

    private Connector connect() {
        return harness.connect(Map.of("token", harness.webex.serviceAppToken(), "guests", "on"));
    }

    @AfterEach
    void close() {
        connector.close();
        harness.close();
    }

    private Draft hello(String text) {
        return Draft.of(Document.text(text), "key-1").as(MARIA);
    }

    private MessageId post(String text) throws Exception {
        Prepared prepared = connector.prepare(harness.channel(), hello(text));
        assertThat(prepared.losses()).isEmpty();
        return connector.post(harness.channel(), prepared.parts().get(0));
    }

    private Seen seen(MessageId id) {
        return harness.people().look(harness.channel()).stream()
                .filter(message -> message.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private long tokens() {
        return harness.webex.journal().counts().getOrDefault("POST /v1/guests/token", 0L);
    }

    @Test
    void anAuthorPostsUnderTheirOwnName() throws Exception {
        Seen seen = seen(post("hola"));

        assertThat(seen.authorName()).isEqualTo("Maria Vega (Elsewhere)");
        assertThat(seen.text()).isEqualTo("hola");
        assertThat(connector.features(harness.channel()).fidelity(Element.AUTHOR_NAME))
                .isEqualTo(Fidelity.FULL);
        assertThat(connector.check().warnings()).anyMatch(warning -> warning.contains("documented nowhere"));
    }

    @Test
    void aTokenIsUsedUntilItIsAboutToEnd() throws Exception {
        post("one");
        post("two");
        assertThat(tokens()).isEqualTo(1);
        assertThat(harness.webex.journal().counts()).containsEntry("POST /v1/memberships", 1L);
        clock.advance(Duration.ofHours(18));
        String first = seen(post("three")).authorName();
        assertThat(tokens()).isEqualTo(2);
        assertThat(first).isEqualTo("Maria Vega (Elsewhere)");
    }

    @Test
    void editsAndRemovalsAreTheGuestsAlsoAfterARestart() throws Exception {
        MessageId edited = post("before");
        MessageId removed = post("soon gone");
        connector.close();
        connector = connect();

        connector.editing().orElseThrow().edit(edited, hello("after"));
        connector.removal().orElseThrow().remove(removed);
        connector.removal().orElseThrow().remove(removed);

        assertThat(seen(edited).text()).isEqualTo("after");
        assertThat(seen(edited).authorName()).isEqualTo("Maria Vega (Elsewhere)");
        assertThat(harness.people().look(harness.channel())).hasSize(1);
    }

    @Test
    void aPostFromBeforeThereWereGuestsKeepsItsNameInTheText() throws Exception {
        MessageId id;
        try (Connector before = harness.connect(Map.of("token", harness.webex.serviceAppToken()))) {
            id = before.post(
                    harness.channel(),
                    before.prepare(harness.channel(), hello("hola")).parts().get(0));
        }
        connector.editing().orElseThrow().edit(id, hello("adios"));

        assertThat(seen(id).text()).isEqualTo("Maria Vega (Elsewhere): adios");
    }

    @Test
    void aGuestThatWasTakenOutComesBack() throws Exception {
        MessageId id = post("one");
        Message message = connector.history().orElseThrow().message(id).orElseThrow();
        harness.webex.leave(harness.channel().value(), message.author().id().value());

        assertThat(seen(post("two")).authorName()).isEqualTo("Maria Vega (Elsewhere)");
        harness.webex.leave(harness.channel().value(), message.author().id().value());
        connector.editing().orElseThrow().edit(id, hello("corrected"));
        assertThat(seen(id).text()).isEqualTo("corrected");
    }

    @Test
    void whatGuestsPostIsOurs() throws Exception {
        MessageId id = post("one");
        connector.close();
        connector = connect();
        Message message = connector.history().orElseThrow().message(id).orElseThrow();

        assertThat(message.own()).isTrue();
        assertThat(message.author().kind()).isEqualTo(User.Kind.GUEST);
        assertThat(connector.readback().orElseThrow().sent(harness.channel(), Optional.empty(), message.createdAt()))
                .extracting(sent -> sent.fingerprint())
                .containsExactly(connector.readback().orElseThrow().fingerprint(hello("one")));
    }

    @Test
    void repliesOfGuestsStayInTheirThread() throws Exception {
        MessageId root = harness.people().post(harness.people().first(), harness.channel(), "question");
        MessageId reply = connector.post(harness.channel(), hello("answer").inThread(root));

        assertThat(seen(reply).replyTo()).contains(root);
    }

    @Test
    void whereGuestsMayNotBeThePostIsRefusedWithoutEffect() {
        harness.webex.guestsInGroups(false);
        ConnectorException failure = catchThrowableOfType(ConnectorException.class, () -> post("hola"));

        assertThat(failure.kind()).isIn(Kind.FORBIDDEN, Kind.REJECTED);
        assertThat(failure.effect()).isEqualTo(ConnectorException.Effect.NOT_APPLIED);
        assertThat(harness.people().look(harness.channel())).isEmpty();
    }

    @Test
    void aGuestThatIsRefusedSaysNothingOfOurOwnToken() throws Exception {
        post("one");
        harness.webex
                .faults()
                .add(dev.footbridge.testkit.emulator.Fault.status(401)
                        .on("POST /v1/messages")
                        .times(2));
        ConnectorException failure = catchThrowableOfType(ConnectorException.class, () -> post("two"));

        assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(failure.code()).isEqualTo("guest_refused");
        assertThat(seen(post("three")).text()).isEqualTo("three");
    }

    @Test
    void aGuestThatCannotBeMadeLeavesNothingOpen() {
        harness.webex
                .faults()
                .add(dev.footbridge.testkit.emulator.Fault.status(500)
                        .on("POST /v1/guests/token")
                        .times(1));
        ConnectorException failure = catchThrowableOfType(ConnectorException.class, () -> post("one"));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(ConnectorException.Effect.NOT_APPLIED);
    }

    @Test
    void withoutTheScopeItIsNamed() throws Exception {
        try (Connector person = harness.connect(Map.of("guests", "on"))) {
            ConnectorException failure =
                    catchThrowableOfType(ConnectorException.class, () -> person.post(harness.channel(), hello("hola")));
            assertThat(failure.missingScope()).contains("guest-issuer:write");
        }
    }

    @Test
    void withoutAnAuthorTheServiceAppSpeaks() throws Exception {
        MessageId id = connector.post(harness.channel(), Draft.of(Document.text("notice"), "key-2"));

        assertThat(seen(id).authorName()).isEqualTo("Footbridge Service");
        assertThat(tokens()).isZero();
    }
}
