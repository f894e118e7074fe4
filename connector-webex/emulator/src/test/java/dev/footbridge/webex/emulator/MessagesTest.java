package dev.footbridge.webex.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.ClientMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private WebexEmulator webex;
    private Api relay;
    private Api ada;
    private Api bot;
    private String general;

    @BeforeEach
    void start() {
        webex = WebexEmulator.builder().start();
        relay = new Api(webex, webex.relayToken());
        ada = new Api(webex, webex.userToken("ada"));
        bot = new Api(webex, webex.botToken());
        general = webex.roomId("General");
    }

    @AfterEach
    void stop() {
        webex.close();
    }

    private Api.Answer post(Api api, String... more) {
        return api.post("/messages", Api.body(more).put("roomId", general));
    }

    private List<ClientMessage> shown() {
        return webex.people().messages(general, 10);
    }

    @Test
    void whatIsPostedIsSeenAndRead() {
        Api.Answer posted = post(relay, "text", "hello");
        assertThat(posted.status()).isEqualTo(200);
        assertThat(posted.get("personId")).isEqualTo(webex.relayPersonId());
        assertThat(relay.get("/messages/" + posted.get("id")).json()).isEqualTo(posted.json());
        assertThat(shown()).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo(posted.get("id"));
            assertThat(message.text()).isEqualTo("hello");
            assertThat(message.authorId()).isEqualTo(webex.relayPersonId());
        });
    }

    @Test
    void markdownBecomesHtmlAndText() {
        Api.Answer posted = post(relay, "markdown", "**bold** _it_ [a](https://x.example) `c`\n\n- one\n- two");
        assertThat(posted.get("html"))
                .contains("<strong>bold</strong>")
                .contains("<em>it</em>")
                .contains("<a href=\"https://x.example\" rel=\"nofollow\">a</a>")
                .contains("<code>c</code>")
                .contains("<li>one</li>");
        assertThat(posted.get("text")).startsWith("bold it a c").contains("two").doesNotContain("*");
        assertThat(shown().get(0).html()).contains("<b>bold</b>").contains("<i>it</i>");
        assertThat(post(relay, "markdown", "a ~~b~~ |c|").get("text")).isEqualTo("a ~~b~~ |c|");
    }

    @Test
    void aSingleLineEndIsASpaceUnlessTwoSpacesGoBefore() {
        assertThat(post(relay, "markdown", "a\nb  \nc\n\nd").get("text")).isEqualTo("a b\nc\nd");
        assertThat(shown().get(0).text()).isEqualTo("a b\nc\nd");
        assertThat(post(relay, "markdown", "```\na\n\n  b\n```\n> q\n\nend").get("text"))
                .isEqualTo("a\n\n  b\nq\nend");
    }

    @Test
    void mentionsRingMembersOnly() {
        String grace = webex.personId("grace");
        Api.Answer posted = post(
                relay,
                "markdown",
                "<@personEmail:ada@example.com|Ada L> and <@personId:" + grace
                        + "> and <@personEmail:no@example.com|Nobody>");
        assertThat(posted.json().path("mentionedPeople"))
                .extracting(one -> one.asText())
                .containsExactly(webex.personId("ada"), grace);
        assertThat(posted.get("text")).isEqualTo("Ada L and Grace Hopper and Nobody");
        assertThat(posted.get("html"))
                .contains("<spark-mention data-object-type=\"person\" data-object-id=\"" + grace + "\">Grace Hopper<");
        assertThat(webex.people().mentioned(general, posted.get("id")))
                .containsExactlyInAnyOrder(webex.personId("ada"), grace);
        Api.Answer everybody = post(relay, "markdown", "<@all> look");
        assertThat(everybody.json().path("mentionedGroups").toString()).isEqualTo("[\"all\"]");
        assertThat(webex.people().mentioned(general, everybody.get("id"))).hasSize(6);
    }

    @Test
    void inPlainTextNothingIsAMention() {
        Api.Answer posted = post(relay, "text", "<@all> <@personEmail:ada@example.com>");
        assertThat(posted.json().has("mentionedGroups")).isFalse();
        assertThat(posted.json().has("mentionedPeople")).isFalse();
        assertThat(webex.people().mentioned(general, posted.get("id"))).isEmpty();
        Api.Answer escaped = post(relay, "markdown", "&lt;@all&gt; `<\u2060@all>` <@someone>");
        assertThat(webex.people().mentioned(general, escaped.get("id"))).isEmpty();
    }

    @Test
    void whatMayBeAMentionRingsThoughTheApiDoesNotTellIt() {
        for (String markdown : List.of(
                "`<@all>`",
                "\\<@all>",
                "<spark-mention data-object-type=\"groupMention\" data-group-type=\"all\">All</spark-mention>")) {
            Api.Answer posted = post(relay, "markdown", markdown);
            assertThat(posted.json().has("mentionedGroups")).isFalse();
            assertThat(posted.get("html")).doesNotContain("<spark-mention");
            assertThat(webex.people().mentioned(general, posted.get("id"))).hasSize(6);
        }
        String tag = "<spark-mention data-object-id=\"" + webex.personId("ada") + "\">Ada</spark-mention>";
        String id = post(relay, "markdown", "a " + tag).get("id");
        assertThat(webex.people().mentioned(general, id)).containsExactly(webex.personId("ada"));
        relay.delete("/messages/" + id);
        assertThat(webex.people().mentioned(general, id)).isEmpty();
    }

    @Test
    void greedyMentionsRingInCodeToo() {
        try (WebexEmulator greedy = WebexEmulator.builder().greedyMentions(true).start()) {
            Api api = new Api(greedy, greedy.relayToken());
            ObjectNode body = Api.body("roomId", greedy.roomId("General"), "markdown", "`<@all>`");
            assertThat(api.post("/messages", body)
                            .json()
                            .path("mentionedGroups")
                            .size())
                    .isEqualTo(1);
        }
    }

    @Test
    void rawHtmlIsCleaned() {
        String html = post(relay, "markdown", "a <script>x()</script> <b>b</b> <a href=\"javascript:x()\">c</a>")
                .get("html");
        assertThat(html).doesNotContain("script").contains("<b>b</b>");
        assertThat(post(relay, "markdown", "![the *cat*](https://x.example/cat.png)")
                        .get("html"))
                .isEqualTo("<p>the <em>cat</em></p>");
    }

    @Test
    void deepNestingIsAnsweredQuickly() {
        String deep = ">".repeat(MessageReader.MAX_BYTES - 1) + "x";
        assertThat(post(relay, "markdown", deep).status()).isEqualTo(200);
        assertThat(post(relay, "markdown", "*".repeat(3_000) + "x" + "*".repeat(3_000))
                        .status())
                .isEqualTo(200);
        assertThat(post(relay, "markdown", "[".repeat(MessageReader.MAX_BYTES)).status())
                .isEqualTo(200);
    }

    @Test
    void lengthIsCountedInBytes() {
        assertThat(post(relay, "text", "é".repeat(3_719)).status()).isEqualTo(200);
        assertThat(post(relay, "text", "é".repeat(3_720)).status()).isEqualTo(400);
        assertThat(post(relay, "markdown", "x".repeat(7_439)).status()).isEqualTo(200);
        assertThat(post(relay, "markdown", "x".repeat(7_440)).status()).isEqualTo(400);
    }

    @Test
    void whatIsIncompleteIsRefused() {
        assertThat(post(relay).status()).isEqualTo(400);
        assertThat(relay.post("/messages", Api.body("text", "x")).status()).isEqualTo(400);
        assertThat(post(relay, "text", "x", "toPersonEmail", "ada@example.com").status())
                .isEqualTo(400);
        assertThat(relay.post("/messages", Api.body("roomId", "nonsense", "text", "x"))
                        .status())
                .isEqualTo(400);
        Api.Answer unknown = relay.post(
                "/messages",
                Api.body("roomId", Ids.of(Ids.Kind.ROOM, "00000000-0000-4000-8000-000000000000"), "text", "x"));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.get("message")).isNotEmpty();
        assertThat(unknown.json().path("errors").get(0).path("description").asText())
                .isNotEmpty();
        assertThat(unknown.get("trackingId")).isEqualTo(unknown.header("trackingid"));
    }

    @Test
    void threadsAreOneLevelDeep() {
        String root = post(relay, "text", "root").get("id");
        Api.Answer reply = post(ada, "text", "reply", "parentId", root);
        assertThat(reply.get("parentId")).isEqualTo(root);
        assertThat(post(relay, "text", "x", "parentId", reply.get("id")).status())
                .isEqualTo(400);
        assertThat(post(relay, "text", "x", "parentId", webex.people().post("ada", "Random", "elsewhere"))
                        .status())
                .isEqualTo(404);
        assertThat(relay.get("/messages?roomId=" + general + "&parentId=" + root)
                        .all("id"))
                .containsExactly(reply.get("id"));
        assertThat(shown().get(1).threadId()).contains(root);
        relay.delete("/messages/" + root);
        assertThat(relay.get("/messages/" + reply.get("id")).get("parentId")).isEqualTo(root);
    }

    @Test
    void aReplyAsParentMayMeanItsThread() {
        String root = post(relay, "text", "root").get("id");
        String reply = post(ada, "text", "reply", "parentId", root).get("id");
        webex.repliesToReplies(true);
        assertThat(post(relay, "text", "x", "parentId", reply).get("parentId")).isEqualTo(root);
    }

    @Test
    void tenEditsAndNoMore() {
        String id = post(relay, "text", "v0").get("id");
        for (int i = 1; i <= 10; i++) {
            Api.Answer edited = relay.put("/messages/" + id, Api.body("roomId", general, "markdown", "**v" + i + "**"));
            assertThat(edited.status()).isEqualTo(200);
            assertThat(edited.json().has("updated")).isTrue();
        }
        assertThat(relay.put("/messages/" + id, Api.body("roomId", general, "text", "v11"))
                        .status())
                .isEqualTo(400);
        assertThat(shown().get(0).text()).isEqualTo("v10");
        assertThat(shown().get(0).edited()).isTrue();
    }

    @Test
    void editsAreOwnWithRoomAndWithoutHtml() {
        String id = post(relay, "text", "mine").get("id");
        assertThat(ada.put("/messages/" + id, Api.body("roomId", general, "text", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(relay.put("/messages/" + id, Api.body("text", "x")).status()).isEqualTo(400);
        assertThat(relay.put("/messages/" + id, Api.body("roomId", webex.roomId("Random"), "text", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(relay.put("/messages/" + id, Api.body("roomId", general, "text", "x", "html", "<p>x</p>"))
                        .status())
                .isEqualTo(400);
        assertThat(relay.put("/messages/" + id, Api.body("roomId", general)).status())
                .isEqualTo(400);
    }

    @Test
    void cardsAreOneAndCannotBeEdited() {
        ObjectNode body = Api.body("roomId", general, "text", "fallback");
        ObjectNode card = body.putArray("attachments").addObject();
        card.put("contentType", "application/vnd.microsoft.card.adaptive");
        card.putObject("content")
                .put("type", "AdaptiveCard")
                .put("version", "1.3")
                .putArray("body");
        Api.Answer posted = bot.post("/messages", body);
        assertThat(posted.json().path("attachments")).hasSize(1);
        assertThat(bot.put("/messages/" + posted.get("id"), Api.body("roomId", general, "text", "x"))
                        .status())
                .isEqualTo(400);
        body.withArray("attachments").add(card.deepCopy());
        assertThat(bot.post("/messages", body).status()).isEqualTo(400);

        ObjectNode submit = Api.body("type", "submit", "messageId", posted.get("id"));
        submit.putObject("inputs").put("name", "Ada");
        Api.Answer action = ada.post("/attachment/actions", submit);
        assertThat(action.status()).isEqualTo(202);
        assertThat(bot.get("/attachment/actions/" + action.get("id")).json()).isEqualTo(action.json());
    }

    @Test
    void deletingIsForAuthorsAndModerators() {
        String mine = post(relay, "text", "mine").get("id");
        assertThat(ada.delete("/messages/" + mine).status()).isEqualTo(403);
        webex.moderate("General", "ada");
        assertThat(ada.delete("/messages/" + mine).status()).isEqualTo(204);
        assertThat(relay.get("/messages/" + mine).status()).isEqualTo(404);
        assertThat(relay.delete("/messages/" + mine).status()).isEqualTo(404);
        assertThat(shown()).isEmpty();
    }

    @Test
    void aMessageToAPersonOpensTheirRoom() {
        Api.Answer first = relay.post("/messages", Api.body("toPersonEmail", "ada@example.com", "text", "psst"));
        Api.Answer second = relay.post("/messages", Api.body("toPersonId", webex.personId("ada"), "text", "psst 2"));
        assertThat(second.get("roomId")).isEqualTo(first.get("roomId"));
        assertThat(first.get("roomType")).isEqualTo("direct");
        assertThat(ada.get("/rooms/" + first.get("roomId")).get("title")).isEqualTo("Footbridge Relay");
        assertThat(relay.get("/messages/direct?personEmail=ada@example.com").all("text"))
                .containsExactly("psst 2", "psst");
        assertThat(relay.get("/messages/direct?personEmail=alan@example.com").status())
                .isEqualTo(404);
        assertThat(new Api(webex, webex.userToken("grace"))
                        .get("/messages/" + first.get("id"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void botsSeeOnlyWhatMentionsThem() {
        String plain = webex.people().post("ada", general, "to nobody");
        String called = webex.people().post("ada", general, "hi @footbridge");
        assertThat(bot.get("/messages?roomId=" + general).status()).isEqualTo(403);
        assertThat(bot.get("/messages?roomId=" + general + "&mentionedPeople=me")
                        .all("id"))
                .containsExactly(called);
        assertThat(bot.get("/messages/" + plain).status()).isEqualTo(404);
        assertThat(bot.get("/messages/" + called).status()).isEqualTo(200);
        assertThat(relay.get("/messages?roomId=" + general).all("id")).containsExactly(called, plain);
        assertThat(bot.get("/messages?roomId=" + general + "&mentionedPeople=" + webex.personId("ada"))
                        .status())
                .isEqualTo(400);
        String direct = webex.directRoom("ada", "footbridge");
        String private1 = webex.people().post("ada", direct, "no mention");
        assertThat(bot.get("/messages?roomId=" + direct).all("id")).containsExactly(private1);
    }

    @Test
    void announcementRoomsAreForModerators() {
        webex.moderate("General", "relay");
        ObjectNode body = Api.body("title", "General").put("isAnnouncementOnly", true);
        assertThat(relay.put("/rooms/" + general, body).status()).isEqualTo(200);
        assertThat(post(ada, "text", "x").status()).isEqualTo(403);
        assertThat(post(relay, "text", "x").status()).isEqualTo(200);
    }

    @Test
    void otherContentTypesAreRefused() {
        assertThat(relay.send(
                                "POST",
                                webex.apiUrl() + "/messages",
                                "application/xml",
                                "<x/>".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(415);
        assertThat(relay.send(
                                "POST",
                                webex.apiUrl() + "/messages",
                                "application/json",
                                "{".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);
    }
}
