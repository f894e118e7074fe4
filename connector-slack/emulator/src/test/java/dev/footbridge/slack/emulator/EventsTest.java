package dev.footbridge.slack.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsTest {
    private SlackEmulator emulator;
    private Subscriber app;

    @BeforeEach
    void start() throws Exception {
        emulator = SlackEmulator.builder()
                .webhooks(WebhookSender.Options.defaults().withTimeScale(1_000))
                .start();
        app = new Subscriber().of(emulator);
    }

    @AfterEach
    void stop() {
        emulator.close();
        app.close();
    }

    @Test
    void aPersonsPostArrivesSignedWithARichTextBlock() throws Exception {
        String ts = emulator.people().post("ada", "general", "hello *you* @grace");
        settle();

        Subscriber.Received one = only();
        assertThat(one.signed()).isTrue();
        assertThat(one.header("content-type")).isEqualTo("application/json");
        assertThat(one.header("x-slack-retry-num")).isEmpty();
        assertThat(one.json().path("type").asText()).isEqualTo("event_callback");
        assertThat(one.json().path("team_id").asText()).isEqualTo(emulator.teamId());
        assertThat(one.json().path("authorizations").get(0).path("user_id").asText())
                .isEqualTo(emulator.botUserId());
        assertThat(one.event().path("ts").asText()).isEqualTo(ts);
        assertThat(one.event().path("user").asText()).isEqualTo(emulator.userId("ada"));
        assertThat(one.event().path("text").asText()).isEqualTo("hello *you* <@" + emulator.userId("grace") + ">");
        JsonNode elements = one.event().at("/blocks/0/elements/0/elements");
        assertThat(elements.get(1).at("/style/bold").asBoolean()).isTrue();
        assertThat(elements.get(3).path("user_id").asText()).isEqualTo(emulator.userId("grace"));
    }

    @Test
    void editsNameTheMessageAndWhatItWas() throws Exception {
        String ts = emulator.people().post("ada", "general", "one");
        emulator.people().edit("ada", "general", ts, "two");
        settle();

        JsonNode event = app.events().get(1);
        assertThat(event.path("subtype").asText()).isEqualTo("message_changed");
        assertThat(event.path("hidden").asBoolean()).isTrue();
        assertThat(event.at("/message/text").asText()).isEqualTo("two");
        assertThat(event.at("/message/edited/user").asText()).isEqualTo(emulator.userId("ada"));
        assertThat(event.at("/previous_message/text").asText()).isEqualTo("one");
        assertThat(event.at("/message/ts").asText()).isEqualTo(ts);
        assertThat(event.path("ts").asText()).isGreaterThan(ts);
    }

    @Test
    void deletingSaysDeletedAndAThreadsFirstMessageLeavesATombstone() throws Exception {
        String lone = emulator.people().post("ada", "general", "lone");
        String root = emulator.people().post("ada", "general", "root");
        emulator.people().post("grace", "general", "reply", Optional.of(root));
        emulator.people().delete("ada", "general", lone);
        emulator.people().delete("ada", "general", root);
        settle();

        JsonNode reply = app.events().get(2);
        assertThat(reply.path("thread_ts").asText()).isEqualTo(root);
        assertThat(reply.path("parent_user_id").asText()).isEqualTo(emulator.userId("ada"));
        JsonNode deleted = app.events().get(3);
        assertThat(deleted.path("subtype").asText()).isEqualTo("message_deleted");
        assertThat(deleted.path("deleted_ts").asText()).isEqualTo(lone);
        assertThat(deleted.at("/previous_message/text").asText()).isEqualTo("lone");
        JsonNode tombstone = app.events().get(4);
        assertThat(tombstone.path("subtype").asText()).isEqualTo("message_changed");
        assertThat(tombstone.at("/message/subtype").asText()).isEqualTo("tombstone");
        assertThat(tombstone.at("/message/reply_count").asInt()).isEqualTo(1);
        assertThat(tombstone.at("/previous_message/text").asText()).isEqualTo("root");
    }

    @Test
    void reactionsNameTheEmojiTheItemAndItsAuthor() throws Exception {
        String ts = emulator.people().post("ada", "general", "nice");
        emulator.people().react("grace", "general", ts, "👍");
        emulator.people().react("grace", "general", ts, "👍");
        emulator.people().unreact("grace", "general", ts, "👍");
        settle();

        assertThat(app.events()).hasSize(3);
        JsonNode added = app.events().get(1);
        assertThat(added.path("type").asText()).isEqualTo("reaction_added");
        assertThat(added.path("reaction").asText()).isEqualTo("+1");
        assertThat(added.at("/item/ts").asText()).isEqualTo(ts);
        assertThat(added.path("item_user").asText()).isEqualTo(emulator.userId("ada"));
        assertThat(app.events().get(2).path("type").asText()).isEqualTo("reaction_removed");
    }

    @Test
    void theAppHearsOnlyOfConversationsItsBotIsInAndItsScopesReach() throws Exception {
        emulator.people().post("ada", "lounge", "not for bots");
        emulator.admin().changeBotScopes(Set.of("channels:history"));
        emulator.people().post("ada", "leads", "needs groups:history");
        String heard = emulator.people().post("ada", "general", "heard");
        emulator.people().react("ada", "general", heard, "👀");
        settle();

        assertThat(app.events()).hasSize(1);
        assertThat(only().event().path("ts").asText()).isEqualTo(heard);
        assertThat(emulator.admin().unheardEvents()).isEqualTo(3);
    }

    @Test
    void membershipAndNamesAreTold() throws Exception {
        emulator.admin().addUser("linus", "Linus", "linus@example.com");
        emulator.admin().join("general", "linus");
        emulator.admin().leave("general", "linus");
        emulator.admin().rename("general", "everyone", "ada");
        settle();

        assertThat(app.events())
                .extracting(event -> event.path("type").asText() + "/"
                        + event.path("subtype").asText())
                .containsExactly(
                        "member_joined_channel/",
                        "message/channel_join",
                        "member_left_channel/",
                        "message/channel_leave",
                        "channel_rename/",
                        "message/channel_name");
        assertThat(app.events().get(4).at("/channel/name").asText()).isEqualTo("everyone");
    }

    @Test
    void aSharedChannelNamesTheSendersOrganisation() throws Exception {
        String guest = emulator.admin().addExternalUser("eve", "Eve", "T0OTHER001");
        String room = emulator.admin().addChannel("shared", "ada", "eve", emulator.botUserId());
        emulator.admin().share(room);
        emulator.people().post(guest, room, "from outside");
        settle();

        assertThat(only().json().path("team_id").asText()).isEqualTo("T0OTHER001");
        assertThat(only().json().at("/authorizations/0/team_id").asText()).isEqualTo(emulator.teamId());
        assertThat(only().json().path("is_ext_shared_channel").asBoolean()).isTrue();
        assertThat(only().event().path("source_team").asText()).isEqualTo("T0OTHER001");
    }

    @Test
    void aBroadcastReplyCarriesItsRootAndAnotherAppHasNoUser() throws Exception {
        String root = emulator.people().post("ada", "general", "root");
        emulator.admin().broadcastReply("grace", "general", "to all", root);
        emulator.admin().postAsOtherApp("general", "weather", "rain");
        settle();

        JsonNode broadcast = app.events().get(1);
        assertThat(broadcast.path("subtype").asText()).isEqualTo("thread_broadcast");
        assertThat(broadcast.at("/root/text").asText()).isEqualTo("root");
        JsonNode foreign = app.events().get(2);
        assertThat(foreign.path("subtype").asText()).isEqualTo("bot_message");
        assertThat(foreign.has("user")).isFalse();
    }

    @Test
    void aLinkPreviewChangesTheMessageWithoutAnEdit() throws Exception {
        String ts = emulator.people().post("ada", "general", "see https://a.example/");
        emulator.admin().unfurl("general", ts, "https://a.example/", "A page");
        settle();

        JsonNode changed = app.events().get(1);
        assertThat(changed.path("subtype").asText()).isEqualTo("message_changed");
        assertThat(changed.at("/message").has("edited")).isFalse();
        assertThat(changed.at("/message/text")).isEqualTo(changed.at("/previous_message/text"));
        assertThat(changed.at("/message/attachments/0/title").asText()).isEqualTo("A page");
    }

    @Test
    void failedDeliveriesAreRepeatedThreeTimesWithAFreshSignature() throws Exception {
        for (int i = 0; i < 4; i++) {
            app.answers.add(new Subscriber.Answer(500, Map.of()));
        }
        emulator.people().post("ada", "general", "again and again");
        settle();

        assertThat(app.received).hasSize(4).allMatch(Subscriber.Received::signed);
        assertThat(app.received.stream().map(one -> one.header("x-slack-retry-num")))
                .containsExactly("", "1", "2", "3");
        assertThat(app.received.get(1).header("x-slack-retry-reason")).isEqualTo("http_error");
        assertThat(app.received.stream().map(one -> one.json().path("event_id").asText()))
                .containsOnly(app.received.get(0).json().path("event_id").asText());
        assertThat(emulator.webhooks().counts().abandoned()).isEqualTo(1);
    }

    @Test
    void theNoRetryHeaderIsObeyed() throws Exception {
        app.answers.add(new Subscriber.Answer(500, Map.of("X-Slack-No-Retry", "1")));
        emulator.people().post("ada", "general", "once");
        settle();

        assertThat(app.received).hasSize(1);
    }

    @Test
    void deliveriesOfOneConversationArriveInOrder() throws Exception {
        for (int i = 0; i < 60; i++) {
            emulator.people().post("ada", "general", "message " + i);
        }
        settle();

        List<String> stamps =
                app.events().stream().map(event -> event.path("ts").asText()).toList();
        assertThat(stamps).hasSize(60).isSorted();
    }

    @Test
    void deliveriesCanBeDroppedDoubledAndReordered() throws Exception {
        emulator.faults().add(Fault.dropDelivery().on("message").times(1));
        emulator.faults().add(Fault.duplicateDelivery().on("message").times(1));
        emulator.faults().add(Fault.reorderDelivery().on("message").times(1));
        for (String text : List.of("dropped", "doubled", "late", "early")) {
            emulator.people().post("ada", "general", text);
        }
        settle();

        assertThat(app.events())
                .extracting(event -> event.path("text").asText())
                .containsExactly("doubled", "doubled", "early", "late");
    }

    @Test
    void aUrlThatDoesNotAnswerTheChallengeIsRefused() {
        assertThatThrownBy(() -> emulator.subscribe(URI.create(app.url() + "/../nothing")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLoadRunSendsEveryMessageOnceInOrderPerChannel() throws Exception {
        LoadResult result = emulator.load(LoadPlan.flood(List.of("general", "random"), "ada", 200, 32));

        assertThat(result.accepted()).isEqualTo(200);
        assertThat(result.refused()).isZero();
        assertThat(app.received).hasSize(200).allMatch(Subscriber.Received::signed);
        String general = emulator.channelId("general");
        List<String> stamps = app.events().stream()
                .filter(event -> event.path("channel").asText().equals(general))
                .map(event -> event.path("ts").asText())
                .toList();
        assertThat(stamps).hasSize(100).isSorted();
        assertThat(emulator.people().messages("general", 1_000)).hasSize(100);
    }

    private Subscriber.Received only() {
        assertThat(app.received).hasSize(1);
        return app.received.get(0);
    }

    private void settle() throws InterruptedException {
        assertThat(emulator.awaitDeliveries(Duration.ofSeconds(10))).isTrue();
    }
}
