package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.testkit.contract.ConnectorHarness.Ingress;
import dev.footbridge.testkit.contract.ConnectorHarness.Listening;
import dev.footbridge.testkit.contract.RecordingSink;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of events when Google suspends or ends a subscription, pulled from the emulator. */
class GchatLeasesTest {

    private static final URI ADDRESS = URI.create("https://bridge.example/gchat");
    private static final Duration SOON = Duration.ofSeconds(20);

    private final GchatHarness harness = new GchatHarness(GchatAuth.DELEGATED);
    private final RecordingSink sink = new RecordingSink();
    private final UserId ada = harness.people().first();
    private Connector connector;
    private Subscriptions subscriptions;
    private Listening listening;

    @BeforeEach
    void listen() {
        connector = harness.connect();
        subscriptions = connector.subscriptions().orElseThrow();
        listening = harness.listen(connector, Ingress.STREAM, sink);
    }

    @AfterEach
    void close() throws Exception {
        listening.close();
        connector.close();
        harness.close();
    }

    private List<String> live() {
        return harness.chat.events().workspaceSubscriptions();
    }

    private MessageId post(String text) {
        return harness.people().post(ada, harness.channel(), text);
    }

    private void awaitPosted(MessageId message) throws InterruptedException {
        assertThat(sink.await(event -> isPost(event, message), SOON))
                .as("%s among %s", message, sink.events())
                .isPresent();
    }

    private static boolean isPost(InboundEvent event, MessageId message) {
        return event instanceof InboundEvent.Posted posted
                && posted.message().id().equals(message);
    }

    private void awaitGap() throws InterruptedException {
        assertThat(sink.await(
                        event -> event instanceof InboundEvent.Gap gap
                                && gap.channel().equals(harness.channel()),
                        SOON))
                .as("a gap among %s", sink.events())
                .isPresent();
    }

    private long reactivations() {
        return harness.chat.journal().entries().stream()
                .filter(entry -> entry.path().endsWith(":reactivate") && entry.status() == 200)
                .count();
    }

    /** Which of both came first; a message that came twice has come. */
    private List<MessageId> posted() {
        return sink.events().stream()
                .filter(InboundEvent.Posted.class::isInstance)
                .map(event -> ((InboundEvent.Posted) event).message().id())
                .distinct()
                .toList();
    }

    @Test
    void aSuspendedLeaseIsReactivatedAndWhatItMissedIsReadAgain() throws Exception {
        List<String> first = live();
        harness.chat.events().suspend(first.get(0), "ENDPOINT_RESOURCE_EXHAUSTED");
        awaitGap();
        MessageId missed = post("missed");
        MessageId edited = post("wrong");
        harness.people().edit(ada, edited, "right");
        subscriptions.ensure(Set.of(harness.channel()), ADDRESS);
        awaitPosted(missed);
        MessageId later = post("later");
        awaitPosted(later);

        assertThat(live()).isEqualTo(first);
        assertThat(reactivations()).isEqualTo(1);
        assertThat(posted()).containsExactly(missed, edited, later);
        assertThat(sink.events())
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                InboundEvent.Edited.class,
                                edit -> assertThat(edit.message().id()).isEqualTo(edited)));
    }

    @Test
    void aLeaseThatWentWhileItWasSuspendedIsMadeAnew() throws Exception {
        List<String> first = live();
        harness.chat.events().suspend(first.get(0), "OTHER");
        awaitGap();
        harness.chat.events().forgetWorkspaceSubscriptions();
        MessageId missed = post("missed");
        subscriptions.ensure(Set.of(harness.channel()), ADDRESS);
        awaitPosted(missed);

        assertThat(live()).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(reactivations()).isZero();
    }

    @Test
    void anExpiredLeaseIsAGapAndWhatItMissedIsReadAgain() throws Exception {
        List<String> first = live();
        harness.chat.events().expire(first.get(0));
        awaitGap();
        MessageId missed = post("missed");
        subscriptions.ensure(Set.of(harness.channel()), ADDRESS);
        awaitPosted(missed);
        MessageId later = post("later");
        awaitPosted(later);

        assertThat(live()).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(posted()).containsExactly(missed, later);
    }

    @Test
    void whileNothingMayBePublishedTheLeaseStaysInDoubt() throws Exception {
        List<String> first = live();
        harness.chat.events().suspend(first.get(0), "ENDPOINT_PERMISSION_DENIED");
        awaitGap();
        String topic = harness.chat.events().topic();
        harness.chat.events().forbid(topic);
        assertThat(catchThrowable(() -> subscriptions.ensure(Set.of(harness.channel()), ADDRESS)))
                .isInstanceOf(ConnectorException.class);
        MessageId missed = post("missed");
        harness.chat.events().allow(topic);
        subscriptions.ensure(Set.of(harness.channel()), ADDRESS);
        awaitPosted(missed);

        assertThat(live()).isEqualTo(first);
        assertThat(reactivations()).isEqualTo(1);
    }
}
