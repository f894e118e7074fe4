package dev.footbridge.webex.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.fake.ManualClock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {
    private static final String SECRET = "a secret";

    private final ManualClock clock = ManualClock.at("2026-01-05T10:00:00Z");
    private WebexEmulator webex;
    private Subscriber subscriber;
    private Api relay;
    private Api bot;
    private String general;

    @BeforeEach
    void start() throws Exception {
        webex = WebexEmulator.builder().clock(clock).start();
        subscriber = new Subscriber();
        relay = new Api(webex, webex.relayToken());
        bot = new Api(webex, webex.botToken());
        general = webex.roomId("General");
    }

    @AfterEach
    void stop() {
        webex.close();
        subscriber.close();
    }

    private ObjectNode hook(String resource, String event) {
        return Api.body(
                "name",
                "test",
                "targetUrl",
                subscriber.url().toString(),
                "resource",
                resource,
                "event",
                event,
                "secret",
                SECRET);
    }

    private String subscribe(Api api, ObjectNode hook) {
        Api.Answer created = api.post("/webhooks", hook);
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        return created.get("id");
    }

    private List<Subscriber.Received> received() throws InterruptedException {
        assertThat(webex.awaitDeliveries(Duration.ofSeconds(10))).isTrue();
        return subscriber.received();
    }

    @Test
    void aMessageIsToldSignedAndWithoutItsText() throws Exception {
        String id = subscribe(relay, hook("messages", "created"));
        String root = webex.people().post("ada", general, "a *secret* for @grace");
        webex.people().post("ada", general, "re", Optional.of(root));
        Subscriber.Received first = received().get(0);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(SECRET.getBytes(), "HmacSHA1"));
        assertThat(first.signature()).isEqualTo(HexFormat.of().formatHex(mac.doFinal(first.body())));
        assertThat(first.text())
                .doesNotContain("a secret")
                .doesNotContain("html")
                .doesNotContain("\"text\"");
        assertThat(first.json().path("id").asText()).isEqualTo(id);
        assertThat(first.json().path("actorId").asText()).isEqualTo(webex.personId("ada"));
        assertThat(first.json().path("createdBy").asText()).isEqualTo(webex.relayPersonId());
        assertThat(first.json().path("ownedBy").asText()).isEqualTo("creator");
        assertThat(first.json().path("data").path("id").asText()).isEqualTo(root);
        assertThat(first.json().path("data").path("mentionedPeople").get(0).asText())
                .isEqualTo(webex.personId("grace"));
        assertThat(received().get(1).json().path("data").path("parentId").asText())
                .isEqualTo(root);
    }

    @Test
    void editsDeletionsOwnPostsAndMembersAreTold() throws Exception {
        subscribe(relay, hook("all", "all"));
        String id = webex.people().post("ada", general, "one");
        webex.people().edit("ada", general, id, "two");
        webex.people().delete("ada", general, id);
        relay.post("/messages", Api.body("roomId", general, "text", "own"));
        webex.leave("General", "alan");
        webex.join("General", "alan");
        webex.rename("General", "Generally", "ada");
        received();
        assertThat(subscriber.what())
                .containsExactly(
                        "messages created",
                        "messages updated",
                        "messages deleted",
                        "messages created",
                        "memberships deleted",
                        "memberships created",
                        "rooms updated");
        assertThat(subscriber.received().get(2).json().path("data").path("id").asText())
                .isEqualTo(id);
    }

    @Test
    void othersRoomsAreNotTold() throws Exception {
        subscribe(relay, hook("messages", "created"));
        webex.people().post("ada", "Lounge", "private");
        assertThat(received()).isEmpty();
    }

    @Test
    void botsHearOnlyWhatMentionsThem() throws Exception {
        subscribe(bot, hook("messages", "all"));
        webex.people().post("ada", general, "to nobody");
        webex.people().post("ada", general, "@all of you");
        String called = webex.people().post("ada", general, "hi @footbridge");
        assertThat(received())
                .extracting(one -> one.json().path("data").path("id").asText())
                .containsExactly(called);
    }

    @Test
    void filtersNarrow() throws Exception {
        ObjectNode hook =
                hook("messages", "created").put("filter", "roomId=" + general + "&personEmail=ada@example.com");
        subscribe(relay, hook);
        webex.people().post("grace", general, "x");
        webex.people().post("ada", "Random", "x");
        String wanted = webex.people().post("ada", general, "x");
        assertThat(received())
                .extracting(one -> one.json().path("data").path("id").asText())
                .containsExactly(wanted);
        assertThat(relay.post("/webhooks", hook.put("filter", "colour=red")).status())
                .isEqualTo(400);
        String lounge = Ids.of(Ids.Kind.ROOM, "00000000-0000-4000-8000-000000000000");
        assertThat(relay.post("/webhooks", hook.put("filter", "roomId=" + lounge))
                        .get("message"))
                .contains("roomId");
    }

    @Test
    void aHundredFailuresInFiveMinutesSwitchAWebhookOff() throws Exception {
        String id = subscribe(relay, hook("messages", "created"));
        subscriber.answer(500);
        post(99);
        assertThat(status(id)).isEqualTo("active");
        clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        post(99);
        assertThat(status(id)).isEqualTo("active");
        post(1);
        assertThat(status(id)).isEqualTo("inactive");
        int before = subscriber.received().size();
        post(1);
        assertThat(subscriber.received()).hasSize(before);

        relay.put("/webhooks/" + id, hook("messages", "created").put("status", "active"));
        assertThat(status(id)).isEqualTo("active");
        post(1);
        assertThat(status(id)).isEqualTo("inactive");

        subscriber.answer(200);
        relay.put("/webhooks/" + id, hook("messages", "created").put("status", "active"));
        post(1);
        clock.advance(Duration.ofMinutes(6));
        subscriber.answer(500);
        post(1);
        assertThat(status(id)).isEqualTo("active");
    }

    private void post(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            webex.people().post("ada", general, "m" + i);
        }
        received();
    }

    private String status(String id) {
        return relay.get("/webhooks/" + id).get("status");
    }

    @Test
    void anUnreachableTargetCountsAsFailureAndNothingIsRepeated() throws Exception {
        subscriber.close();
        String id = subscribe(relay, hook("messages", "created"));
        post(100);
        assertThat(status(id)).isEqualTo("inactive");
        assertThat(webex.webhooks().counts().attempts()).isEqualTo(100);
    }

    @Test
    void deliveriesCanBeLost() throws Exception {
        subscribe(relay, hook("messages", "created"));
        webex.faults().add(Fault.dropDelivery().on("messages.created").times(1));
        post(2);
        assertThat(subscriber.received()).hasSize(1);
    }

    @Test
    void aWebhookNeedsTheReadScopeOfItsResource() {
        Api reader = new Api(webex, webex.issueToken("relay", Set.of("spark:messages_read")));
        assertThat(reader.post("/webhooks", hook("messages", "created")).status())
                .isEqualTo(200);
        assertThat(reader.post("/webhooks", hook("rooms", "updated")).status()).isEqualTo(403);
        assertThat(reader.post("/webhooks", hook("all", "all")).status()).isEqualTo(403);
        assertThat(reader.post("/webhooks", hook("messages", "created").put("ownedBy", "org"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aComplianceOfficerHearsAllRooms() throws Exception {
        Api officer = new Api(
                webex,
                webex.issueToken("grace", Set.of("spark-compliance:messages_read", "spark-compliance:webhooks_write")));
        subscribe(officer, hook("messages", "created").put("ownedBy", "org"));
        String lead = webex.people().post("ada", "Leads", "not for grace");
        assertThat(received()).hasSize(1);
        assertThat(received().get(0).json().path("ownedBy").asText()).isEqualTo("org");
        assertThat(officer.get("/messages/" + lead).status()).isEqualTo(200);
        assertThat(officer.get("/messages?roomId=" + webex.roomId("Leads")).items())
                .hasSize(1);
    }

    @Test
    void webhooksAreListedChangedAndDeletedByTheirOwner() {
        String id = subscribe(relay, hook("messages", "created"));
        assertThat(relay.get("/webhooks").all("id")).containsExactly(id);
        assertThat(bot.get("/webhooks").items()).isEmpty();
        assertThat(bot.get("/webhooks/" + id).status()).isEqualTo(404);
        ObjectNode change = Api.body("name", "new", "targetUrl", "https://other.example/x", "resource", "rooms");
        Api.Answer changed = relay.put("/webhooks/" + id, change);
        assertThat(changed.get("name")).isEqualTo("new");
        assertThat(changed.get("targetUrl")).isEqualTo("https://other.example/x");
        assertThat(changed.get("resource")).isEqualTo("messages");
        assertThat(relay.put("/webhooks/" + id, change.put("status", "inactive"))
                        .status())
                .isEqualTo(400);
        assertThat(relay.delete("/webhooks/" + id).status()).isEqualTo(204);
        assertThat(relay.get("/webhooks/" + id).status()).isEqualTo(404);
        assertThat(relay.post("/webhooks", hook("messages", "created").put("targetUrl", "ftp://x/y"))
                        .status())
                .isEqualTo(400);
        assertThat(relay.post("/webhooks", hook("messages", "migrated")).status())
                .isEqualTo(400);
    }

    @Test
    void aMigratedRoomHasANewId() throws Exception {
        subscribe(relay, hook("rooms", "migrated"));
        String root = webex.people().post("ada", general, "before");
        String moved = webex.migrate("General", "urn:TEAM:eu-central-1_k");
        assertThat(moved).isNotEqualTo(general);
        assertThat(received()).hasSize(1);
        assertThat(received().get(0).json().path("data").path("id").asText()).isEqualTo(moved);
        assertThat(relay.get("/rooms/" + general).status()).isEqualTo(404);
        assertThat(relay.get("/messages?roomId=" + moved).all("id")).containsExactly(root);
        assertThat(relay.get("/messages/" + root).get("roomId")).isEqualTo(moved);
        webex.oldRoomIdsAnswer(true);
        assertThat(relay.get("/rooms/" + general).get("id")).isEqualTo(moved);
    }

    @Test
    void cardsAreToldToWhoeverSentThem() throws Exception {
        subscribe(bot, hook("attachmentActions", "created"));
        ObjectNode body = Api.body("roomId", general, "text", "fallback");
        ObjectNode card = body.putArray("attachments").addObject();
        card.put("contentType", "application/vnd.microsoft.card.adaptive");
        card.putObject("content").put("type", "AdaptiveCard");
        String message = bot.post("/messages", body).get("id");
        ObjectNode submit = Api.body("type", "submit", "messageId", message);
        submit.putObject("inputs").put("name", "Ada");
        new Api(webex, webex.userToken("ada")).post("/attachment/actions", submit);
        assertThat(received()).hasSize(1);
        assertThat(received().get(0).json().path("data").path("messageId").asText())
                .isEqualTo(message);
        assertThat(received().get(0).text()).doesNotContain("inputs");
    }
}
