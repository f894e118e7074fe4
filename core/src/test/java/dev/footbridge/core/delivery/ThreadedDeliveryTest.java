package dev.footbridge.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.ForwardingConnector;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same delivery on real threads. */
@Timeout(60)
class ThreadedDeliveryTest {
    private final FakePlatform platform = new FakePlatform(Clock.systemUTC());

    @Test
    void keepsOrderWithManyThreads() throws Exception {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        try (LaneDelivery delivery = LaneDelivery.of(platform)) {
            for (int i = 0; i < 4_000; i++) {
                outcomes.add(delivery.submit(Posts.post(FakePlatform.channel("c" + i % 40), "k" + i, "x")));
            }
            for (CompletableFuture<Outcome> outcome : outcomes) {
                assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Delivered.class);
            }
        }
        for (int lane = 0; lane < 40; lane++) {
            ChannelId channel = FakePlatform.channel("c" + lane);
            List<Integer> numbers = platform.messages.stream()
                    .filter(m -> m.id().channel().equals(channel))
                    .map(m -> Integer.parseInt(m.key().substring(1)))
                    .toList();
            assertThat(numbers).hasSize(100).isSorted();
        }
    }

    @Test
    void makesNoMoreCallsAtOnceThanAllowed() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch four = new CountDownLatch(4);
        Connector counting = posting(() -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            four.countDown();
            assertThat(four.await(30, TimeUnit.SECONDS)).isTrue();
            running.decrementAndGet();
        });
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        try (LaneDelivery delivery = LaneDelivery.builder(counting)
                .options(options -> options.maxConcurrentCalls(4))
                .build()) {
            for (int i = 0; i < 200; i++) {
                outcomes.add(delivery.submit(Posts.post(FakePlatform.channel("c" + i), "k" + i, "x")));
            }
            for (CompletableFuture<Outcome> outcome : outcomes) {
                outcome.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(most).hasValue(4);
    }

    @Test
    void wordsOvertakeFilesThatKeepEveryThreadOfTheirs() throws Exception {
        CountDownLatch bothStream = new CountDownLatch(2);
        CountDownLatch wordsAreThere = new CountDownLatch(1);
        AtomicInteger streaming = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Connector connector = new ForwardingConnector() {
            @Override
            protected Connector delegate() {
                return platform;
            }

            @Override
            public MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
                if (part.idempotencyKey().startsWith("file")) {
                    most.accumulateAndGet(streaming.incrementAndGet(), Math::max);
                    bothStream.countDown();
                    assertThat(wordsAreThere.await(30, TimeUnit.SECONDS)).isTrue();
                    streaming.decrementAndGet();
                }
                return super.post(channel, part);
            }
        };
        List<CompletableFuture<Outcome>> files = new ArrayList<>();
        try (LaneDelivery delivery = LaneDelivery.builder(connector)
                .options(options -> options.maxConcurrentCalls(1).maxStreams(2))
                .build()) {
            for (int i = 0; i < 9; i++) {
                files.add(delivery.submit(
                        Posts.streaming(Posts.post(FakePlatform.channel("c" + i % 3), "file" + i, "x"))));
            }
            assertThat(bothStream.await(30, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 3; i++) {
                assertThat(delivery.submit(Posts.post(FakePlatform.channel("c" + i), "word" + i, "x"))
                                .get(30, TimeUnit.SECONDS))
                        .isInstanceOf(Outcome.Delivered.class);
            }
            wordsAreThere.countDown();
            for (CompletableFuture<Outcome> file : files) {
                assertThat(file.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Delivered.class);
            }
        }
        assertThat(most).hasValue(2);
        assertThat(platform.keys(FakePlatform.channel("c0"))).containsExactly("word0", "file0", "file3", "file6");
    }

    @Test
    void breaksFilesOffWhenItIsClosed() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch brokenOff = new CountDownLatch(1);
        Connector endless = posting(() -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                brokenOff.countDown();
                throw e;
            }
        });
        LaneDelivery delivery = LaneDelivery.builder(endless)
                .options(options -> options.closeWait(Duration.ofSeconds(30)))
                .build();
        CompletableFuture<Outcome> file =
                delivery.submit(Posts.streaming(Posts.post(FakePlatform.channel("c"), "file", "x")));
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        delivery.close();
        assertThat(brokenOff.getCount()).isZero();
        assertThat(file.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Expired.class);
    }

    @Test
    void letsACallInFlightEndWhenItIsClosed() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Connector slow = posting(() -> {
            started.countDown();
            assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
        });
        LaneDelivery delivery = LaneDelivery.builder(slow)
                .options(options -> options.closeWait(Duration.ofSeconds(30)))
                .build();
        CompletableFuture<Outcome> inFlight = delivery.submit(Posts.post(FakePlatform.channel("c"), "k", "x"));
        CompletableFuture<Outcome> behind = delivery.submit(Posts.post(FakePlatform.channel("c"), "behind", "x"));
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(delivery::close);
        while (!(delivery.submit(Posts.of(FakePlatform.channel("c"), "probe")).getNow(null)
                instanceof Outcome.Expired)) {
            Thread.onSpinWait();
        }
        go.countDown();
        closing.get(30, TimeUnit.SECONDS);

        assertThat(platform.keys(FakePlatform.channel("c"))).containsExactly("k");
        assertThat(inFlight.getNow(null)).isInstanceOf(Outcome.Delivered.class);
        assertThat(behind.getNow(null)).isEqualTo(new Outcome.Expired("closed"));
    }

    @Test
    void interruptsACallThatOutlastsTheCloseWait() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Connector stuck = posting(() -> {
            started.countDown();
            new CountDownLatch(1).await();
        });
        LaneDelivery delivery = LaneDelivery.builder(stuck)
                .options(options -> options.closeWait(Duration.ofMillis(50)))
                .build();
        CompletableFuture<Outcome> outcome = delivery.submit(Posts.post(FakePlatform.channel("c"), "k", "x"));
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        delivery.close();

        assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo(new Outcome.Expired("closed"));
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private Connector posting(Work before) {
        return new ForwardingConnector() {
            @Override
            protected Connector delegate() {
                return platform;
            }

            @Override
            public MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
                before.run();
                return super.post(channel, part);
            }
        };
    }
}
