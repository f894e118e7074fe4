package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.testkit.contract.RecordingSink;
import dev.footbridge.testkit.contract.WebhookHost;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TeamsSubscriptionsTest {

    private final TeamsHarness harness = new TeamsHarness();
    private final Set<String> others = new TreeSet<>(harness.emulator().subscriptions());
    private final Connector connector = harness.connect();
    private final RecordingSink sink = new RecordingSink();
    private final URI address = harness.notifications().uri();

    @BeforeEach
    void route() {
        harness.notifications().route(connector.webhooks().orElseThrow(), sink);
    }

    @AfterEach
    void close() throws Exception {
        ensure(connector, Set.of());
        connector.close();
        harness.close();
    }

    private Instant ensure(Connector on, Set<ChannelId> channels) throws Exception {
        Subscriptions subscriptions = on.subscriptions().orElseThrow();
        return subscriptions.ensure(channels, address);
    }

    private Set<String> ours() {
        Set<String> ours = new TreeSet<>(harness.emulator().subscriptions());
        ours.removeAll(others);
        return ours;
    }

    private long calls(String prefix) {
        return harness.emulator().journal().counts().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Test
    void doing_nothing_is_the_usual_case() throws Exception {
        ensure(connector, Set.of(harness.channel()));
        assertThat(ours()).hasSize(1);
        long before = harness.calls().all();
        Instant again = ensure(connector, Set.of(harness.channel()));
        assertThat(harness.calls().all()).isEqualTo(before);
        assertThat(again).isAfter(harness.clock().instant());
    }

    @Test
    void half_of_the_life_is_enough_to_renew() throws Exception {
        ensure(connector, Set.of(harness.channel()));
        Set<String> first = ours();
        harness.clock().advance(TeamsSubscriptions.LIFETIME.dividedBy(2).plusMinutes(1));
        ensure(connector, Set.of(harness.channel()));
        assertThat(ours()).isEqualTo(first);
        assertThat(calls("PATCH /v1.0/subscriptions/")).isEqualTo(1);
        ensure(connector, Set.of(harness.channel()));
        assertThat(calls("PATCH /v1.0/subscriptions/")).isEqualTo(1);
    }

    @Test
    void one_that_is_gone_when_it_should_be_renewed_is_made_anew() throws Exception {
        ensure(connector, Set.of(harness.channel()));
        String first = ours().iterator().next();
        harness.emulator().expireSubscription(first);
        harness.clock().advance(TeamsSubscriptions.LIFETIME.dividedBy(2).plusMinutes(1));
        ensure(connector, Set.of(harness.channel()));
        assertThat(ours()).hasSize(1).doesNotContain(first);
    }

    @Test
    void a_demand_for_reauthorization_is_told_as_a_gap_and_met() throws Exception {
        ensure(connector, Set.of(harness.channel()));
        String id = ours().iterator().next();
        harness.emulator().requireReauthorization(id, true);
        assertThat(sink.await(event -> event instanceof InboundEvent.Gap, Duration.ofSeconds(10)))
                .map(InboundEvent::channel)
                .contains(harness.channel());
        ensure(connector, Set.of(harness.channel()));
        ensure(connector, Set.of(harness.channel()));
        assertThat(calls("POST /v1.0/subscriptions/" + id + "/reauthorize")).isEqualTo(1);
    }

    @Test
    void a_removed_one_is_told_as_a_gap_and_made_anew() throws Exception {
        ensure(connector, Set.of(harness.channel()));
        String id = ours().iterator().next();
        harness.emulator().removeSubscription(id);
        assertThat(sink.await(event -> event instanceof InboundEvent.Gap, Duration.ofSeconds(10)))
                .isPresent();
        ensure(connector, Set.of(harness.channel()));
        assertThat(ours()).hasSize(1).doesNotContain(id);
    }

    @Test
    void what_is_no_longer_wanted_is_deleted() throws Exception {
        ensure(connector, Set.of(harness.channel(), harness.chat()));
        assertThat(ours()).hasSize(2);
        ensure(connector, Set.of(harness.chat()));
        assertThat(ours()).hasSize(1);
    }

    @Test
    void the_next_life_adopts_what_it_finds() throws Exception {
        ensure(connector, Set.of(harness.channel()));
        Set<String> first = ours();
        try (Connector next = harness.connect()) {
            harness.notifications().route(next.webhooks().orElseThrow(), sink);
            ensure(next, Set.of(harness.channel()));
            assertThat(ours()).isEqualTo(first);
        }
        route();
    }

    @Test
    void one_that_points_elsewhere_is_taken_over() throws Exception {
        ensure(connector, Set.of(harness.channel()));
        try (WebhookHost elsewhere = new WebhookHost();
                Connector moved = harness.connect()) {
            elsewhere.route(moved.webhooks().orElseThrow(), sink);
            moved.subscriptions().orElseThrow().ensure(Set.of(harness.channel()), elsewhere.uri());
            assertThat(ours()).hasSize(1);
            moved.subscriptions().orElseThrow().ensure(Set.of(), elsewhere.uri());
        }
        assertThat(ours()).isEmpty();
    }

    @Test
    void another_client_state_makes_an_adopted_one_new() throws Exception {
        ensure(connector, Set.of(harness.channel()));
        String first = ours().iterator().next();
        try (Connector next = harness.connect(Map.of(TeamsSettings.CLIENT_STATE, "another-client-state-0123456789"))) {
            harness.notifications().route(next.webhooks().orElseThrow(), sink);
            ensure(next, Set.of(harness.channel()));
            if (ours().contains(first)) {
                // The platform did not show the old secret: the first notification with it does.
                harness.people().post(harness.people().first(), harness.channel(), "with the old secret");
                await().until(() -> sink.rejected().contains("client_state"));
                ensure(next, Set.of(harness.channel()));
            }
            assertThat(ours()).hasSize(1).doesNotContain(first);
            ensure(next, Set.of());
        }
        route();
    }

    @Test
    void the_handshake_is_answered_as_plain_text_that_nobody_sniffs() throws Exception {
        ensure(connector, Set.of(harness.channel()));
        assertThat(handshakes()).isNotEmpty().allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.contentType()).isEqualTo("text/plain; charset=utf-8");
            assertThat(reply.headers()).containsEntry("X-Content-Type-Options", "nosniff");
        });
    }

    private List<WebhookReply> handshakes() {
        return harness.notifications().exchanges().stream()
                .filter(exchange -> !exchange.request().query().isEmpty())
                .map(WebhookHost.Exchange::reply)
                .toList();
    }
}
