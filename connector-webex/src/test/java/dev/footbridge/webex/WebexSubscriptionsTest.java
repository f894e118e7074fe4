package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.InboundEvent.ChannelChanged;
import dev.footbridge.core.message.InboundEvent.Gap;
import dev.footbridge.testkit.contract.RecordingSink;
import dev.footbridge.testkit.contract.VendorContracts;
import dev.footbridge.testkit.contract.WebhookHost;
import dev.footbridge.testkit.fake.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watchdog over webhooks: created, found off, switched on again, with what was missed told as a gap. */
class WebexSubscriptionsTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final int FAILURES = 100;

    private final ManualClock clock = ManualClock.at(START);
    private final WebexHarness harness = new WebexHarness(clock);
    private final Connector connector = harness.connect();
    private final Subscriptions subscriptions = connector.subscriptions().orElseThrow();
    private final RecordingSink sink = new RecordingSink();
    private final WebhookHost host = new WebhookHost();
    private final Set<ChannelId> channels = Set.of(harness.channel());
    private Instant next = START;

    @BeforeEach
    void start() throws Exception {
        host.route(connector.webhooks().orElseThrow(), sink);
        next = subscriptions.ensure(channels, host.uri());
    }

    @AfterEach
    void stop() {
        host.close();
        connector.close();
        harness.close();
    }

    private List<JsonNode> webhooks() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(harness.webex.apiUrl() + "/webhooks"))
                .header("Authorization", "Bearer " + harness.settings().get("token"))
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        List<JsonNode> all = new ArrayList<>();
        VendorContracts.MAPPER.readTree(answer.body()).path("items").forEach(all::add);
        return all;
    }

    private String status(String resource, String event) throws Exception {
        return webhooks().stream()
                .filter(hook -> hook.path("resource").asText().equals(resource)
                        && hook.path("event").asText().equals(event))
                .map(hook -> hook.path("status").asText())
                .findFirst()
                .orElse("absent");
    }

    private long puts() {
        return harness.webex.journal().counts().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("PUT /v1/webhooks/"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The sink refuses, the address answers 503, and Webex counts. */
    private void fail(int times) throws Exception {
        sink.refuseNext(times);
        for (int i = 0; i < times; i++) {
            harness.people().post(harness.people().first(), harness.channel(), "lost " + i);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> sink.refused() >= times);
        harness.webex.awaitDeliveries(Duration.ofSeconds(30));
        sink.refuseNext(0);
    }

    private List<InboundEvent> gaps() {
        return sink.events().stream().filter(Gap.class::isInstance).toList();
    }

    @Test
    void asksForMessagesMembershipsAndRoomsOnce() throws Exception {
        assertThat(webhooks())
                .extracting(hook -> hook.path("resource").asText() + " "
                        + hook.path("event").asText())
                .containsExactlyInAnyOrder("messages all", "memberships all", "rooms all", "rooms migrated");
        assertThat(webhooks()).allSatisfy(hook -> {
            assertThat(hook.path("name").asText()).startsWith("Footbridge ");
            assertThat(hook.path("secret").asText()).isEqualTo(WebexSigned.SECRET);
            assertThat(hook.has("filter")).isFalse();
        });
        assertThat(next).isEqualTo(START.plus(WebexSubscriptions.LOOK_AGAIN));
        subscriptions.ensure(channels, host.uri());
        assertThat(webhooks()).hasSize(4);
        assertThat(puts()).isZero();
    }

    @Test
    void aWebhookThatWasSwitchedOffIsSwitchedOnAndWhatItMissedIsAGap() throws Exception {
        fail(FAILURES);
        assertThat(status("messages", "all")).isEqualTo("inactive");
        clock.advance(WebexSubscriptions.LOOK_AGAIN);

        next = subscriptions.ensure(channels, host.uri());

        assertThat(status("messages", "all")).isEqualTo("active");
        assertThat(next).isEqualTo(clock.instant().plus(WebexSubscriptions.LOOK_SOON));
        harness.people().post(harness.people().first(), harness.channel(), "heard again");
        await().atMost(Duration.ofSeconds(30)).until(() -> !gaps().isEmpty());
        assertThat(gaps()).extracting(InboundEvent::channel).containsExactly(harness.channel());
        clock.advance(WebexSubscriptions.PROBATION);
        assertThat(subscriptions.ensure(channels, host.uri()))
                .isEqualTo(clock.instant().plus(WebexSubscriptions.LOOK_AGAIN));
    }

    @Test
    void oneThatFailsOnProbationGetsItsFiveMinutes() throws Exception {
        fail(FAILURES);
        subscriptions.ensure(channels, host.uri());
        assertThat(status("messages", "all")).isEqualTo("active");
        fail(1);
        assertThat(status("messages", "all")).as("one failure is enough").isEqualTo("inactive");
        long before = puts();
        clock.advance(Duration.ofMinutes(1));
        subscriptions.ensure(channels, host.uri());
        assertThat(puts()).as("attempts while on probation").isEqualTo(before);
        clock.advance(WebexSubscriptions.PROBATION);
        subscriptions.ensure(channels, host.uri());
        assertThat(status("messages", "all")).isEqualTo("active");
    }

    @Test
    void oneThatVanishedIsMadeAnewAndTellsAGapSinceItWasSeen() throws Exception {
        delete(webhooks().get(0));
        clock.advance(WebexSubscriptions.LOOK_AGAIN);
        subscriptions.ensure(channels, host.uri());
        assertThat(webhooks()).hasSize(4);
        harness.people().post(harness.people().first(), harness.channel(), "heard");
        await().atMost(Duration.ofSeconds(30)).until(() -> !gaps().isEmpty());
        assertThat(((Gap) gaps().get(0)).since()).contains(START);
    }

    private void delete(JsonNode hook) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        harness.webex.apiUrl() + "/webhooks/" + hook.path("id").asText()))
                .header("Authorization", "Bearer " + harness.settings().get("token"))
                .DELETE()
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }

    @Test
    void whatHasOurNameElsewhereIsRemovedAndTheRestIsLeftAlone() throws Exception {
        try (Connector other = harness.connect(Map.of("webhook-name", "Somebody else"))) {
            other.subscriptions().orElseThrow().ensure(channels, URI.create("https://else.example.org/webex"));
        }
        assertThat(webhooks()).hasSize(8);
        try (Connector moved = harness.connect()) {
            moved.subscriptions().orElseThrow().ensure(channels, URI.create("https://new.example.org/webex"));
        }
        assertThat(webhooks())
                .extracting(hook -> hook.path("targetUrl").asText())
                .containsOnly("https://else.example.org/webex", "https://new.example.org/webex");
        assertThat(webhooks()).hasSize(8);
    }

    @Test
    void withoutAScopeForOneResourceTheOthersAreHeardAllTheSame() throws Exception {
        Set<String> fewer = new HashSet<>(WebexHarness.SCOPES);
        fewer.remove("spark:messages_read");
        harness.webex.changeScopes(harness.settings().get("token"), fewer);
        URI moved = URI.create("https://new.example.org/webex");

        ConnectorException failure =
                catchThrowableOfType(ConnectorException.class, () -> subscriptions.ensure(channels, moved));

        assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(failure.missingScope()).contains("spark:messages_read");
        assertThat(webhooks())
                .filteredOn(hook -> hook.path("targetUrl").asText().equals(moved.toString()))
                .extracting(hook -> hook.path("resource").asText())
                .containsExactlyInAnyOrder("memberships", "rooms", "rooms");
    }

    @Test
    void anotherSecretIsTakenOver() throws Exception {
        try (Connector changed = harness.connect(Map.of("webhook-secret", "another-secret-of-the-test"))) {
            changed.subscriptions().orElseThrow().ensure(channels, host.uri());
        }
        assertThat(webhooks()).hasSize(4);
        assertThat(webhooks())
                .allSatisfy(hook -> assertThat(hook.path("secret").asText()).isEqualTo("another-secret-of-the-test"));
        assertThat(puts()).isEqualTo(4);
    }

    @Test
    void aRoomThatMigratedWhileNobodyListenedIsFoundAgain() throws Exception {
        ChannelId room = harness.channel();
        String now = harness.webex.migrate(room.value(), "eu");
        harness.webex.awaitDeliveries(Duration.ofSeconds(30));
        RecordingSink later = new RecordingSink();
        try (Connector restarted = harness.connect()) {
            WebhookHost again = new WebhookHost();
            again.route(restarted.webhooks().orElseThrow(), later);
            restarted.subscriptions().orElseThrow().ensure(channels, again.uri());
            harness.people().post(harness.people().first(), new ChannelId(room.workspace(), now), "still here");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> later.events().stream().anyMatch(ChannelChanged.class::isInstance));
            again.close();
        }
        assertThat(later.events())
                .filteredOn(ChannelChanged.class::isInstance)
                .extracting(InboundEvent::channel)
                .containsExactly(room);
    }

    @Test
    void aRoomWithoutUsCannotBeHeard() {
        ConnectorException failure = catchThrowableOfType(
                ConnectorException.class, () -> subscriptions.ensure(Set.of(harness.room("Lounge")), host.uri()));
        assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(failure.code()).isEqualTo("room_not_found");
    }
}
