package dev.footbridge.slack.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.MethodsConfig;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.model.Message;
import com.slack.api.util.http.SlackHttpClient;
import dev.footbridge.testkit.emulator.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vendor's own client, unchanged but for the address, and told to fail on members it does not know. */
class OfficialClientTest {
    private static SlackEmulator emulator;
    private static Slack slack;
    private MethodsClient bot;
    private String channel;

    @BeforeAll
    static void start() {
        emulator = SlackEmulator.builder().start();
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(emulator.apiUrl());
        config.setMethodsConfig(MethodsConfig.builder().statsEnabled(false).build());
        config.setFailOnUnknownProperties(true);
        slack = Slack.getInstance(config);
    }

    @AfterAll
    static void stop() throws Exception {
        slack.close();
        emulator.close();
    }

    @BeforeEach
    void freshChannel() {
        bot = slack.methods(emulator.botToken());
        channel = emulator.admin().addChannel("room-" + System.nanoTime(), "ada", "grace", emulator.botUserId());
    }

    @Test
    void knowsWhoAsks() throws Exception {
        var bots = bot.authTest(r -> r);
        assertThat(bots.isOk()).isTrue();
        assertThat(bots.getBotId()).isEqualTo(emulator.botId());
        assertThat(bots.getTeamId()).isEqualTo(emulator.teamId());
        assertThat(bots.getHttpResponseHeaders().get("x-oauth-scopes").get(0)).contains("chat:write");

        var ada = slack.methods(emulator.userToken("ada")).authTest(r -> r);
        assertThat(ada.getUserId()).isEqualTo(emulator.userId("ada"));
    }

    @Test
    void postsEditsAndDeletes() throws Exception {
        ChatPostMessageResponse posted = post("first & <b> <@" + emulator.userId("ada") + ">");
        assertThat(posted.getMessage().getText()).isEqualTo("first &amp; &lt;b&gt; <@" + emulator.userId("ada") + ">");

        var edited = bot.chatUpdate(r -> r.channel(channel).ts(posted.getTs()).text("second"));
        assertThat(edited.isOk()).isTrue();
        Message shown = history().getMessages().get(0);
        assertThat(shown.getText()).isEqualTo("second");
        assertThat(shown.getEdited().getUser()).isEqualTo(emulator.botUserId());

        assertThat(bot.chatDelete(r -> r.channel(channel).ts(posted.getTs())).isOk())
                .isTrue();
        assertThat(history().getMessages()).isEmpty();
        assertThat(bot.chatDelete(r -> r.channel(channel).ts(posted.getTs())).getError())
                .isEqualTo("message_not_found");
    }

    @Test
    void postsUnderAChosenNameWithMetadata() throws Exception {
        var metadata = Message.Metadata.builder()
                .eventType("bridged")
                .eventPayload(Map.of("r", "abc"))
                .build();
        var posted = bot.chatPostMessage(r -> r.channel(channel)
                .text("hi")
                .username("Grace (elsewhere)")
                .iconUrl("https://example.com/grace.png")
                .metadata(metadata));

        assertThat(posted.getMessage().getSubtype()).isEqualTo("bot_message");
        assertThat(posted.getMessage().getUsername()).isEqualTo("Grace (elsewhere)");
        assertThat(posted.getMessage().getUser()).isNull();
        assertThat(history().getMessages().get(0).getMetadata()).isNull();
        var withMetadata = bot.conversationsHistory(r -> r.channel(channel).includeAllMetadata(true));
        assertThat(withMetadata.getMessages().get(0).getMetadata().getEventPayload())
                .containsEntry("r", "abc");
        assertThat(bot.chatUpdate(r -> r.channel(channel).ts(posted.getTs()).text("still mine"))
                        .isOk())
                .isTrue();
    }

    @Test
    void keepsThreads() throws Exception {
        String root = post("root").getTs();
        var reply = bot.chatPostMessage(r -> r.channel(channel).text("reply").threadTs(root));
        bot.chatPostMessage(
                r -> r.channel(channel).text("to all").threadTs(root).replyBroadcast(true));

        List<Message> inChannel = history().getMessages();
        assertThat(inChannel).extracting(Message::getText).containsExactly("to all", "root");
        assertThat(inChannel.get(0).getSubtype()).isEqualTo("thread_broadcast");
        assertThat(inChannel.get(1).getReplyCount()).isEqualTo(2);
        var thread = bot.conversationsReplies(r -> r.channel(channel).ts(root));
        assertThat(thread.getMessages()).extracting(Message::getText).containsExactly("root", "reply", "to all");
        assertThat(bot.chatPostMessage(r -> r.channel(channel).text("x").threadTs(reply.getTs()))
                        .getError())
                .isEqualTo("cannot_reply_to_message");

        bot.chatDelete(r -> r.channel(channel).ts(root));
        assertThat(history().getMessages().get(1).getSubtype()).isEqualTo("tombstone");
    }

    @Test
    void reacts() throws Exception {
        String ts = post("nice").getTs();

        assertThat(bot.reactionsAdd(r -> r.channel(channel).timestamp(ts).name("thumbsup"))
                        .isOk())
                .isTrue();
        assertThat(bot.reactionsAdd(r -> r.channel(channel).timestamp(ts).name("thumbsup"))
                        .getError())
                .isEqualTo("already_reacted");
        assertThat(bot.reactionsAdd(r -> r.channel(channel).timestamp(ts).name("no_such_emoji"))
                        .getError())
                .isEqualTo("invalid_name");
        var got = bot.reactionsGet(r -> r.channel(channel).timestamp(ts));
        assertThat(got.getMessage().getReactions().get(0).getUsers()).containsExactly(emulator.botUserId());
        assertThat(bot.reactionsRemove(r -> r.channel(channel).timestamp(ts).name("thumbsup"))
                        .isOk())
                .isTrue();
        assertThat(bot.reactionsRemove(r -> r.channel(channel).timestamp(ts).name("thumbsup"))
                        .getError())
                .isEqualTo("no_reaction");
    }

    @Test
    void pagesThroughHistory() throws Exception {
        List<String> stamps = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            stamps.add(post("m" + i).getTs());
        }
        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor;
            var page = bot.conversationsHistory(r -> r.channel(channel).limit(3).cursor(from));
            page.getMessages().forEach(message -> read.add(0, message.getTs()));
            cursor = page.isHasMore() ? page.getResponseMetadata().getNextCursor() : null;
        } while (cursor != null);
        assertThat(read).isEqualTo(stamps);

        var exclusive = bot.conversationsHistory(
                r -> r.channel(channel).oldest(stamps.get(1)).latest(stamps.get(4)));
        assertThat(exclusive.getMessages()).extracting(Message::getText).containsExactly("m3", "m2");
        var inclusive = bot.conversationsHistory(r ->
                r.channel(channel).oldest(stamps.get(1)).latest(stamps.get(4)).inclusive(true));
        assertThat(inclusive.getMessages()).extracting(Message::getText).containsExactly("m4", "m3", "m2", "m1");
        assertThat(bot.conversationsHistory(r -> r.channel(channel).cursor("nonsense"))
                        .getError())
                .isEqualTo("invalid_cursor");
    }

    @Test
    void listsPeopleAndConversations() throws Exception {
        var users = bot.usersList(r -> r.limit(2));
        assertThat(users.getMembers()).hasSize(2);
        assertThat(users.getResponseMetadata().getNextCursor()).isNotEmpty();
        assertThat(bot.usersInfo(r -> r.user(emulator.userId("ada")))
                        .getUser()
                        .getProfile()
                        .getEmail())
                .isEqualTo("ada@example.com");
        assertThat(bot.usersLookupByEmail(r -> r.email("grace@example.com"))
                        .getUser()
                        .getName())
                .isEqualTo("grace");
        assertThat(bot.usersLookupByEmail(r -> r.email("nobody@example.com")).getError())
                .isEqualTo("users_not_found");
        var all = bot.conversationsList(
                r -> r.types(List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.PRIVATE_CHANNEL))
                        .limit(500));
        assertThat(all.getChannels()).extracting(Conversation::getName).contains("general", "leads", "lounge");
        assertThat(bot.conversationsMembers(r -> r.channel(channel)).getMembers())
                .containsExactly(emulator.userId("ada"), emulator.userId("grace"), emulator.botUserId());
        assertThat(bot.conversationsInfo(r -> r.channel(channel)).getChannel().isMember())
                .isTrue();
        assertThat(bot.teamInfo(r -> r).getTeam().getId()).isEqualTo(emulator.teamId());
        assertThat(bot.botsInfo(r -> r.bot(emulator.botId())).getBot().getUserId())
                .isEqualTo(emulator.botUserId());
    }

    @Test
    void joinsAndOpensConversations() throws Exception {
        String lounge = emulator.channelId("lounge");
        assertThat(bot.chatPostMessage(r -> r.channel(lounge).text("x")).getError())
                .isEqualTo("not_in_channel");
        assertThat(bot.conversationsJoin(r -> r.channel(lounge)).isOk()).isTrue();
        assertThat(bot.conversationsJoin(r -> r.channel(lounge)).getWarning()).isEqualTo("already_in_channel");
        assertThat(bot.chatPostMessage(r -> r.channel(lounge).text("x")).isOk()).isTrue();
        bot.conversationsLeave(r -> r.channel(lounge));

        var opened = bot.conversationsOpen(r -> r.users(List.of(emulator.userId("ada"))));
        assertThat(bot.chatPostMessage(
                                r -> r.channel(opened.getChannel().getId()).text("psst"))
                        .isOk())
                .isTrue();
        assertThat(bot.chatPostMessage(r -> r.channel(emulator.userId("ada")).text("again"))
                        .getChannel())
                .isEqualTo(opened.getChannel().getId());
    }

    @Test
    void refusesWhatTheVendorRefuses() throws Exception {
        String ts = emulator.people().post("ada", channel, "mine");

        assertThat(bot.chatPostMessage(r -> r.channel("C0NOTHING0").text("x")).getError())
                .isEqualTo("channel_not_found");
        assertThat(bot.chatPostMessage(r -> r.channel(channel)).getError()).isEqualTo("no_text");
        assertThat(bot.chatUpdate(r -> r.channel(channel).ts(ts).text("x")).getError())
                .isEqualTo("cant_update_message");
        assertThat(bot.chatDelete(r -> r.channel(channel).ts(ts)).getError()).isEqualTo("cant_delete_message");
        String own = post("own").getTs();
        assertThat(bot.chatUpdate(r -> r.channel(channel).ts(own).text("x".repeat(4_001)))
                        .getError())
                .isEqualTo("msg_too_long");
        var cut = bot.chatPostMessage(r -> r.channel(channel).text("x".repeat(40_001)));
        assertThat(cut.getMessage().getText()).hasSize(40_000);
        assertThat(cut.getWarning()).isEqualTo("message_truncated");
        assertThat(bot.chatPostMessage(r -> r.channel(channel).blocksAsString("[{\"type\":\"nonsense\"}]"))
                        .getError())
                .isEqualTo("invalid_blocks");
        emulator.admin().archive(channel, true);
        assertThat(bot.chatPostMessage(r -> r.channel(channel).text("x")).getError())
                .isEqualTo("is_archived");
    }

    @Test
    void tellsTokensApart() throws Exception {
        assertThat(slack.methods("")
                        .chatPostMessage(r -> r.channel(channel).text("x"))
                        .getError())
                .isEqualTo("not_authed");
        assertThat(slack.methods("xoxb-unknown").authTest(r -> r).getError()).isEqualTo("invalid_auth");
        String poor = emulator.admin().mintToken("bot", emulator.botUserId(), java.util.Set.of("channels:history"));
        var refused =
                slack.methods(poor).chatPostMessage(r -> r.channel(channel).text("x"));
        assertThat(refused.getError()).isEqualTo("missing_scope");
        assertThat(refused.getNeeded()).isEqualTo("chat:write");
        assertThat(refused.getProvided()).isEqualTo("channels:history");
        assertThat(slack.methods(emulator.appToken()).authTest(r -> r).getError())
                .isEqualTo("not_allowed_token_type");
        emulator.admin().revoke(poor);
        assertThat(slack.methods(poor)
                        .conversationsHistory(r -> r.channel(channel))
                        .getError())
                .isEqualTo("token_revoked");
    }

    @Test
    void aPrivateChannelNeedsTheScopeOfItsKind() throws Exception {
        String token = emulator.admin()
                .mintToken("bot", emulator.botUserId(), java.util.Set.of("channels:history", "channels:read"));
        String leads = emulator.channelId("leads");

        var refused = slack.methods(token).conversationsHistory(r -> r.channel(leads));
        assertThat(refused.getError()).isEqualTo("missing_scope");
        assertThat(refused.getNeeded()).isEqualTo("groups:history");
    }

    @Test
    void throttlesOneChannelAndLeavesTheOthersAlone() throws Exception {
        emulator.limits().reset();
        emulator.limits().enabled(true);
        try {
            for (int i = 0; i < 3; i++) {
                post("burst " + i);
            }
            assertThatThrownBy(() -> post("one too many")).isInstanceOfSatisfying(SlackApiException.class, e -> {
                assertThat(e.getResponse().code()).isEqualTo(429);
                assertThat(e.getResponse().header("Retry-After")).isEqualTo("1");
                assertThat(e.getError().getError()).isEqualTo("ratelimited");
            });
            String other = emulator.channelId("general");
            assertThat(bot.chatPostMessage(r -> r.channel(other).text("free")).isOk())
                    .isTrue();
            assertThat(emulator.limits().refusals()).containsEntry("chat.postMessage per channel", 1L);
        } finally {
            emulator.limits().enabled(false);
        }
    }

    @Test
    void aResetAfterTheRequestWasReadIsOnePostInTheJournal() throws Exception {
        emulator.journal().clear();
        emulator.faults()
                .add(Fault.reset().on("POST /api/chat.postMessage").times(1).performedFirst());
        OkHttpClient honest =
                new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
        MethodsClient client = Slack.getInstance(slack.getConfig(), new SlackHttpClient(honest))
                .methods(emulator.botToken());

        assertThatThrownBy(() -> client.chatPostMessage(r -> r.channel(channel).text("lost answer")))
                .isInstanceOf(java.io.IOException.class);
        assertThat(emulator.journal().count("POST", "/api/chat.postMessage")).isEqualTo(1);
        assertThat(history().getMessages()).hasSize(1);
    }

    @Test
    void theVendorsClientWithItsDefaultsPostsTwiceWhenTheConnectionIsReset() throws Exception {
        post("opens the connection");
        emulator.faults()
                .add(Fault.reset().on("POST /api/chat.postMessage").times(1).performedFirst());

        post("answer lost, silently sent again");
        assertThat(history().getMessages()).hasSize(3);
    }

    private ChatPostMessageResponse post(String text) throws Exception {
        ChatPostMessageResponse response =
                bot.chatPostMessage(r -> r.channel(channel).text(text));
        assertThat(response.isOk()).as(response.getError()).isTrue();
        return response;
    }

    private ConversationsHistoryResponse history() throws Exception {
        ConversationsHistoryResponse response = bot.conversationsHistory(r -> r.channel(channel));
        assertThat(response.isOk()).as(response.getError()).isTrue();
        return response;
    }
}
