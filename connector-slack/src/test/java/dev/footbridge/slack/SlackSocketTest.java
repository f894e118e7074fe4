package dev.footbridge.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.testkit.contract.RecordingSink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlackSocketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SlackHarness harness = new SlackHarness();
    private final RecordingSink sink = new RecordingSink();
    private Connector connector;
    private Thread runner = new Thread(() -> {});

    @BeforeEach
    void connect() {
        connector = harness.connect();
    }

    @AfterEach
    void close() {
        runner.interrupt();
        connector.close();
        harness.close();
    }

    @Test
    void goesOnOverANewSocketWhenSlackAsksForOne() throws Exception {
        run();
        harness.slack.refreshSockets();
        await().atMost(PATIENCE).until(() -> opened() == 2 && harness.slack.openSockets() == 1);
        say("after the refresh");

        assertThat(sink.await(InboundEvent.Posted.class::isInstance, PATIENCE)).isPresent();
    }

    @Test
    void endsWhenTheSocketIsLostAndTellsOfTheGapNextTime() throws Exception {
        CompletableFuture<Void> first = run();
        connector.features(harness.channel());
        harness.slack.cutSockets();
        ConnectorException failure = failureOf(first);
        CompletableFuture<Void> second = run();
        Optional<InboundEvent> gap = sink.await(InboundEvent.Gap.class::isInstance, PATIENCE);
        say("after the gap");

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(gap.map(InboundEvent::channel)).contains(harness.channel());
        assertThat(((InboundEvent.Gap) gap.orElseThrow()).since()).isPresent();
        assertThat(sink.await(InboundEvent.Posted.class::isInstance, PATIENCE)).isPresent();
        assertThat(second).isNotDone();
    }

    @Test
    void acknowledgesOnlyWhatTheSinkTook() throws Exception {
        run();
        sink.refuseNext(1);
        say("please");

        assertThat(sink.awaitRefusal(PATIENCE)).isTrue();
        assertThat(sink.events()).isEmpty();
        Optional<InboundEvent> again = sink.await(InboundEvent.Posted.class::isInstance, PATIENCE);
        assertThat(again).isPresent();
        assertThat(harness.slack.awaitDeliveries(PATIENCE))
                .as("acknowledged in the end")
                .isTrue();
    }

    @Test
    void failsWithTheAppTokenRefused() throws Exception {
        harness.slack.admin().revoke(harness.slack.appToken());
        ConnectorException failure = failureOf(start());

        assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(connector.check().self().value())
                .as("the bot token has nothing to do with it")
                .isEqualTo(harness.slack.botUserId());
    }

    private CompletableFuture<Void> run() {
        await().atMost(PATIENCE).until(() -> harness.slack.openSockets() == 0);
        CompletableFuture<Void> done = start();
        await().atMost(PATIENCE).until(() -> harness.slack.openSockets() > 0 || done.isDone());
        return done;
    }

    private CompletableFuture<Void> start() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        runner = new Thread(() -> {
            try {
                connector.stream().orElseThrow().run(sink);
                done.complete(null);
            } catch (ConnectorException | InterruptedException e) {
                done.completeExceptionally(e);
            }
        });
        runner.setDaemon(true);
        runner.start();
        return done;
    }

    private static ConnectorException failureOf(CompletableFuture<Void> done) {
        try {
            done.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            return (ConnectorException) e.getCause();
        }
        throw new AssertionError("the stream ended without a reason");
    }

    private long opened() {
        return harness.slack.journal().count("POST", "/api/apps.connections.open");
    }

    private void say(String text) {
        UserId person = harness.people().first();
        harness.people().post(person, harness.channel(), text);
    }
}
