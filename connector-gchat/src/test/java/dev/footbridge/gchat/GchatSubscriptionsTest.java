package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.testkit.emulator.JournalEntry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a lease, against the emulator. */
class GchatSubscriptionsTest {

    private static final URI ADDRESS = URI.create("https://bridge.example/gchat");

    private final GchatHarness harness = new GchatHarness(GchatAuth.DELEGATED);
    private final Hands hands = new Hands();
    private Connector connector;
    private Subscriptions subscriptions;
    private Set<ChannelId> channels;

    /** The connector's clock; Google's goes on by itself. */
    private static final class Hands extends Clock {

        private Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void connect() {
        connector = connector();
        subscriptions = connector.subscriptions().orElseThrow();
        channels = Set.of(harness.channel());
    }

    private Connector connector() {
        return harness.provider()
                .create(ConnectorConfig.of(
                        harness.provider(), harness.settings(), hands, new Random(3), CredentialStore.none()));
    }

    @AfterEach
    void close() throws Exception {
        connector.close();
        harness.close();
    }

    private List<String> live() {
        return harness.chat.events().workspaceSubscriptions();
    }

    private long calls(String method) {
        return harness.chat.journal().entries().stream()
                .filter(entry -> entry.method().equals(method) && entry.path().startsWith("/v1/subscriptions"))
                .count();
    }

    private List<Integer> statuses(String method) {
        return harness.chat.journal().entries().stream()
                .filter(entry -> entry.method().equals(method) && entry.path().equals("/v1/subscriptions"))
                .map(JournalEntry::status)
                .toList();
    }

    @Test
    void oneLeasePerSpaceAndNothingToDoAfterwards() throws Exception {
        Instant next = subscriptions.ensure(channels, ADDRESS);
        List<String> first = live();
        long before = harness.chat.journal().entries().size();
        subscriptions.ensure(channels, ADDRESS);

        assertThat(first).hasSize(1);
        assertThat(next).isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(16)));
        assertThat(harness.chat.journal().entries()).hasSize((int) before);
    }

    @Test
    void aSpaceThatIsNotWantedAnyMoreIsLeft() throws Exception {
        subscriptions.ensure(channels, ADDRESS);
        subscriptions.ensure(Set.of(), ADDRESS);

        assertThat(live()).isEmpty();
    }

    @Test
    void aLeaseOfADayIsRenewedAtHalfItsLife() throws Exception {
        subscriptions.ensure(channels, ADDRESS);
        List<String> first = live();
        hands.ahead = Duration.ofHours(11);
        subscriptions.ensure(channels, ADDRESS);
        long early = calls("PATCH");
        hands.ahead = Duration.ofHours(13);
        subscriptions.ensure(channels, ADDRESS);

        assertThat(early).isZero();
        assertThat(calls("PATCH")).isEqualTo(1);
        assertThat(live()).isEqualTo(first);
    }

    @Test
    void afterARestartTheLeaseIsTakenOver() throws Exception {
        subscriptions.ensure(channels, ADDRESS);
        List<String> first = live();
        try (Connector again = connector()) {
            again.subscriptions().orElseThrow().ensure(channels, ADDRESS);
        }

        assertThat(live()).isEqualTo(first);
    }

    @Test
    void aLeaseThatGoogleForgotIsMadeAnew() throws Exception {
        subscriptions.ensure(channels, ADDRESS);
        List<String> first = live();
        harness.chat.events().forgetWorkspaceSubscriptions();
        hands.ahead = Duration.ofHours(13);
        subscriptions.ensure(channels, ADDRESS);

        assertThat(live()).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    void whatIsInTheWayWithAnotherTopicIsReplaced() throws Exception {
        try (Connector earlier =
                harness.connect(Map.of("pubsub-topic", harness.chat.events().addTopic("earlier")))) {
            earlier.subscriptions().orElseThrow().ensure(channels, ADDRESS);
        }
        List<String> first = live();
        subscriptions.ensure(channels, ADDRESS);

        assertThat(live()).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(calls("DELETE")).isEqualTo(1);
        assertThat(statuses("POST")).containsExactly(200, 409, 200);
    }

    @Test
    void aLeaseThatWouldTellSomethingElseIsReplacedWithoutAsking() throws Exception {
        try (Connector earlier = harness.connect(Map.of("event-payload", "names"))) {
            earlier.subscriptions().orElseThrow().ensure(channels, ADDRESS);
        }
        List<String> first = live();
        subscriptions.ensure(channels, ADDRESS);

        assertThat(live()).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(statuses("POST")).containsExactly(200, 200);
    }

    @Test
    void anOperationThatTakesItsTimeIsWaitedFor() throws Exception {
        harness.chat.events().slowOperations(true);
        subscriptions.ensure(channels, ADDRESS);

        assertThat(live()).hasSize(1);
    }
}
