package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.testkit.contract.ConnectorHarness.People;
import dev.footbridge.testkit.contract.ConnectorHarness.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What all parts of the contract share: the harness, one open connector, and short words for common steps. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class ContractBase {

    /** Stands in every text that must not turn up in an error. */
    static final String CANARY = "canary7f3a91";

    static final Emoji THUMB = Emoji.unicode("\uD83D\uDC4D");
    static final Emoji HEART = Emoji.unicode("\u2764\uFE0F");

    /** JUnit fills these before each test. */
    @SuppressWarnings("NullAway.Init")
    ConnectorHarness harness;

    @SuppressWarnings("NullAway.Init")
    Connector connector;

    private final List<Connector> opened = new ArrayList<>();
    private int keys;

    /** The platform and the connector under test, fresh. */
    protected abstract ConnectorHarness harness() throws Exception;

    /** How long an event may take from the platform to the sink before a test gives up. */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    @BeforeEach
    final void connectToFreshPlatform() throws Exception {
        harness = harness();
        connector = open();
    }

    @AfterEach
    final void closeAll() {
        opened.forEach(Connector::close);
        opened.clear();
        harness.close();
    }

    final Connector open() {
        Connector made = harness.connect();
        opened.add(made);
        return made;
    }

    final ChannelId channel() {
        return harness.channel();
    }

    final People people() {
        return harness.people();
    }

    final UserId person() {
        return people().first();
    }

    final Draft draft(Document body) {
        return Draft.of(body, "contract-" + ++keys);
    }

    final Draft draft(String text) {
        return draft(Document.text(text));
    }

    /** The only part of a short draft. */
    final Draft part(Draft draft) {
        Prepared prepared = connector.prepare(channel(), draft);
        assertThat(prepared.parts()).as("parts of a short draft").hasSize(1);
        return prepared.parts().get(0);
    }

    final Draft part(String text) {
        return part(draft(text));
    }

    final MessageId post(String text) throws ConnectorException, InterruptedException {
        return connector.post(channel(), part(text));
    }

    final List<MessageId> postAll(Draft draft) throws ConnectorException, InterruptedException {
        List<MessageId> ids = new ArrayList<>();
        for (Draft part : connector.prepare(channel(), draft).parts()) {
            ids.add(connector.post(channel(), part));
        }
        return ids;
    }

    /** The message as people see it. */
    final Optional<Seen> seen(MessageId id) {
        return people().look(id.channel()).stream()
                .filter(message -> message.id().equals(id))
                .findFirst();
    }

    final Seen shown(MessageId id) {
        return seen(id).orElseGet(() -> fail("people do not see the message " + id + " in its channel"));
    }

    final List<Seen> look() {
        return people().look(channel());
    }

    final long seenWith(String text) {
        return look().stream().filter(message -> message.text().contains(text)).count();
    }

    final Features features() {
        return connector.features(channel());
    }

    /** A call that is expected to fail. */
    interface Call {
        void run() throws ConnectorException, InterruptedException;
    }

    /** The failure of a call; any other end fails the test. Checks on the way what holds for every failure. */
    final ConnectorException failureOf(String what, Call call) throws InterruptedException {
        try {
            call.run();
        } catch (ConnectorException e) {
            checkHarmless(e);
            return e;
        }
        return fail(what + " must fail with a ConnectorException, but it succeeded");
    }

    /** Nothing that may be logged shows content or secrets, not even through a cause. */
    final void checkHarmless(ConnectorException e) {
        assertThat(e.code()).as("code of %s", e.kind()).matches("[A-Za-z0-9_.:-]{1,64}");
        for (Throwable t = e; t != null; t = t.getCause()) {
            String shown = String.valueOf(t);
            assertThat(shown).as("an exception must not show content").doesNotContain(CANARY);
            for (String secret : harness.secrets()) {
                assertThat(shown.contains(secret))
                        .as("an exception must not show a secret: %s", t.getClass())
                        .isFalse();
            }
        }
    }

    /** A capability that is there; a missing one must be declared, and then there is nothing more to test. */
    final <T> Optional<T> capability(Optional<T> capability, Element element) {
        Fidelity fidelity = features().fidelity(element);
        if (capability.isEmpty()) {
            assertThat(fidelity)
                    .as("%s: the capability is missing, so Features must say so", element)
                    .isIn(Fidelity.DROPPED, Fidelity.REJECTED);
            assertThat(features().note(element))
                    .as("%s: a missing capability needs a note that says why", element)
                    .isPresent();
        } else {
            assertThat(fidelity)
                    .as("%s: the capability is there, so Features must not deny it", element)
                    .isIn(Fidelity.FULL, Fidelity.DEGRADED);
        }
        return capability;
    }
}
