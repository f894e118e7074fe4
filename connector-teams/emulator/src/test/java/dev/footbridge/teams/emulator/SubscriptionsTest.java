package dev.footbridge.teams.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.fake.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private final ManualClock clock = ManualClock.at("2026-11-22T10:00:00Z");
    private TeamsEmulator emulator;
    private Subscriber subscriber;
    private Api ada;

    @BeforeEach
    void start() throws Exception {
        subscriber = new Subscriber();
        emulator = TeamsEmulator.builder().clock(clock).timeScale(1000).start();
        ada = Api.as(emulator, Seed.ADA);
    }

    @AfterEach
    void stop() {
        emulator.close();
        subscriber.close();
    }

    @Test
    void subscriptionIsCreatedAfterBothUrlsEchoedTheirTokens() {
        var answer = ada.post("/subscriptions", request().toString());
        assertThat(answer.status()).isEqualTo(201);
        assertThat(subscriber.validations).containsExactly("/notify", "/lifecycle");
        assertThat(answer.json().path("resource").asText())
                .isEqualTo("/teams/" + Seed.TEAM + "/channels/" + Seed.GENERAL + "/messages");
        assertThat(answer.json().path("creatorId").asText()).isEqualTo(Seed.ADA);
        assertThat(emulator.subscriptions())
                .containsExactly(answer.json().path("id").asText());
    }

    @Test
    void wrongEchoMeansNoSubscription() {
        subscriber.echo = token -> token.replace(' ', '+');
        assertRefused(400, request());
        subscriber.echo = token -> token;
        subscriber.validationType = "application/json";
        assertRefused(400, request());
        subscriber.validationType = "text/plain; charset=utf-8";
        assertRefused(400, request().put("notificationUrl", "http://127.0.0.1:1/nobody"));
        assertThat(emulator.subscriptions()).isEmpty();
        assertThat(ada.post("/subscriptions", request().toString()).status()).isEqualTo(201);
    }

    @Test
    void expirationIsBounded() {
        assertRefused(
                400,
                request()
                        .put(
                                "expirationDateTime",
                                clock.instant().plus(Duration.ofMinutes(4321)).toString()));
        assertRefused(
                400,
                request()
                        .put(
                                "expirationDateTime",
                                clock.instant().minusSeconds(1).toString()));
        assertRefused(400, request().put("expirationDateTime", "tomorrow"));
        var withoutLifecycle = request()
                .put(
                        "expirationDateTime",
                        clock.instant().plus(Duration.ofMinutes(61)).toString());
        withoutLifecycle.remove("lifecycleNotificationUrl");
        assertRefused(400, withoutLifecycle);

        withoutLifecycle.put(
                "expirationDateTime",
                clock.instant().plus(Duration.ofMinutes(5)).toString());
        var raised = ada.post("/subscriptions", withoutLifecycle.toString()).json();
        assertThat(Instant.parse(raised.path("expirationDateTime").asText()))
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(45)));
    }

    @Test
    void requestIsCheckedMemberByMember() {
        assertRefused(400, request().put("clientState", "x".repeat(129)));
        assertRefused(400, request().put("changeType", "created,vanished"));
        assertRefused(400, request().put("resource", "/users/me/messages"));
        assertRefused(400, request().put("notificationUrl", "not a url"));
        assertRefused(400, request().put("includeResourceData", true));
        assertRefused(
                400,
                request()
                        .put("includeResourceData", true)
                        .put("encryptionCertificate", "AAAA")
                        .put("encryptionCertificateId", "c"));
        for (var member : List.of("changeType", "notificationUrl", "resource", "expirationDateTime")) {
            var incomplete = request();
            incomplete.remove(member);
            assertRefused(400, incomplete);
        }
        assertThat(subscriber.validations).isEmpty();
    }

    @Test
    void duplicateIsAConflictAndASecondOneOfTheSameAppIsOverQuota() {
        ada.post("/subscriptions", request().toString());
        assertRefused(409, request());
        assertRefused(403, request().put("changeType", "created"));
        assertRefused(
                409, request().put("resource", "teams('" + Seed.TEAM + "')/channels('" + Seed.GENERAL + "')/messages"));
    }

    @Test
    void tenantWideResourcesNeedAnApplicationToken() {
        assertRefused(403, request().put("resource", "/teams/getAllMessages"));
        var application = new Api(emulator, emulator.applicationToken(Seed.ROLES));
        var answer = application.post(
                "/subscriptions",
                request().put("resource", "/teams/getAllMessages").toString());
        assertThat(answer.status()).isEqualTo(201);
        var powerless = new Api(emulator, emulator.applicationToken(Set.of("User.Read.All")));
        assertThat(powerless
                        .post(
                                "/subscriptions",
                                request()
                                        .put("resource", "/chats/getAllMessages")
                                        .toString())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void renewalReauthorizationAndDeletion() {
        var id = ada.post("/subscriptions", request().toString())
                .json()
                .path("id")
                .asText();
        var later = clock.instant().plus(Duration.ofHours(70));

        var renewed = ada.patch("/subscriptions/" + id, "{\"expirationDateTime\":\"" + later + "\"}");
        assertThat(renewed.status()).isEqualTo(200);
        assertThat(Instant.parse(renewed.json().path("expirationDateTime").asText()))
                .isEqualTo(later);
        assertThat(ada.patch("/subscriptions/" + id, "{\"lifecycleNotificationUrl\":\"" + subscriber.url() + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(ada.post("/subscriptions/" + id + "/reauthorize", "").status())
                .isEqualTo(204);
        assertThat(Api.as(emulator, Seed.BEN).get("/subscriptions/" + id).status())
                .isEqualTo(404);
        assertThat(ada.get("/subscriptions").value()).hasSize(1);
        assertThat(ada.delete("/subscriptions/" + id).status()).isEqualTo(204);
        assertThat(ada.get("/subscriptions/" + id).status()).isEqualTo(404);
    }

    @Test
    void unrenewedSubscriptionIsGone() {
        var id = ada.post("/subscriptions", request().toString())
                .json()
                .path("id")
                .asText();
        clock.advance(Duration.ofMinutes(61));
        var fresh = Api.as(emulator, Seed.ADA);
        assertThat(fresh.get("/subscriptions/" + id).status()).isEqualTo(404);
        assertThat(fresh.post("/subscriptions", request().toString()).status()).isEqualTo(201);
    }

    @Test
    void everyKindOfChangeIsNotifiedWithClientState() throws Exception {
        ada.post("/subscriptions", request().toString());
        var root = ada.postText(Api.GENERAL, "root");
        var reply = ada.postText(Api.GENERAL + "/" + root + "/replies", "reply");
        ada.patch(Api.GENERAL + "/" + root, Api.body("text", "edited"));
        ada.post(Api.GENERAL + "/" + root + "/setReaction", "{\"reactionType\":\"👍\"}");
        ada.post(Api.GENERAL + "/" + root + "/softDelete", "");
        ada.postText(Api.PROJECT, "elsewhere");
        delivered();

        var items = subscriber.items();
        assertThat(items)
                .extracting(i -> i.path("changeType").asText())
                .containsExactly("created", "created", "updated", "updated", "deleted");
        assertThat(items).allSatisfy(i -> {
            assertThat(i.path("clientState").asText()).isEqualTo("secret state");
            assertThat(i.path("tenantId").asText()).isEqualTo(Seed.TENANT_ID);
            assertThat(i.has("encryptedContent")).isFalse();
        });
        assertThat(items.get(1).path("resource").asText())
                .isEqualTo("teams('" + Seed.TEAM + "')/channels('" + Seed.GENERAL + "')/messages('" + root
                        + "')/replies('" + reply + "')");
        assertThat(items.get(1).path("resourceData").path("id").asText()).isEqualTo(reply);
        assertThat(ada.get("/" + items.get(1).path("resource").asText()).status())
                .isEqualTo(200);
    }

    @Test
    void onlyTheChangeTypesAskedForAreNotified() throws Exception {
        ada.post("/subscriptions", request().put("changeType", "deleted").toString());
        var id = ada.postText(Api.GENERAL, "x");
        ada.post(Api.GENERAL + "/" + id + "/softDelete", "");
        delivered();
        assertThat(subscriber.items())
                .extracting(i -> i.path("changeType").asText())
                .containsExactly("deleted");
    }

    @Test
    void mentionFilterLetsOnlyMentionsThrough() throws Exception {
        var resource = request().path("resource").asText() + "?$filter=mentions/any(u: u/mentioned/user/id eq '"
                + Seed.BEN + "')";
        assertThat(ada.post(
                                "/subscriptions",
                                request().put("resource", resource).toString())
                        .status())
                .isEqualTo(201);
        emulator.people().post(Seed.ADA, Seed.GENERAL, "nobody in particular");
        emulator.people().post(Seed.ADA, Seed.GENERAL, "hello @ben.okafor");
        delivered();
        assertThat(subscriber.items()).hasSize(1);
    }

    @Test
    void changesOfOneWindowTravelTogether() throws Exception {
        ada.post("/subscriptions", request().toString());
        for (int i = 0; i < 200; i++) {
            emulator.people().post(Seed.ADA, Seed.GENERAL, "message " + i);
        }
        delivered();
        assertThat(subscriber.items()).hasSize(200);
        assertThat(subscriber.posts.size()).isLessThan(200);
        assertThat(subscriber.posts)
                .allSatisfy(p -> assertThat(p.path("value").size()).isLessThanOrEqualTo(20));
    }

    @Test
    void refusedNotificationIsRepeatedUntilItIsAccepted() {
        ada.post("/subscriptions", request().toString());
        subscriber.status = 503;
        ada.postText(Api.GENERAL, "stubborn");
        await().until(() -> subscriber.posts.size() >= 3);
        subscriber.status = 202;
        await().until(() -> emulator.deliveries().delivered() == 1);
        assertThat(subscriber.items())
                .extracting(i -> i.path("resource").asText())
                .containsOnly(subscriber.items().get(0).path("resource").asText());
    }

    @Test
    void repetitionEndsAfterFourHours() {
        var total = new GraphWebhookPolicy().retryDelays().stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(total).isEqualTo(Duration.ofHours(4));
        assertThat(new GraphWebhookPolicy().timeout(0)).isEqualTo(Duration.ofSeconds(3));
        assertThat(new GraphWebhookPolicy().timeout(1)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void pausedSubscriptionLosesChangesUntilReauthorized() throws Exception {
        var id = ada.post("/subscriptions", request().toString())
                .json()
                .path("id")
                .asText();
        emulator.requireReauthorization(id, true);
        ada.postText(Api.GENERAL, "lost");
        delivered();
        assertThat(subscriber.items()).hasSize(1);
        JsonNode event = subscriber.items().get(0);
        assertThat(event.path("lifecycleEvent").asText()).isEqualTo("reauthorizationRequired");
        assertThat(event.path("clientState").asText()).isEqualTo("secret state");
        assertThat(event.has("changeType")).isFalse();

        ada.post("/subscriptions/" + id + "/reauthorize", "");
        ada.postText(Api.GENERAL, "seen");
        delivered();
        assertThat(subscriber.items()).hasSize(2);
    }

    @Test
    void removalIsAnnouncedAndExpiryIsNot() throws Exception {
        var first = ada.post("/subscriptions", request().toString())
                .json()
                .path("id")
                .asText();
        emulator.removeSubscription(first);
        delivered();
        assertThat(subscriber.items())
                .extracting(i -> i.path("lifecycleEvent").asText())
                .containsExactly("subscriptionRemoved");

        var second = ada.post("/subscriptions", request().toString())
                .json()
                .path("id")
                .asText();
        emulator.expireSubscription(second);
        delivered();
        assertThat(subscriber.items()).hasSize(1);
        assertThat(emulator.subscriptions()).isEmpty();
    }

    private void delivered() throws InterruptedException {
        assertThat(emulator.awaitDeliveries(Duration.ofSeconds(20))).isTrue();
    }

    private void assertRefused(int status, ObjectNode request) {
        var answer = ada.post("/subscriptions", request.toString());
        assertThat(answer.status()).as(request.toString()).isEqualTo(status);
    }

    private ObjectNode request() {
        return Api.MAPPER
                .createObjectNode()
                .put("changeType", "created,updated,deleted")
                .put("notificationUrl", subscriber.url())
                .put("lifecycleNotificationUrl", subscriber.lifecycleUrl())
                .put("resource", "/teams/" + Seed.TEAM + "/channels/" + Seed.GENERAL + "/messages")
                .put(
                        "expirationDateTime",
                        clock.instant().plus(Duration.ofHours(1)).toString())
                .put("clientState", "secret state");
    }
}
