package dev.footbridge.gchat.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static GchatEmulator emulator;
    private static Rest app;
    private static Rest reader;
    private static Rest relay;
    private static Rest grace;
    private static int rooms;
    private String space;
    private String messages;

    @BeforeAll
    static void start() {
        emulator = GchatEmulator.builder().start();
        app = new Rest(emulator, emulator.admin().appToken("chat.bot"));
        reader = new Rest(emulator, emulator.admin().appToken("chat.app.messages.readonly"));
        relay = new Rest(emulator, emulator.admin().userToken("relay", "chat.messages"));
        grace = new Rest(emulator, emulator.admin().userToken("grace", "chat.messages"));
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void freshSpace() {
        space = emulator.admin().addSpace("room-" + rooms++, "ada", "grace", "relay", "app");
        messages = "/v1/spaces/" + space + "/messages";
    }

    @Test
    void anAppPostsReadsEditsAndDeletes() throws Exception {
        Rest.Answer made = app.post(messages, "{'text': '*Hello* <users/" + emulator.userId("ada") + ">'}");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("/sender/type")).isEqualTo("BOT");
        assertThat(made.text("/text")).isEqualTo("*Hello* @Ada Lovelace");
        assertThat(made.text("/formattedText")).isEqualTo("*Hello* <users/" + emulator.userId("ada") + ">");
        assertThat(made.text("/annotations/0/userMention/user/displayName")).isEqualTo("Ada Lovelace");
        String path = "/v1/" + made.text("/name");
        assertThat(app.get(path).text("/space/displayName")).startsWith("room-");
        Rest.Answer edited = app.patch(path + "?updateMask=text", "{'text': 'bye'}");
        assertThat(edited.text("/text")).isEqualTo("bye");
        assertThat(edited.text("/lastUpdateTime")).isGreaterThan(edited.text("/createTime"));
        assertThat(app.delete(path).status()).isEqualTo(200);
        assertThat(app.get(path).error()).isEqualTo("NOT_FOUND");
        assertThat(app.delete(path).error()).isEqualTo("NOT_FOUND");
    }

    @Test
    void aRequestIdMakesOneMessage() throws Exception {
        Rest.Answer first = app.post(messages + "?requestId=r1", "{'text': 'once'}");
        Rest.Answer again = app.post(messages + "?requestId=r1", "{'text': 'other'}");

        assertThat(again.text("/name")).isEqualTo(first.text("/name"));
        assertThat(again.text("/text")).isEqualTo("once");
        assertThat(relay.post(messages + "?requestId=r1", "{'text': 'once'}").error())
                .isEqualTo("ALREADY_EXISTS");
        assertThat(reader.get(messages).json().path("messages")).hasSize(1);
    }

    @Test
    void aClientIdNamesTheMessage() throws Exception {
        Rest.Answer made = app.post(messages + "?messageId=client-a1", "{'text': 'one'}");

        assertThat(made.text("/clientAssignedMessageId")).isEqualTo("client-a1");
        assertThat(app.post(messages + "?messageId=client-a1", "{'text': 'two'}")
                        .error())
                .isEqualTo("ALREADY_EXISTS");
        assertThat(relay.post(messages + "?messageId=client-a1", "{'text': 'two'}")
                        .error())
                .isEqualTo("ALREADY_EXISTS");
        assertThat(app.get(messages + "/client-a1").text("/name")).isEqualTo(made.text("/name"));
        for (String bad : List.of("a1", "client-", "client-A", "client-" + "a".repeat(57))) {
            assertThat(app.post(messages + "?messageId=" + bad, "{'text': 'x'}").error())
                    .as(bad)
                    .isEqualTo("INVALID_ARGUMENT");
        }
    }

    @Test
    void allowMissingCreates() throws Exception {
        String path = messages + "/client-up?allowMissing=true&updateMask=text";

        assertThat(app.patch(path, "{'text': 'one'}").text("/clientAssignedMessageId"))
                .isEqualTo("client-up");
        assertThat(app.patch(path, "{'text': 'two'}").text("/text")).isEqualTo("two");
        assertThat(app.patch(messages + "/gone.gone?allowMissing=true&updateMask=text", "{'text': 'x'}")
                        .error())
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(app.patch(messages + "/client-no?updateMask=text", "{'text': 'x'}")
                        .error())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void threadsGoByNameAndByKey() throws Exception {
        Rest.Answer root = app.post(
                messages + "?messageReplyOption=REPLY_MESSAGE_OR_FAIL",
                "{'text': 'root', 'thread': {'threadKey': 'k'}}");
        Rest.Answer byKey = app.post(
                messages + "?messageReplyOption=REPLY_MESSAGE_OR_FAIL", "{'text': 'a', 'thread': {'threadKey': 'k'}}");
        String thread = root.text("/thread/name");
        Rest.Answer byName = relay.post(
                messages + "?messageReplyOption=REPLY_MESSAGE_OR_FAIL",
                "{'text': 'b', 'thread': {'name': '" + thread + "'}}");

        assertThat(root.json().has("threadReply")).isFalse();
        assertThat(byKey.text("/thread/name")).isEqualTo(thread);
        assertThat(byName.text("/thread/name")).isEqualTo(thread);
        assertThat(byName.json().path("threadReply").asBoolean()).isTrue();
        String unknown = "{'text': 'c', 'thread': {'name': 'spaces/" + space + "/threads/nope'}}";
        assertThat(app.post(messages + "?messageReplyOption=REPLY_MESSAGE_OR_FAIL", unknown)
                        .error())
                .isEqualTo("NOT_FOUND");
        assertThat(app.post(messages + "?messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD", unknown)
                        .text("/thread/name"))
                .isNotEqualTo(thread);
        assertThat(app.post(messages, "{'text': 'd', 'thread': {'name': '" + thread + "'}}")
                        .text("/thread/name"))
                .as("without an option a new thread begins")
                .isNotEqualTo(thread);
        JsonNode listed = reader.get(messages + "?filter=" + Rest.encode("thread.name = " + thread))
                .json();
        assertThat(listed.path("messages")).hasSize(3);
    }

    @Test
    void aRootWithRepliesNeedsForce() throws Exception {
        String root = relay.post(messages, "{'text': 'root'}").text("/name");
        String thread = relay.get("/v1/" + root).text("/thread/name");
        emulator.people().post("ada", space, "reply", java.util.Optional.of(root));

        assertThat(relay.delete("/v1/" + root).error()).isEqualTo("FAILED_PRECONDITION");
        assertThat(relay.delete("/v1/" + root + "?force=true").status()).isEqualTo(200);
        JsonNode left = relay.get(messages + "?showDeleted=true").json().path("messages");
        assertThat(left).hasSize(2);
        assertThat(left.get(0).at("/deletionMetadata/deletionType").asText()).isEqualTo("CREATOR_VIA_APP");
        assertThat(left.get(0).at("/thread/name").asText()).isEqualTo(thread);
        assertThat(relay.get(messages).json()).isEmpty();
    }

    @Test
    void nobodyChangesAnothersMessage() throws Exception {
        String people = emulator.people().post("grace", space, "mine");
        String own = app.post(messages, "{'text': 'app'}").text("/name");

        assertThat(app.patch(messages + "/" + people + "?updateMask=text", "{'text': 'x'}")
                        .error())
                .isEqualTo("PERMISSION_DENIED");
        assertThat(relay.delete(messages + "/" + people).error()).isEqualTo("PERMISSION_DENIED");
        assertThat(relay.delete("/v1/" + own).error()).isEqualTo("PERMISSION_DENIED");
        assertThat(grace.patch(messages + "/" + people + "?updateMask=text", "{'text': 'y'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void pagesGoThroughEverythingOnceInBothDirections() throws Exception {
        for (int i = 0; i < 7; i++) {
            app.post(messages, "{'text': 'm" + i + "'}");
        }
        for (String order : List.of("ASC", "create_time DESC")) {
            List<String> seen = new ArrayList<>();
            String token = "";
            do {
                String path = messages + "?pageSize=3&orderBy=" + Rest.encode(order) + "&pageToken=" + token;
                JsonNode page = reader.get(path).json();
                page.path("messages")
                        .forEach(message -> seen.add(message.path("text").asText()));
                token = page.path("nextPageToken").asText("");
                emulator.people().post("ada", space, "new");
            } while (!token.isEmpty());
            seen.removeIf("new"::equals);
            assertThat(seen).containsExactlyInAnyOrder("m0", "m1", "m2", "m3", "m4", "m5", "m6");
        }
    }

    @Test
    void timesBoundTheList() throws Exception {
        app.post(messages, "{'text': 'a'}");
        String middle = app.post(messages, "{'text': 'b'}").text("/createTime");
        app.post(messages, "{'text': 'c'}");

        String after = "create_time > \"" + middle + "\"";
        assertThat(reader.get(messages + "?filter=" + Rest.encode(after)).text("/messages/0/text"))
                .isEqualTo("c");
        String before = "create_time < \"" + middle + "\"";
        assertThat(reader.get(messages + "?filter=" + Rest.encode(before)).text("/messages/0/text"))
                .isEqualTo("a");
        for (String bad :
                List.of("create_time = \"" + middle + "\"", after + " OR " + before, "x", "text = \"a\"", "(")) {
            assertThat(reader.get(messages + "?filter=" + Rest.encode(bad)).error())
                    .as(bad)
                    .isEqualTo("INVALID_ARGUMENT");
        }
    }

    @Test
    void tooLongEmptyAndMixedUpAreRefused() throws Exception {
        assertThat(app.post(messages, "{'text': '" + "é".repeat(16_000) + "'}").status())
                .isEqualTo(200);
        assertThat(app.post(messages, "{'text': '" + "é".repeat(16_001) + "'}").error())
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(app.post(messages, "{}").error()).isEqualTo("INVALID_ARGUMENT");
        assertThat(app.post(messages, "[").error()).isEqualTo("INVALID_ARGUMENT");
        String card = "{'cardsV2': [{'cardId': 'c', 'card': {'header': {'title': 'Sasha'}}}]}";
        assertThat(relay.post(messages, card).error()).isEqualTo("INVALID_ARGUMENT");
        Rest.Answer made = app.post(messages, card);
        assertThat(made.text("/cardsV2/0/card/header/title")).isEqualTo("Sasha");
        assertThat(app.patch("/v1/" + made.text("/name") + "?updateMask=markupSyntax", "{}")
                        .error())
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(app.patch("/v1/" + made.text("/name"), "{'text': 'x'}").error())
                .isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void markdownHasEscapes() throws Exception {
        String body =
                "{'text': '**b** \\\\*x\\\\* \\\\<users/all> <users/all>', 'markupSyntax': 'MARKUP_SYNTAX_MARKDOWN'}";
        Rest.Answer made = app.post(messages, body);

        assertThat(made.text("/text")).isEqualTo("b *x* <users/all> @all");
        assertThat(made.json().path("annotations")).hasSize(1);
        String path = "/v1/" + made.text("/name") + "?markupSyntax=MARKUP_SYNTAX_MARKDOWN";
        assertThat(app.get(path).text("/formattedText")).isEqualTo("**b** \\*x\\* \\<users/all\\> <users/all>");
        assertThat(emulator.people().messages(space, 1).get(0).html())
                .isEqualTo("<b>b</b> *x* &lt;users/all&gt; <b>@all</b>");
    }

    @Test
    void namesShowAsTheVendorShowsThem() throws Exception {
        emulator.people().post("grace", space, "hello");
        emulator.admin().leave(space, "grace");

        assertThat(reader.get(messages).text("/messages/0/sender/displayName")).isEqualTo("Grace Hopper");
        JsonNode sender = relay.get(messages).json().at("/messages/0/sender");
        assertThat(sender.has("displayName")).isFalse();
        assertThat(sender.path("type").asText()).isEqualTo("HUMAN");
        emulator.admin().join(space, "grace");
        assertThat(relay.get(messages).text("/messages/0/sender/displayName")).isEqualTo("Grace Hopper");
    }

    @Test
    void withBotScopeAnAppReadsWhatIsAddressedToIt() throws Exception {
        String plain = emulator.people().post("ada", space, "hello");
        String addressed = emulator.people().post("ada", space, "hello @footbridge");

        assertThat(app.get(messages + "/" + plain).error()).isEqualTo("PERMISSION_DENIED");
        Rest.Answer read = app.get(messages + "/" + addressed);
        assertThat(read.text("/text")).isEqualTo("hello @Footbridge");
        assertThat(read.text("/argumentText")).isEqualTo("hello ");
        assertThat(app.get(messages).text("/error/details/0/reason")).isEqualTo("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
        assertThat(reader.get(messages + "/" + plain).status()).isEqualTo(200);
    }

    @Test
    void privateMessagesAreForOnePerson() throws Exception {
        String body = "{'text': 'psst', 'privateMessageViewer': {'name': 'users/" + emulator.userId("grace") + "'}}";
        String name = app.post(messages, body).text("/name");

        assertThat(grace.get("/v1/" + name).text("/text")).isEqualTo("psst");
        assertThat(relay.get("/v1/" + name).error()).isEqualTo("NOT_FOUND");
        assertThat(reader.get(messages).json()).isEmpty();
        assertThat(relay.post(messages, body).error()).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void quotesNeedTheLatestVersion() throws Exception {
        Rest.Answer quoted = app.post(messages, "{'text': 'a'}");
        String metadata = "{'text': 'b', 'quotedMessageMetadata': {'name': '" + quoted.text("/name")
                + "', 'lastUpdateTime': '" + quoted.text("/createTime") + "'}}";

        assertThat(app.post(messages, metadata).text("/quotedMessageMetadata/name"))
                .isEqualTo(quoted.text("/name"));
        app.patch("/v1/" + quoted.text("/name") + "?updateMask=text", "{'text': 'A'}");
        assertThat(app.post(messages, metadata).error()).isEqualTo("INVALID_ARGUMENT");
    }
}
