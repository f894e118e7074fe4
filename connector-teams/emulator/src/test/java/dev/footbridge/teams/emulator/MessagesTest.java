package dev.footbridge.teams.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static TeamsEmulator emulator;
    private static Api ada;
    private static Api ben;

    @BeforeAll
    static void start() {
        emulator = TeamsEmulator.start();
        ada = Api.as(emulator, Seed.ADA);
        ben = Api.as(emulator, Seed.BEN);
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void postedMessageCarriesItsCreationTimeAsIdAndEtag() {
        var message = ada.post(Api.GENERAL, Api.body("text", "Hello World")).json();

        var id = message.path("id").asText();
        assertThat(message.path("etag").asText()).isEqualTo(id);
        assertThat(Instant.parse(message.path("createdDateTime").asText()).toEpochMilli())
                .isEqualTo(Long.parseLong(id));
        assertThat(message.path("lastEditedDateTime").isNull()).isTrue();
        assertThat(message.path("from").path("user").path("id").asText()).isEqualTo(Seed.ADA);
        assertThat(message.path("channelIdentity").path("channelId").asText()).isEqualTo(Seed.GENERAL);
        assertThat(message.path("chatId").isNull()).isTrue();
        assertThat(message.path("webUrl").asText()).contains("parentMessageId=" + id);
    }

    @Test
    void messagesOfOneMillisecondGetDifferentIds() {
        var ids = new java.util.TreeSet<String>();
        for (int i = 0; i < 50; i++) {
            ids.add(ada.postText(Api.GROUP, "message " + i));
        }
        assertThat(ids).hasSize(50);
    }

    @Test
    void replyStandsUnderItsRootMessageOnly() {
        var root = ada.postText(Api.GENERAL, "root");
        var reply = ben.post(Api.GENERAL + "/" + root + "/replies", Api.body("text", "reply"))
                .json();
        var replyId = reply.path("id").asText();

        assertThat(reply.path("replyToId").asText()).isEqualTo(root);
        assertThat(ada.get(Api.GENERAL + "/" + root + "/replies/" + replyId).status())
                .isEqualTo(200);
        assertThat(ada.get(Api.GENERAL + "/" + replyId).status()).isEqualTo(404);
        assertThat(ada.get(Api.GENERAL + "/" + root + "/replies").value()).hasSize(1);
        assertThat(ben.post(Api.GENERAL + "/" + replyId + "/replies", Api.body("text", "deeper"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void editSetsLastEditedAndOnlyTheSenderMay() {
        var id = ada.postText(Api.GENERAL, "first");

        assertThat(ben.patch(Api.GENERAL + "/" + id, Api.body("text", "mine now"))
                        .status())
                .isEqualTo(403);
        assertThat(ada.patch(Api.GENERAL + "/" + id, Api.body("html", "<b>second</b>"))
                        .status())
                .isEqualTo(204);

        var edited = ada.get(Api.GENERAL + "/" + id).json();
        assertThat(edited.path("body").path("content").asText()).isEqualTo("<b>second</b>");
        assertThat(edited.path("lastEditedDateTime").asText())
                .isEqualTo(edited.path("lastModifiedDateTime").asText());
        assertThat(edited.path("etag").asText()).isGreaterThan(id);
    }

    @Test
    void reactionMovesTheEtagButNotTheEditTime() {
        var id = ada.postText(Api.GENERAL, "react to me");

        assertThat(ben.post(Api.GENERAL + "/" + id + "/setReaction", "{\"reactionType\":\"💘\"}")
                        .status())
                .isEqualTo(204);
        var reacted = ada.get(Api.GENERAL + "/" + id).json();
        assertThat(reacted.path("reactions")).hasSize(1);
        assertThat(reacted.path("reactions").get(0).path("reactionType").asText())
                .isEqualTo("💘");
        assertThat(reacted.path("reactions")
                        .get(0)
                        .path("user")
                        .path("user")
                        .path("id")
                        .asText())
                .isEqualTo(Seed.BEN);
        assertThat(reacted.path("lastEditedDateTime").isNull()).isTrue();
        assertThat(reacted.path("etag").asText()).isGreaterThan(id);

        ben.post(Api.GENERAL + "/" + id + "/setReaction", "{\"reactionType\":\"💘\"}");
        assertThat(ada.get(Api.GENERAL + "/" + id).json()).isEqualTo(reacted);

        assertThat(ben.post(Api.GENERAL + "/" + id + "/unsetReaction", "{\"reactionType\":\"💘\"}")
                        .status())
                .isEqualTo(204);
        var bare = ada.get(Api.GENERAL + "/" + id).json();
        assertThat(bare.path("reactions")).isEmpty();
        assertThat(bare.path("messageHistory"))
                .extracting(h -> h.path("actions").asText())
                .containsExactly("reactionAdded", "reactionRemoved");
    }

    @Test
    void softDeleteHidesTheContentAndCanBeUndone() {
        var id = ada.postText(Api.GENERAL, "a secret");

        assertThat(ben.post(Api.GENERAL + "/" + id + "/softDelete", "").status())
                .isEqualTo(403);
        assertThat(ada.post(Api.GENERAL + "/" + id + "/softDelete", "").status())
                .isEqualTo(204);
        var deleted = ada.get(Api.GENERAL + "/" + id).json();
        assertThat(deleted.path("deletedDateTime").asText()).isNotEmpty();
        assertThat(deleted.path("body").path("content").asText()).isEmpty();
        assertThat(ada.patch(Api.GENERAL + "/" + id, Api.body("text", "x")).status())
                .isEqualTo(404);

        assertThat(ada.post(Api.GENERAL + "/" + id + "/undoSoftDelete", "").status())
                .isEqualTo(204);
        assertThat(ada.get(Api.GENERAL + "/" + id)
                        .json()
                        .path("body")
                        .path("content")
                        .asText())
                .isEqualTo("a secret");
    }

    @Test
    void chatMessagesAreDeletedUnderTheUserOrUnderMe() {
        var first = ada.postText(Api.GROUP, "one");
        var second = ada.postText(Api.GROUP, "two");
        var third = ada.postText(Api.GROUP, "three");

        assertThat(ada.post("/users/" + Seed.ADA + Api.GROUP + "/" + first + "/softDelete", "")
                        .status())
                .isEqualTo(204);
        assertThat(ada.post("/me" + Api.GROUP + "/" + second + "/softDelete", "")
                        .status())
                .isEqualTo(204);
        assertThat(ada.post("/users/me-token-to-replace" + Api.GROUP + "/" + third + "/softDelete", "")
                        .status())
                .isEqualTo(204);
        assertThat(ada.post("/users/" + Seed.BEN + Api.GROUP + "/" + first + "/undoSoftDelete", "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void mentionNeedsItsMarkInTheBodyAndTheOtherWayRound() {
        var mention = "\"mentions\":[{\"id\":0,\"mentionText\":\"Ben\",\"mentioned\":{\"user\":{\"id\":\"" + Seed.BEN
                + "\"}}}]";
        var marked = "{\"body\":{\"contentType\":\"html\",\"content\":\"hi <at id=\\\"0\\\">Ben</at>\"}";
        var unmarked = "{\"body\":{\"contentType\":\"html\",\"content\":\"hi Ben\"}";

        var posted = ada.post(Api.GENERAL, marked + "," + mention + "}");
        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.json()
                        .path("mentions")
                        .get(0)
                        .path("mentioned")
                        .path("user")
                        .path("displayName")
                        .asText())
                .isEqualTo("Ben Okafor");
        assertThat(ada.post(Api.GENERAL, marked + "}").status()).isEqualTo(400);
        assertThat(ada.post(Api.GENERAL, unmarked + "," + mention + "}").status())
                .isEqualTo(400);
    }

    @Test
    void unknownTagsAndScriptsDoNotSurvive() {
        var posted = ada.post(
                Api.GENERAL,
                Api.body(
                        "html",
                        "<p onclick=\"x()\">a<script>alert(1)</script><blink>b</blink><emoji id=\"smile\" alt=\"🙂\""
                                + " title=\"Smile\"></emoji><a href=\"javascript:x()\">c</a></p>"));
        assertThat(posted.json().path("body").path("content").asText())
                .isEqualTo("<p>ab<emoji id=\"smile\" alt=\"🙂\" title=\"Smile\"></emoji><a>c</a></p>");
    }

    @Test
    void inlineImageGetsAnAddressFromWhichItCanBeRead() {
        var bytes = new byte[] {1, 2, 3, 4};
        var posted = ada.post(
                Api.GROUP,
                "{\"body\":{\"contentType\":\"html\",\"content\":\"<img src=\\\"../hostedContents/1/$value\\\">\"},"
                        + "\"hostedContents\":[{\"@microsoft.graph.temporaryId\":\"1\",\"contentType\":\"image/png\",\"contentBytes\":\""
                        + Base64.getEncoder().encodeToString(bytes) + "\"}]}");
        var content = posted.json().path("body").path("content").asText();
        var url = content.substring(content.indexOf("http"), content.indexOf("$value") + 6);

        assertThat(url).contains("/messages/" + posted.json().path("id").asText() + "/hostedContents/");
        var image = ada.get(url.replace("@", "%40"));
        assertThat(image.body()).isEqualTo(bytes);
        assertThat(image.headers()).containsEntry("content-type", "image/png");
    }

    @Test
    void messageAboveTheLimitIsTooLarge() {
        assertThat(ada.post(Api.GENERAL, Api.body("text", "x".repeat(28 * 1024)))
                        .status())
                .isEqualTo(201);
        var refused = ada.post(Api.GENERAL, Api.body("text", "x".repeat(28 * 1024 + 1)));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.errorCode()).isEqualTo("RequestEntityTooLarge");
    }

    @Test
    void emptyAndMalformedBodiesAreBadRequests() {
        assertThat(ada.post(Api.GENERAL, Api.body("text", "  ")).status()).isEqualTo(400);
        assertThat(ada.post(Api.GENERAL, "{}").status()).isEqualTo(400);
        assertThat(ada.post(Api.GENERAL, "{\"body\":").status()).isEqualTo(400);
        assertThat(ada.post(Api.GENERAL, Api.body("markdown", "x")).status()).isEqualTo(400);
        assertThat(ada.post(Api.GENERAL, "[]").status()).isEqualTo(400);
    }

    @Test
    void authorAndTimeCannotBeChosen() {
        var claimed = "{\"body\":{\"content\":\"x\"},\"from\":{\"user\":{\"id\":\"" + Seed.BEN + "\"}}}";
        assertThat(ada.post(Api.GENERAL, claimed).status()).isEqualTo(400);
        var dated = "{\"body\":{\"content\":\"x\"},\"createdDateTime\":\"2020-01-01T00:00:00Z\"}";
        assertThat(ada.post(Api.GENERAL, dated).status()).isEqualTo(400);
    }

    @Test
    void importSetsAuthorAndTimeAndRefusesASecondMessageOfTheSameMillisecond() {
        var importer = new Api(emulator, emulator.applicationToken(java.util.Set.of("Teamwork.Migrate.All")));
        var message =
                "{\"body\":{\"content\":\"old\"},\"createdDateTime\":\"2020-01-01T00:00:00.123Z\",\"from\":{\"user\":{\"id\":\""
                        + Seed.BEN + "\"}}}";
        var channel = Api.PROJECT.substring(0, Api.PROJECT.lastIndexOf('/'));

        assertThat(importer.post(Api.PROJECT, message).status()).isEqualTo(403);
        assertThat(importer.post(channel + "/startMigration", "{}").status()).isEqualTo(204);
        var posted = importer.post(Api.PROJECT, message);
        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.json().path("id").asText()).isEqualTo("1577836800123");
        assertThat(posted.json().path("from").path("user").path("id").asText()).isEqualTo(Seed.BEN);
        assertThat(importer.post(Api.PROJECT, message).status()).isEqualTo(409);
        assertThat(importer.post(channel + "/completeMigration", "").status()).isEqualTo(204);
    }

    @Test
    void chatReplyQuotesTheMessageItAnswers() throws Exception {
        var first = ada.postText(Api.GROUP, "the question");
        var answer = ben.post(
                Api.GROUP + "/replyWithQuote",
                "{\"messageIds\":[\"" + first + "\"],\"replyMessage\":" + Api.body("html", "<p>the answer</p>") + "}");
        assertThat(answer.status()).isEqualTo(201);
        var message = answer.json();
        assertThat(message.path("replyToId").isNull()).isTrue();
        assertThat(message.path("body").path("content").asText())
                .isEqualTo("<attachment id=\"" + first + "\"></attachment><p>the answer</p>");
        var reference = message.path("attachments").get(0);
        assertThat(reference.path("contentType").asText()).isEqualTo("messageReference");
        var quoted = Api.MAPPER.readTree(reference.path("content").asText());
        assertThat(quoted.path("messagePreview").asText()).isEqualTo("the question");
        assertThat(quoted.path("messageSender").path("user").path("id").asText())
                .isEqualTo(Seed.ADA);

        var typed = emulator.people().post(Seed.ADA, Seed.GROUP_CHAT, "typed", java.util.Optional.of(first));
        assertThat(ada.get(Api.GROUP + "/" + typed)
                        .json()
                        .path("attachments")
                        .get(0)
                        .path("id")
                        .asText())
                .isEqualTo(first);
        assertThat(ben.post(
                                Api.GROUP + "/replyWithQuote",
                                "{\"messageIds\":[\"1\"],\"replyMessage\":" + Api.body("text", "x") + "}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void bothSpellingsOfKeysAreUnderstood() {
        var id = ada.postText(Api.GENERAL, "keys");
        var keyed = "/teams('" + Seed.TEAM + "')/channels('" + Api.encode(Seed.GENERAL) + "')/messages('" + id + "')";
        assertThat(ada.get(keyed.replace("'", "%27")).json().path("id").asText())
                .isEqualTo(id);
    }

    @Test
    void outsiderMayNotReadAPrivateChannel() {
        var leads = "/teams/" + Seed.TEAM + "/channels/" + Api.encode(Seed.LEADS) + "/messages";
        assertThat(Api.as(emulator, Seed.CARLA).get(leads).status()).isEqualTo(403);
        assertThat(ada.get(leads).status()).isEqualTo(200);
        assertThat(Api.as(emulator, Seed.DEV).get(Api.GROUP).status()).isEqualTo(403);
        assertThat(ada.get("/chats/19%3Anowhere@thread.v2/messages").status()).isEqualTo(404);
    }

    @Test
    void errorCarriesTheIdsOfTheRequest() {
        var missing = ada.get(Api.GENERAL + "/1234567890123");
        assertThat(missing.status()).isEqualTo(404);
        var inner = missing.json().path("error").path("innerError");
        assertThat(inner.path("client-request-id").asText()).isEqualTo("11111111-2222-3333-4444-555555555555");
        assertThat(inner.path("request-id").asText())
                .isEqualTo(missing.headers().get("request-id"));
    }
}
