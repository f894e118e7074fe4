package dev.footbridge.testkit.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookSenderTest {
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> attempts = new CopyOnWriteArrayList<>();
    private final Faults faults = new Faults(Clock.systemUTC());
    private final ExecutorService threads = Executors.newFixedThreadPool(20);
    private volatile int status = 200;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private HttpServer target;

    @BeforeEach
    void start() throws Exception {
        target = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 100);
        target.setExecutor(threads);
        target.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            attempts.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Attempt")));
            try {
                gate.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        target.start();
    }

    @AfterEach
    void stop() {
        gate.countDown();
        target.stop(0);
        threads.shutdownNow();
    }

    @Test
    void oneLaneIsSentInOrder() throws Exception {
        try (WebhookSender sender = sender(WebhookSender.Options.defaults())) {
            for (int i = 0; i < 100; i++) {
                sender.send(delivery("lane", "m" + i));
            }
            assertThat(sender.awaitIdle(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(bodies).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(bodies.get(i)).isEqualTo("m" + i);
        }
    }

    @Test
    void withoutLanesNoMoreThanTheAllowedNumberIsUnderWay() throws Exception {
        gate = new CountDownLatch(1);
        try (WebhookSender sender = sender(WebhookSender.Options.defaults().withMaxInFlight(3))) {
            for (int i = 0; i < 10; i++) {
                sender.send(delivery("", "m" + i));
            }
            org.awaitility.Awaitility.await().until(() -> bodies.size() == 3);
            assertThat(sender.awaitIdle(Duration.ofMillis(200))).isFalse();
            assertThat(bodies).hasSize(3);
            gate.countDown();
            assertThat(sender.awaitIdle(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(bodies).hasSize(10);
    }

    @Test
    void whatDoesNotFitIsCountedAsDropped() throws Exception {
        gate = new CountDownLatch(1);
        try (WebhookSender sender = sender(new WebhookSender.Options(2, 5, 1))) {
            for (int i = 0; i < 8; i++) {
                sender.send(delivery("", "m" + i));
            }
            assertThat(sender.counts().accepted()).isEqualTo(5);
            assertThat(sender.counts().dropped()).isEqualTo(3);
            gate.countDown();
            assertThat(sender.awaitIdle(Duration.ofSeconds(10))).isTrue();
            assertThat(sender.counts().delivered()).isEqualTo(5);
        }
    }

    @Test
    void aFailureIsRepeatedByScheduleAndThenGivenUp() throws Exception {
        status = 500;
        try (WebhookSender sender = sender(WebhookSender.Options.defaults().withTimeScale(1_000))) {
            sender.send(delivery("lane", "m"));
            assertThat(sender.awaitIdle(Duration.ofSeconds(10))).isTrue();
            assertThat(sender.counts().abandoned()).isEqualTo(1);
            assertThat(sender.log())
                    .extracting(DeliveryAttempt::failure)
                    .containsOnly(WebhookPolicy.Failure.HTTP_ERROR);
        }
        assertThat(attempts).containsExactly("0", "1", "2");
    }

    @Test
    void aRefusedConnectionAndASilentAppAreToldApart() throws Exception {
        gate = new CountDownLatch(1);
        Policy impatient = new Policy(Duration.ofMillis(300));
        try (WebhookSender sender =
                new WebhookSender(impatient, WebhookSender.Options.defaults(), faults, Clock.systemUTC())) {
            assertThat(sender.exchange(delivery("", "slow")).failure()).isEqualTo(WebhookPolicy.Failure.TIMEOUT);
            gate.countDown();
            int free = target.getAddress().getPort();
            target.stop(0);
            WebhookDelivery nowhere = new WebhookDelivery(
                    URI.create("http://127.0.0.1:" + free + "/"), "", "event", "text/plain", new byte[0]);
            assertThat(sender.exchange(nowhere).failure()).isEqualTo(WebhookPolicy.Failure.CONNECTION);
        }
    }

    private WebhookSender sender(WebhookSender.Options options) {
        return new WebhookSender(new Policy(Duration.ofSeconds(8)), options, faults, Clock.systemUTC());
    }

    private WebhookDelivery delivery(String lane, String body) {
        URI url = URI.create("http://127.0.0.1:" + target.getAddress().getPort() + "/");
        return new WebhookDelivery(url, lane, "event", "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    private record Policy(Duration patience) implements WebhookPolicy {
        @Override
        public List<Duration> retryDelays() {
            return List.of(Duration.ZERO, Duration.ofSeconds(1));
        }

        @Override
        public Duration timeout(int attempt) {
            return patience;
        }

        @Override
        public Map<String, String> headers(WebhookDelivery delivery, int attempt, Failure previous) {
            return Map.of("X-Attempt", Integer.toString(attempt));
        }
    }
}
