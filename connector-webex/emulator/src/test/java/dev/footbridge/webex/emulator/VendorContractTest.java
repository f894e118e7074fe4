package dev.footbridge.webex.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.contract.VendorContracts;
import dev.footbridge.testkit.emulator.WebhookDelivery;
import dev.footbridge.testkit.emulator.WebhookPolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the emulator answers and sends, against the vendor's descriptions, samples and scopes. */
class VendorContractTest {
    /** Members of rooms that only some rooms have. */
    private static final Set<String> OF_SOME_ROOMS = Set.of("teamId", "classificationId", "madePublic", "description");

    private Path contracts;
    private WebexEmulator webex;
    private Api relay;
    private Api bot;
    private String general;

    @BeforeEach
    void start() {
        contracts = VendorContracts.required(VendorContractTest.class);
        webex = WebexEmulator.builder().start();
        relay = new Api(webex, webex.relayToken());
        bot = new Api(webex, webex.botToken());
        general = webex.roomId("General");
    }

    @AfterEach
    void stop() {
        if (webex != null) {
            webex.close();
        }
    }

    /** Api itself holds each answer against the descriptions; here stands one call of each operation. */
    @Test
    void everyOperationAnswersAsDescribed() {
        relay.get("/people/me");
        relay.get("/people?email=ada@example.com");
        relay.get("/people/" + webex.botPersonId());
        String room = relay.post("/rooms", Api.body("title", "New")).get("id");
        relay.get("/rooms");
        relay.get("/rooms/" + room);
        relay.put("/rooms/" + room, Api.body("title", "Newer"));
        String membership = relay.post("/memberships", Api.body("roomId", room, "personEmail", "ada@example.com"))
                .get("id");
        relay.get("/memberships?roomId=" + room);
        relay.get("/memberships/" + membership);
        relay.put(
                "/memberships/" + membership,
                Api.body().put("isModerator", false).put("isRoomHidden", false));
        relay.delete("/memberships/" + membership);
        relay.delete("/rooms/" + room);
        relay.get("/teams/" + relay.get("/teams").all("id").get(0));
        String message = relay.post(
                        "/messages",
                        Api.body("roomId", general, "markdown", "**x** <@all> <@personEmail:ada@example.com>"))
                .get("id");
        relay.put("/messages/" + message, Api.body("roomId", general, "text", "y"));
        relay.get("/messages/" + message);
        relay.get("/messages?roomId=" + general);
        relay.post("/messages", Api.body("toPersonEmail", "ada@example.com", "text", "x"));
        relay.get("/messages/direct?personEmail=ada@example.com");
        ObjectNode submit = Api.body("type", "submit", "messageId", card());
        submit.putObject("inputs").put("any", "thing");
        relay.get("/attachment/actions/"
                + relay.post("/attachment/actions", submit).get("id"));
        ObjectNode hook = Api.body(
                "name",
                "n",
                "targetUrl",
                "http://127.0.0.1:1/x",
                "resource",
                "rooms",
                "event",
                "updated",
                "secret",
                "s");
        String webhook = relay.post("/webhooks", hook).get("id");
        relay.get("/webhooks");
        relay.get("/webhooks/" + webhook);
        relay.put("/webhooks/" + webhook, hook);
        relay.delete("/webhooks/" + webhook);
        Api service = new Api(webex, webex.serviceAppToken());
        service.post("/guests/token", Api.body("subject", "s", "displayName", "d"));
        service.get("/guests/count");
        relay.post(
                "/applications/" + webex.serviceAppId() + "/token",
                Api.body(
                        "clientId", webex.serviceAppClientId(),
                        "clientSecret", webex.serviceAppClientSecret(),
                        "targetOrgId", webex.orgId()));
        String file = fileMessage(Optional.empty()).json().path("files").get(0).asText();
        relay.getUrl(file);
        relay.head(file.substring(webex.apiUrl().length()));
        relay.delete("/messages/" + message);

        Set<String> expected = new TreeSet<>(new Operations().all().keySet());
        expected.add("HEAD /contents/{contentId}");
        assertThat(VendorSchemas.shared().orElseThrow().checked()).containsAll(expected);
    }

    @Test
    void theDescriptionsNoticeWhatIsWrong() {
        VendorSchemas schemas = VendorSchemas.shared().orElseThrow();
        ObjectNode message = (ObjectNode) relay.post("/messages", Api.body("roomId", general, "text", "x"))
                .json();
        String path = "/messages/" + message.path("id").asText();
        assertThat(complaints(schemas, path, 200, message)).isEmpty();
        message.put("roomType", "blue").put("colour", "red").put("text", 7);
        assertThat(complaints(schemas, path, 200, message)).hasSize(3);
        assertThat(complaints(schemas, path, 201, message)).isNotEmpty();
        assertThat(complaints(schemas, path, 404, message)).hasSize(2);
    }

    private static List<String> complaints(VendorSchemas schemas, String path, int status, JsonNode body) {
        return schemas.complaints("GET", path, status, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void scopesAreThoseOfTheVendor() {
        JsonNode vendor =
                VendorContracts.json(contracts.resolve("webex-scopes.json")).path("operations");
        new Operations().all().forEach((operation, needs) -> {
            JsonNode row = vendor.path(operation);
            Set<String> user = texts(row.path("user"));
            user.addAll(texts(row.path("serviceApp")));
            Set<String> officer = texts(row.path("compliance"));
            officer.addAll(texts(row.path("admin")));
            if (!operation.contains("/webhooks")) {
                assertThat(needs.userScopes()).as(operation).isEqualTo(user);
            }
            assertThat(needs.officerScopes()).as(operation).isEqualTo(officer);
        });
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    @Test
    void webhookBodiesHaveTheMembersOfTheSamples() throws Exception {
        Map<String, JsonNode> sent = new LinkedHashMap<>();
        try (Subscriber subscriber = new Subscriber()) {
            for (String[] what : new String[][] {
                {"messages", "all"}, {"memberships", "all"}, {"rooms", "updated"}, {"rooms", "migrated"},
            }) {
                relay.post("/webhooks", hook(subscriber, what[0], what[1]));
            }
            bot.post("/webhooks", hook(subscriber, "attachmentActions", "created"));
            String root = webex.people().post("ada", general, "root");
            await(sent, subscriber, "messages-created");
            webex.people().edit("ada", general, root, "edited");
            await(sent, subscriber, "messages-updated");
            fileMessage(Optional.of(root));
            await(sent, subscriber, "messages-created-thread-file");
            String gone = webex.people().post("ada", general, "gone");
            await(sent, subscriber, "");
            webex.people().delete("ada", general, gone);
            await(sent, subscriber, "messages-deleted");
            webex.leave("General", "alan");
            await(sent, subscriber, "memberships-deleted");
            webex.join("General", "alan");
            await(sent, subscriber, "memberships-created");
            webex.moderate("Random", "ada");
            await(sent, subscriber, "memberships-updated");
            webex.rename("General", "General 2", "ada");
            await(sent, subscriber, "rooms-updated");
            ObjectNode submit = Api.body("type", "submit", "messageId", card());
            submit.putObject("inputs");
            await(sent, subscriber, "");
            new Api(webex, webex.userToken("ada")).post("/attachment/actions", submit);
            await(sent, subscriber, "attachmentActions-created");
            webex.migrate("Random", "urn:TEAM:eu-central-1_k");
            await(sent, subscriber, "rooms-migrated");
        }
        List<Path> samples = VendorContracts.jsonFiles(contracts.resolve("webex-samples/webhooks")).stream()
                .filter(file -> file.toString().endsWith(".body.json"))
                .toList();
        assertThat(samples).hasSize(sent.size());
        for (Path file : samples) {
            String name = file.getFileName().toString().replace(".body.json", "");
            JsonNode sample = VendorContracts.json(file);
            JsonNode ours = sent.getOrDefault(name, Api.body());
            assertThat(members(ours)).as(name).isEqualTo(without(members(sample), Set.of("filter")));
            assertThat(members(ours.path("data")))
                    .as(name)
                    .isEqualTo(without(members(sample.path("data")), OF_SOME_ROOMS));
        }
    }

    private ObjectNode hook(Subscriber subscriber, String resource, String event) {
        String url = subscriber.url().toString();
        return Api.body("name", "n", "targetUrl", url, "resource", resource, "event", event, "secret", "s");
    }

    private void await(Map<String, JsonNode> sent, Subscriber subscriber, String name) throws InterruptedException {
        assertThat(webex.awaitDeliveries(Duration.ofSeconds(10))).isTrue();
        if (!name.isEmpty()) {
            assertThat(subscriber.received()).as(name).isNotEmpty();
            JsonNode last =
                    subscriber.received().get(subscriber.received().size() - 1).json();
            assertThat(name)
                    .startsWith(last.path("resource").asText() + "-"
                            + last.path("event").asText());
            sent.put(name, last);
        }
        subscriber.clear();
    }

    private static Set<String> members(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    @Test
    void signaturesAreThoseOfTheSamples() throws Exception {
        Path folder = contracts.resolve("webex-samples/webhooks");
        JsonNode meta = VendorContracts.json(folder.resolve("messages-created.meta.json"));
        byte[] body = Files.readAllBytes(folder.resolve(meta.path("bodyFile").asText()));
        WebhookBook book = new WebhookBook();
        Person owner = new Person("p", Person.Sort.PERSON, "a@b.example", "A", "o", Instant.EPOCH);
        Webhook webhook = new Webhook(
                "w",
                new Webhook.Subject("messages", "created", Map.of(), "", false),
                owner,
                "app",
                Instant.EPOCH,
                "n",
                URI.create("http://127.0.0.1/"),
                Optional.of(meta.path("secret").asText()));
        book.add(webhook);
        var delivery = new WebhookDelivery(
                webhook.target(), WebexWebhookPolicy.lane(webhook, "r"), "messages.created", "application/json", body);
        assertThat(new WebexWebhookPolicy(book, Clock.systemUTC()).headers(delivery, 0, WebhookPolicy.Failure.NONE))
                .containsEntry(
                        "X-Spark-Signature",
                        meta.path("headers").path("X-Spark-Signature").asText());
    }

    @Test
    void tokenPairsHaveTheMembersOfTheSample() {
        JsonNode sample = VendorContracts.json(contracts.resolve("webex-samples/oauth/token.json"));
        Api.Answer tokens = new Api(webex, "")
                .form(
                        "/access_token",
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        webex.clientId(),
                        "client_secret",
                        webex.clientSecret(),
                        "refresh_token",
                        webex.relayRefreshToken());
        assertThat(members(tokens.json())).isEqualTo(members(sample));
        assertThat(tokens.json().path("expires_in")).isEqualTo(sample.path("expires_in"));
        assertThat(tokens.json().path("refresh_token_expires_in")).isEqualTo(sample.path("refresh_token_expires_in"));
    }

    private String card() {
        ObjectNode body = Api.body("roomId", general, "text", "fallback");
        ObjectNode card = body.putArray("attachments").addObject();
        card.put("contentType", "application/vnd.microsoft.card.adaptive");
        card.putObject("content").put("type", "AdaptiveCard").put("version", "1.3");
        return bot.post("/messages", body).get("id");
    }

    private Api.Answer fileMessage(Optional<String> parent) {
        String field = "--edge\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n";
        String body = field.formatted("roomId", "", general)
                + parent.map(id -> field.formatted("parentId", "", id)).orElse("")
                + field.formatted("files", "; filename=\"a.txt\"", "content")
                + "--edge--\r\n";
        return relay.send(
                "POST",
                webex.apiUrl() + "/messages",
                "multipart/form-data; boundary=edge",
                body.getBytes(StandardCharsets.UTF_8));
    }
}
