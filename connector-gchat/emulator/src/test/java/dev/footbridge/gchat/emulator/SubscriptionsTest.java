package dev.footbridge.gchat.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.fake.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private static final String CREATED = "google.workspace.chat.message.v1.created";
    private final ManualClock clock = ManualClock.at("2026-05-01T12:00:00Z");
    private GchatEmulator emulator;
    private Rest pubsub;
    private String queue;
    private String space;

    @BeforeEach
    void start() {
        emulator = GchatEmulator.builder()
                .clock(clock)
                .pullWait(Duration.ofMillis(50))
                .start();
        queue = emulator.events().addPullSubscription();
        space = emulator.spaceId("general");
        pubsub = rest("pubsub");
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    /** Tokens live an hour: callers are made anew. */
    private Rest rest(String... scopes) {
        return new Rest(emulator, emulator.admin().appToken(scopes));
    }

    private Rest relay() {
        return new Rest(emulator, emulator.admin().userToken("relay", "chat.messages"));
    }

    private Rest.Answer create(Rest caller, boolean whole, String more) throws Exception {
        return caller.post(
                "/v1/subscriptions",
                "{'targetResource': '//chat.googleapis.com/spaces/" + space + "', 'eventTypes': ['" + CREATED
                        + "'], 'notificationEndpoint': {'pubsubTopic': '"
                        + emulator.events().topic()
                        + "'}, 'payloadOptions': {'includeResource': " + whole + "}" + more + "}");
    }

    private JsonNode pull() throws Exception {
        pubsub = rest("pubsub");
        return pubsub.post("/v1/" + queue + ":pull", "{'maxMessages': 10}")
                .json()
                .path("receivedMessages");
    }

    private List<String> types() throws Exception {
        List<String> types = new ArrayList<>();
        for (JsonNode one : pull()) {
            types.add(one.at("/message/attributes/ce-type").asText().replaceAll(".*\\.", ""));
            acknowledge(one.path("ackId").asText());
        }
        return types;
    }

    private void acknowledge(String id) throws Exception {
        pubsub.post("/v1/" + queue + ":acknowledge", "{'ackIds': ['" + id + "']}");
    }

    private static JsonNode data(JsonNode received) throws IOException {
        return Rest.MAPPER.readTree(
                Base64.getDecoder().decode(received.at("/message/data").asText()));
    }

    private Duration lease(Rest.Answer made) {
        return Duration.between(
                Instant.parse(made.text("/response/createTime")), Instant.parse(made.text("/response/expireTime")));
    }

    @Test
    void howLongALeaseIsDependsOnDataAndAuthority() throws Exception {
        Rest.Answer delegated = create(relay(), true, "");
        assertThat(lease(delegated)).isEqualTo(Duration.ofHours(24));
        assertThat(delegated.text("/response/authority")).isEqualTo("users/" + emulator.userId("relay"));
        assertThat(lease(create(rest("chat.app.messages.readonly"), true, ", 'ttl': '0s'")))
                .isEqualTo(Duration.ofHours(4));
        Rest grace = new Rest(emulator, emulator.admin().userToken("grace", "chat.messages"));
        assertThat(lease(create(grace, false, ""))).isEqualTo(Duration.ofDays(7));
        Rest ada = new Rest(emulator, emulator.admin().userToken("ada", "chat.messages"));
        assertThat(lease(create(ada, true, ", 'ttl': '3600s'"))).isEqualTo(Duration.ofHours(1));
        Rest alan = new Rest(emulator, emulator.admin().userToken("alan", "chat.messages"));
        assertThat(create(alan, true, ", 'ttl': '86401s'").error()).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void oneSubscriptionPerAuthorityAndTarget() throws Exception {
        String name = create(relay(), true, "").text("/response/name");

        assertThat(create(relay(), false, "").error()).isEqualTo("ALREADY_EXISTS");
        String filter =
                "event_types:\"" + CREATED + "\" AND target_resource=\"//chat.googleapis.com/spaces/" + space + "\"";
        Rest.Answer listed = relay().get("/v1/subscriptions?filter=" + Rest.encode(filter));
        assertThat(listed.text("/subscriptions/0/name")).isEqualTo(name);
        Rest grace = new Rest(emulator, emulator.admin().userToken("grace", "chat.messages"));
        assertThat(grace.get("/v1/subscriptions?filter=" + Rest.encode(filter)).json())
                .isEmpty();
        assertThat(grace.get("/v1/" + name).error()).isEqualTo("PERMISSION_DENIED");
        assertThat(relay().get("/v1/subscriptions?filter=" + Rest.encode("target_resource=\"x\""))
                        .error())
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(relay().delete("/v1/" + name).text("/response/@type")).endsWith("Empty");
        assertThat(relay().delete("/v1/" + name).error()).isEqualTo("NOT_FOUND");
        assertThat(create(relay(), false, "").status()).isEqualTo(200);
    }

    @Test
    void whatCannotBeSubscribedIsRefused() throws Exception {
        space = emulator.spaceId("lounge");
        assertThat(create(relay(), true, "").error()).isEqualTo("PERMISSION_DENIED");
        space = "nowhere";
        assertThat(create(relay(), true, "").error()).isEqualTo("PERMISSION_DENIED");
        space = "-";
        assertThat(create(rest("chat.app.messages.readonly"), true, "").error()).isEqualTo("PERMISSION_DENIED");
        assertThat(create(relay(), true, "").status()).isEqualTo(200);
        emulator.events().forbid(emulator.events().topic());
        space = emulator.spaceId("general");
        assertThat(create(relay(), true, "").error()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void aLeaseRemindsAndEndsByTheClock() throws Exception {
        String name = create(relay(), false, "").text("/response/name");
        clock.advance(Duration.ofDays(7).minusHours(12).plusSeconds(1));
        emulator.events().advance();
        assertThat(types()).containsExactly("expirationReminder");
        clock.advance(Duration.ofHours(11));
        emulator.events().advance();
        assertThat(types()).containsExactly("expirationReminder");
        clock.advance(Duration.ofHours(1));
        emulator.events().advance();
        JsonNode expired = pull();
        assertThat(data(expired.get(0)).at("/subscription/name").asText()).isEqualTo(name);
        assertThat(expired.get(0).at("/message/attributes/ce-type").asText())
                .isEqualTo("google.workspace.events.subscription.v1.expired");
        assertThat(relay().get("/v1/" + name).error()).isEqualTo("NOT_FOUND");
    }

    @Test
    void aRenewalPutsTheEndOff() throws Exception {
        Rest.Answer made = create(rest("chat.app.messages.readonly"), true, "");
        String name = made.text("/response/name");
        clock.advance(Duration.ofMinutes(150));
        Rest app = rest("chat.app.messages.readonly", "chat.bot");
        Rest.Answer renewed = app.patch("/v1/" + name + "?updateMask=ttl", "{'ttl': '14400s'}");
        assertThat(renewed.text("/response/expireTime")).isGreaterThan(made.text("/response/expireTime"));
        clock.advance(Duration.ofMinutes(150));
        assertThat(rest("chat.bot").get("/v1/" + name).text("/state")).isEqualTo("ACTIVE");
        assertThat(rest("chat.app.messages.readonly").get("/v1/" + name).text("/error/details/0/reason"))
                .as("reading a subscription asks for chat.bot")
                .isEqualTo("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
    }

    @Test
    void withoutARightToPublishItIsSuspendedUntilReactivated() throws Exception {
        String name = create(relay(), true, "").text("/response/name");
        emulator.events().forbid(emulator.events().topic());
        emulator.people().post("ada", space, "lost");
        assertThat(relay().get("/v1/" + name).text("/suspensionReason")).isEqualTo("ENDPOINT_PERMISSION_DENIED");
        assertThat(relay().post("/v1/" + name + ":reactivate", "{}").error()).isEqualTo("PERMISSION_DENIED");
        emulator.events().allow(emulator.events().topic());
        emulator.people().post("ada", space, "lost, too");
        assertThat(relay().post("/v1/" + name + ":reactivate", "{}").text("/response/state"))
                .isEqualTo("ACTIVE");
        emulator.people().post("ada", space, "found");
        assertThat(types()).containsExactly("created");
        emulator.events().suspend(name, "USER_SCOPE_REVOKED");
        JsonNode suspended = pull();
        assertThat(data(suspended.get(0)).at("/subscription/suspension_reason").asText())
                .isEqualTo("USER_SCOPE_REVOKED");
        assertThat(relay().post("/v1/" + name + ":reactivate", "{}").status()).isEqualTo(200);
        assertThat(relay().post("/v1/" + name + ":reactivate", "{}").error()).isEqualTo("FAILED_PRECONDITION");
    }

    @Test
    void operationsMayTakeTheirTime() throws Exception {
        emulator.events().slowOperations(true);
        Rest.Answer begun = create(relay(), true, "");

        assertThat(begun.json().has("done")).isFalse();
        assertThat(relay().get("/v1/" + begun.text("/name")).text("/response/state"))
                .isEqualTo("ACTIVE");
    }

    @Test
    void whatIsNotAcknowledgedComesAgainInOrder() throws Exception {
        create(relay(), true, "");
        emulator.people().post("ada", space, "one");
        emulator.people().post("ada", space, "two");
        JsonNode first = pull();
        assertThat(first).hasSize(2);
        assertThat(pull()).isEmpty();
        pubsub.post(
                "/v1/" + queue + ":modifyAckDeadline",
                "{'ackDeadlineSeconds': 0, 'ackIds': ['"
                        + first.get(0).path("ackId").asText() + "']}");
        JsonNode second = pull();
        assertThat(second).hasSize(2);
        assertThat(data(second.get(0)).at("/message/text").asText()).isEqualTo("one");
        acknowledge(second.get(0).path("ackId").asText());
        clock.advance(Duration.ofSeconds(11));
        JsonNode third = pull();
        assertThat(third).hasSize(1);
        assertThat(data(third.get(0)).at("/message/text").asText()).isEqualTo("two");
        acknowledge(third.get(0).path("ackId").asText());
        clock.advance(Duration.ofSeconds(11));
        assertThat(pull()).isEmpty();
    }

    @Test
    void pubsubCanBeSetUpByItsApi() throws Exception {
        String topic = "projects/footbridge-emulator/topics/own";
        pubsub.put("/v1/" + topic, "{}");
        String own = "projects/footbridge-emulator/subscriptions/own";
        assertThat(pubsub.put("/v1/" + own, "{'topic': '" + topic + "', 'ackDeadlineSeconds': 20}")
                        .status())
                .isEqualTo(200);
        assertThat(pubsub.put("/v1/" + own, "{'topic': '" + topic + "'}").error())
                .isEqualTo("ALREADY_EXISTS");
        String body = "{'policy': {'bindings': [{'role': 'roles/pubsub.publisher', 'members': ['"
                + Pubsub.CHAT_PUBLISHER + "']}]}}";
        assertThat(pubsub.post("/v1/" + topic + ":setIamPolicy", body).text("/bindings/0/members/0"))
                .isEqualTo(Pubsub.CHAT_PUBLISHER);
        pubsub.post("/v1/" + topic + ":publish", "{'messages': [{'data': 'aGk=', 'attributes': {'a': 'b'}}]}");
        queue = own;
        assertThat(pull().get(0).at("/message/attributes/a").asText()).isEqualTo("b");
        assertThat(relay().post("/v1/" + own + ":pull", "{'maxMessages': 1}").text("/error/details/0/reason"))
                .isEqualTo("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
        assertThat(pubsub.delete("/v1/" + own).status()).isEqualTo(200);
        assertThat(pubsub.post("/v1/" + own + ":pull", "{'maxMessages': 1}").error())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void spaceEventsTellTheLatestStateForFourWeeks() throws Exception {
        String id = emulator.people().post("ada", space, "first");
        emulator.people().edit("ada", space, id, "second");
        emulator.people().react("grace", space, id, "👍");
        String path = "/v1/spaces/" + space + "/spaceEvents?filter=";
        String types = "event_types:\"" + CREATED + "\" OR event_types:\"google.workspace.chat.message.v1.updated\"";
        JsonNode events = relay().get(path + Rest.encode(types)).json().path("spaceEvents");

        assertThat(events).hasSize(2);
        assertThat(events.get(0).at("/messageCreatedEventData/message/text").asText())
                .isEqualTo("second");
        String after = "start_time=\"" + events.get(0).path("eventTime").asText() + "\" AND (" + types + ")";
        assertThat(relay().get(path + Rest.encode(after)).json().path("spaceEvents"))
                .hasSize(1);
        Rest.Answer page = relay().get(path + Rest.encode(types) + "&pageSize=1");
        Rest.Answer next =
                relay().get(path + Rest.encode(types) + "&pageSize=1&pageToken=" + page.text("/nextPageToken"));
        assertThat(next.text("/spaceEvents/0/eventType")).endsWith("updated");
        assertThat(next.json().has("nextPageToken")).isFalse();
        assertThat(relay().get("/v1/" + next.text("/spaceEvents/0/name")).text("/eventType"))
                .endsWith("updated");
        for (String bad : List.of(
                "start_time=\"2026-05-01T00:00:00Z\"",
                "event_types:\"" + CREATED + "\" AND event_types:\"google.workspace.chat.space.v1.updated\"",
                "start_time=\"x\" AND event_types:\"" + CREATED + "\"",
                "event_types:\"google.workspace.chat.message.v1.batchCreated\"")) {
            assertThat(relay().get(path + Rest.encode(bad)).error()).as(bad).isEqualTo("INVALID_ARGUMENT");
        }
        Rest app = rest("chat.app.messages.readonly");
        String reactions = "event_types:\"google.workspace.chat.reaction.v1.created\"";
        assertThat(relay().get(path + Rest.encode(reactions))
                        .text("/spaceEvents/0/reactionCreatedEventData/reaction/emoji/unicode"))
                .isEqualTo("👍");
        assertThat(app.get(path + Rest.encode(reactions)).error()).isEqualTo("PERMISSION_DENIED");
        clock.advance(Duration.ofDays(29));
        assertThat(relay().get(path + Rest.encode(types)).json()).isEmpty();
    }
}
