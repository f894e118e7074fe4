package dev.footbridge.gchat.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushTest {
    private static final String TYPES = "'google.workspace.chat.message.v1.created',"
            + "'google.workspace.chat.message.v1.updated','google.workspace.chat.message.v1.deleted',"
            + "'google.workspace.chat.reaction.v1.created','google.workspace.chat.reaction.v1.deleted',"
            + "'google.workspace.chat.membership.v1.created','google.workspace.chat.membership.v1.deleted',"
            + "'google.workspace.chat.space.v1.updated'";

    private GchatEmulator emulator;
    private Endpoint endpoint;
    private Rest relay;
    private String space;

    @BeforeEach
    void start() throws Exception {
        emulator = GchatEmulator.builder()
                .webhooks(WebhookSender.Options.defaults().withTimeScale(1_000))
                .start();
        endpoint = new Endpoint(emulator);
        relay = new Rest(
                emulator, emulator.admin().userToken("relay", "chat.messages", "chat.memberships", "chat.spaces"));
        space = emulator.spaceId("general");
    }

    @AfterEach
    void stop() {
        emulator.close();
        endpoint.close();
    }

    private Rest.Answer subscribe(Rest caller, String types, boolean whole) throws Exception {
        return caller.post(
                "/v1/subscriptions",
                "{'targetResource': '//chat.googleapis.com/spaces/" + space + "', 'eventTypes': [" + types
                        + "], 'notificationEndpoint': {'pubsubTopic': '"
                        + emulator.events().topic()
                        + "'}, 'payloadOptions': {'includeResource': " + whole + "}}");
    }

    private List<Endpoint.Received> pushed() throws Exception {
        assertThat(emulator.awaitDeliveries(Duration.ofSeconds(10))).isTrue();
        return endpoint.received;
    }

    @Test
    void everythingThatHappensIsPushedWithAProof() throws Exception {
        emulator.events().addPushSubscription(endpoint.url());
        assertThat(subscribe(relay, TYPES, true).text("/response/state")).isEqualTo("ACTIVE");
        String id = emulator.people().post("ada", space, "hello *you*");
        emulator.people().edit("ada", space, id, "bye");
        emulator.people().react("grace", space, id, "👍");
        emulator.people().unreact("grace", space, id, "👍");
        emulator.people().delete("ada", space, id);
        emulator.admin().leave(space, "alan");
        emulator.admin().join(space, "alan");
        emulator.admin().rename(space, "renamed", "ada");

        assertThat(pushed())
                .extracting(one -> one.attribute("ce-type").replace("google.workspace.chat.", ""))
                .containsExactly(
                        "message.v1.created",
                        "message.v1.updated",
                        "reaction.v1.created",
                        "reaction.v1.deleted",
                        "message.v1.deleted",
                        "membership.v1.deleted",
                        "membership.v1.created",
                        "space.v1.updated");
        for (Endpoint.Received one : pushed()) {
            String resource = one.data().fieldNames().next();
            String schema = Character.toUpperCase(resource.charAt(0)) + resource.substring(1);
            assertThat(Vendor.resource(schema, one.data().path(resource)))
                    .as(one.toString())
                    .isEmpty();
        }
        Endpoint.Received created = pushed().get(0);
        assertThat(created.data().at("/message/name").asText()).isEqualTo("spaces/" + space + "/messages/" + id);
        assertThat(created.data().at("/message/formattedText").asText()).isEqualTo("hello *you*");
        assertThat(created.data().at("/message/sender").has("displayName")).isFalse();
        assertThat(created.attribute("ce-subject")).isEqualTo("//chat.googleapis.com/spaces/" + space);
        assertThat(created.json().at("/message/orderingKey").asText()).isEqualTo(created.attribute("ce-source"));
        assertThat(pushed().get(4).data().path("message"))
                .hasToString("{\"name\":\"spaces/" + space + "/messages/" + id + "\",\"createTime\":\""
                        + created.data().at("/message/createTime").asText()
                        + "\",\"deletionMetadata\":{\"deletionType\":\"CREATOR\"}}");
        JWTClaimsSet claims = endpoint.accountClaims(created);
        assertThat(claims.getIssuer()).isEqualTo("https://accounts.google.com");
        assertThat(claims.getAudience()).containsExactly(endpoint.url().toString());
        assertThat(claims.getStringClaim("email")).isEqualTo(emulator.events().pushAccount());
    }

    @Test
    void withoutTheResourceOnlyNamesAreTold() throws Exception {
        emulator.events().addPushSubscription(endpoint.url());
        subscribe(relay, "'google.workspace.chat.message.v1.created'", false);
        String id = emulator.people().post("ada", space, "secret");

        assertThat(pushed().get(0).data())
                .hasToString("{\"message\":{\"name\":\"spaces/" + space + "/messages/" + id + "\"}}");
    }

    @Test
    void aMaskChoosesWhatIsTold() throws Exception {
        emulator.events().addPushSubscription(endpoint.url());
        relay.post(
                "/v1/subscriptions",
                "{'targetResource': '//chat.googleapis.com/spaces/-', 'eventTypes': ['google.workspace.chat.message.v1.created'],"
                        + " 'notificationEndpoint': {'pubsubTopic': '"
                        + emulator.events().topic()
                        + "'}, 'payloadOptions': {'includeResource': true, 'fieldMask': 'message.create_time,message.text,x.y'}}");
        emulator.people().post("ada", space, "hello");

        assertThat(pushed().get(0).data().path("message").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("name", "createTime", "text");
    }

    @Test
    void whatHappensTogetherComesAsABatchUnasked() throws Exception {
        emulator.events().addPushSubscription(endpoint.url());
        subscribe(relay, "'google.workspace.chat.message.v1.created'", true);
        emulator.admin().together(() -> {
            emulator.people().post("ada", space, "one");
            emulator.people().post("ada", space, "two");
            emulator.people().post("ada", emulator.spaceId("random"), "elsewhere");
        });

        assertThat(pushed()).hasSize(1);
        assertThat(pushed().get(0).attribute("ce-type")).isEqualTo("google.workspace.chat.message.v1.batchCreated");
        assertThat(pushed().get(0).data().path("messages")).hasSize(2);
        assertThat(pushed().get(0).data().at("/messages/1/message/text").asText())
                .isEqualTo("two");
    }

    @Test
    void whatIsNotTakenComesAgain() throws Exception {
        emulator.events().addPushSubscription(endpoint.url());
        subscribe(relay, "'google.workspace.chat.message.v1.created'", true);
        endpoint.answers.addAll(List.of(503, 500));
        emulator.people().post("ada", space, "hello");

        assertThat(pushed())
                .hasSize(3)
                .extracting(one -> one.json().at("/message/messageId").asText())
                .containsOnly(
                        endpoint.received.get(0).json().at("/message/messageId").asText());
    }

    @Test
    void deliveriesCanBeLostOnPurpose() throws Exception {
        emulator.events().addPushSubscription(endpoint.url());
        subscribe(relay, "'google.workspace.chat.message.v1.created'", true);
        emulator.faults()
                .add(Fault.dropDelivery().on("google.workspace.chat.message.*").times(1));
        emulator.people().post("ada", space, "lost");
        emulator.people().post("ada", space, "found");

        assertThat(pushed())
                .extracting(one -> one.data().at("/message/text").asText())
                .containsExactly("found");
    }

    @Test
    void anAppHearsOfMessagesWithApprovalAndOfReactionsNever() throws Exception {
        Rest app = new Rest(emulator, emulator.admin().appToken("chat.app.messages.readonly"));
        emulator.events().addPushSubscription(endpoint.url());

        assertThat(subscribe(app, "'google.workspace.chat.reaction.v1.created'", true)
                        .text("/error/details/0/reason"))
                .isEqualTo("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
        assertThat(subscribe(app, "'google.workspace.chat.message.v1.created'", true)
                        .status())
                .isEqualTo(200);
        emulator.admin().approve(java.util.Set.of());
        assertThat(subscribe(app, "'google.workspace.chat.message.v1.created'", true)
                        .error())
                .isEqualTo("PERMISSION_DENIED");
        emulator.people().post("ada", space, "hello");
        assertThat(pushed()).hasSize(1);
    }

    @Test
    void interactionsComeInBothFormatsWithBothProofs() throws Exception {
        String rejoin = emulator.spaceId("lounge");
        emulator.events().connectApp(endpoint.url(), GchatEmulator.Format.CLASSIC, GchatEmulator.Audience.ENDPOINT_URL);
        emulator.people().post("ada", space, "not for the app");
        emulator.people().post("ada", space, "@footbridge hello");
        assertThat(pushed()).hasSize(1);
        emulator.events().connectApp(endpoint.url(), GchatEmulator.Format.ADD_ON, GchatEmulator.Audience.ENDPOINT_URL);
        emulator.people().post("ada", space, "@footbridge again");
        assertThat(pushed()).hasSize(2);
        emulator.events()
                .connectApp(endpoint.url(), GchatEmulator.Format.CLASSIC, GchatEmulator.Audience.PROJECT_NUMBER);
        emulator.admin().join(rejoin, "app");
        assertThat(pushed()).hasSize(3);
        emulator.admin().leave(rejoin, "app");
        assertThat(pushed()).hasSize(4);

        Endpoint.Received classic = endpoint.received.get(0);
        assertThat(classic.json().path("type").asText()).isEqualTo("MESSAGE");
        assertThat(classic.json().at("/message/argumentText").asText()).isEqualTo(" hello");
        assertThat(classic.json().at("/user/email").asText()).isEqualTo("ada@example.com");
        assertThat(classic.json().at("/message/annotations/0/startIndex").isDouble())
                .isTrue();
        assertThat(endpoint.accountClaims(classic).getStringClaim("email")).isEqualTo(GoogleTokens.CHAT);
        Endpoint.Received addOn = endpoint.received.get(1);
        assertThat(addOn.json().at("/chat/messagePayload/message/text").asText())
                .isEqualTo("@Footbridge again");
        assertThat(addOn.json().has("type")).isFalse();
        assertThat(endpoint.accountClaims(addOn).getStringClaim("email"))
                .isEqualTo("service-1234567890@gcp-sa-gsuiteaddons.iam.gserviceaccount.com");
        assertThat(endpoint.received.get(2).json().path("type").asText()).isEqualTo("ADDED_TO_SPACE");
        assertThat(endpoint.received.get(3).json().path("type").asText()).isEqualTo("REMOVED_FROM_SPACE");
        JWTClaimsSet claims = endpoint.chatClaims(endpoint.received.get(2));
        assertThat(claims.getIssuer()).isEqualTo(GoogleTokens.CHAT);
        assertThat(claims.getAudience()).containsExactly("1234567890");
    }

    @Test
    void interactionsAreRepeatedAFewTimes() throws Exception {
        emulator.events().connectApp(endpoint.url(), GchatEmulator.Format.CLASSIC, GchatEmulator.Audience.ENDPOINT_URL);
        endpoint.answers.addAll(List.of(503, 503, 503, 503));
        emulator.people().post("ada", space, "@footbridge hello");

        assertThat(pushed()).hasSize(3);
    }

    @Test
    void clicksTellTheFunction() throws Exception {
        emulator.events().connectApp(endpoint.url(), GchatEmulator.Format.ADD_ON, GchatEmulator.Audience.ENDPOINT_URL);
        Rest app = new Rest(emulator, emulator.admin().appToken("chat.bot"));
        String name = app.post("/v1/spaces/" + space + "/messages", "{'text': 'click'}")
                .text("/name");
        emulator.events().click("ada", space, name, "approve", Map.of("id", "42"));

        assertThat(pushed().get(0)
                        .json()
                        .at("/commonEventObject/invokedFunction")
                        .asText())
                .isEqualTo("approve");
        assertThat(pushed().get(0)
                        .json()
                        .at("/chat/buttonClickedPayload/message/name")
                        .asText())
                .isEqualTo(name);
    }

    @Test
    void requestsCanBeMadeWithoutSendingThem() throws Exception {
        subscribe(relay, "'google.workspace.chat.message.v1.created'", true);
        String one = emulator.people().post("ada", space, "one");
        String two = emulator.people().post("ada", space, "two");

        GchatRequests.Made push = emulator.events().requests().push("https://relay.example", space, List.of(one));
        assertThat(GchatRequests.data(push).at("/message/text").asText()).isEqualTo("one");
        GchatRequests.Made batch = emulator.events().requests().push("https://relay.example", space, List.of(one, two));
        assertThat(GchatRequests.data(batch).path("messages")).hasSize(2);
        assertThat(push.headers().get("Authorization")).startsWith("Bearer ey");
    }
}
