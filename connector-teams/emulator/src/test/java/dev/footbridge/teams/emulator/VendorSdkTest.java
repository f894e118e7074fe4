package dev.footbridge.teams.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.ChatMessage;
import com.microsoft.graph.models.ChatMessageMention;
import com.microsoft.graph.models.ChatMessageMentionedIdentitySet;
import com.microsoft.graph.models.Identity;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.Subscription;
import com.microsoft.graph.models.TeamworkUserIdentity;
import com.microsoft.graph.models.TeamworkUserIdentityType;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.teams.item.channels.item.messages.item.setreaction.SetReactionPostRequestBody;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The vendor's own Java SDK, unchanged, against the emulator. */
class VendorSdkTest {
    private static TeamsEmulator emulator;
    private static GraphServiceClient graph;

    @BeforeAll
    static void start() {
        emulator = TeamsEmulator.start();
        graph = client(emulator.delegatedToken(Seed.ADA));
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private static GraphServiceClient client(String token) {
        var base = emulator.graphUrl().toString();
        var adapter = new BaseGraphRequestAdapter(
                (request, context) -> request.headers.tryAdd("Authorization", "Bearer " + token),
                base,
                new OkHttpClient());
        adapter.setBaseUrl(base);
        return new GraphServiceClient(adapter);
    }

    @Test
    void channelConversationFromPostToDeletion() {
        var messages = graph.teams()
                .byTeamId(Seed.TEAM)
                .channels()
                .byChannelId(Seed.GENERAL)
                .messages();
        var sent = messages.post(message(BodyType.Html, "<b>hello</b>"));
        assertThat(sent.getId()).isEqualTo(sent.getEtag());
        assertThat(sent.getFrom().getUser()).isInstanceOf(TeamworkUserIdentity.class);
        assertThat(sent.getFrom().getUser().getDisplayName()).isEqualTo("Ada Moreau");

        var one = messages.byChatMessageId(sent.getId());
        var reply = one.replies().post(message(BodyType.Text, "reply"));
        assertThat(reply.getReplyToId()).isEqualTo(sent.getId());
        assertThat(one.replies().get().getValue()).hasSize(1);

        one.patch(message(BodyType.Text, "edited"));
        var body = new SetReactionPostRequestBody();
        body.setReactionType("👍");
        one.setReaction().post(body);
        var read = one.get();
        assertThat(read.getBody().getContent()).isEqualTo("edited");
        assertThat(read.getLastEditedDateTime()).isNotNull();
        assertThat(read.getReactions()).hasSize(1);
        assertThat(read.getReactions().get(0).getUser().getUser().getId()).isEqualTo(Seed.ADA);

        one.softDelete().post();
        assertThat(one.get().getDeletedDateTime()).isNotNull();
        one.undoSoftDelete().post();
        assertThat(one.get().getDeletedDateTime()).isNull();
    }

    @Test
    void mentionTravelsBothWays() {
        var message = message(BodyType.Html, "hi <at id=\"0\">Ben</at>");
        var user = new TeamworkUserIdentity();
        user.setId(Seed.BEN);
        user.setUserIdentityType(TeamworkUserIdentityType.AadUser);
        var set = new ChatMessageMentionedIdentitySet();
        set.setUser(user);
        var mention = new ChatMessageMention();
        mention.setId(0);
        mention.setMentionText("Ben");
        mention.setMentioned(set);
        message.setMentions(List.of(mention));
        var sent = graph.chats().byChatId(Seed.GROUP_CHAT).messages().post(message);
        Identity mentioned = sent.getMentions().get(0).getMentioned().getUser();
        assertThat(mentioned.getId()).isEqualTo(Seed.BEN);
        assertThat(sent.getChatId()).isEqualTo(Seed.GROUP_CHAT);
    }

    @Test
    void chatMessageIsDeletedThroughMe() {
        var sent = graph.chats().byChatId(Seed.GROUP_CHAT).messages().post(message(BodyType.Text, "x"));
        graph.me()
                .chats()
                .byChatId(Seed.GROUP_CHAT)
                .messages()
                .byChatMessageId(sent.getId())
                .softDelete()
                .post();
        var one = graph.chats().byChatId(Seed.GROUP_CHAT).messages().byChatMessageId(sent.getId());
        assertThat(one.get().getDeletedDateTime()).isNotNull();
    }

    @Test
    void directoryIsRead() {
        assertThat(graph.me().get().getMail()).isEqualTo("ada.moreau@northwind.example");
        var found = graph.users().get(c -> c.queryParameters.filter = "mail eq 'ben.okafor@northwind.example'");
        assertThat(found.getValue())
                .extracting(com.microsoft.graph.models.User::getId)
                .containsExactly(Seed.BEN);
        var guest = graph.users()
                .byUserId(Seed.GUEST)
                .get(c -> c.queryParameters.select = new String[] {"userType", "mail"});
        assertThat(guest.getUserType()).isEqualTo("Guest");
        assertThat(graph.me().joinedTeams().get().getValue()).hasSize(1);
        assertThat(graph.teams().byTeamId(Seed.TEAM).get().getDisplayName()).isEqualTo("Launch");
        assertThat(graph.teams().byTeamId(Seed.TEAM).channels().get().getValue())
                .hasSize(4);
        assertThat(graph.teams()
                        .byTeamId(Seed.TEAM)
                        .channels()
                        .byChannelId(Seed.LEADS)
                        .members()
                        .get()
                        .getValue())
                .hasSize(3);
        assertThat(graph.me().chats().get().getValue()).hasSize(2);
        assertThat(graph.chats().byChatId(Seed.GROUP_CHAT).members().get().getValue())
                .hasSize(4);
        assertThat(graph.organization().get().getValue().get(0).getId()).isEqualTo(Seed.TENANT_ID);
    }

    @Test
    void deltaAndPagesAreFollowedByTheirLinks() {
        var messages = graph.teams()
                .byTeamId(Seed.TEAM)
                .channels()
                .byChannelId(Seed.PROJECT)
                .messages();
        for (int i = 0; i < 5; i++) {
            messages.post(message(BodyType.Text, "message " + i));
        }
        var ids = new ArrayList<String>();
        var page = messages.delta().get(c -> c.queryParameters.top = 2);
        while (page.getOdataNextLink() != null) {
            page.getValue().forEach(m -> ids.add(m.getId()));
            page = messages.delta().withUrl(page.getOdataNextLink()).get();
        }
        page.getValue().forEach(m -> ids.add(m.getId()));
        assertThat(ids).hasSize(5).isSorted();
        assertThat(messages.delta().withUrl(page.getOdataDeltaLink()).get().getValue())
                .isEmpty();

        var first = messages.get(c -> c.queryParameters.top = 3);
        var second = messages.withUrl(first.getOdataNextLink()).get();
        assertThat(first.getValue().size() + second.getValue().size()).isEqualTo(5);
    }

    @Test
    void errorIsParsedAsODataError() {
        var limited = client(emulator.delegatedToken(Seed.ADA, Set.of("User.Read")));
        var error = catchThrowableOfType(
                ODataError.class,
                () -> limited.chats().byChatId(Seed.GROUP_CHAT).messages().post(message(BodyType.Text, "x")));
        assertThat(error.getResponseStatusCode()).isEqualTo(403);
        assertThat(error.getError().getCode()).isEqualTo("Forbidden");
        assertThat(error.getError().getMessage()).contains("ChatMessage.Send");
        assertThat(error.getError().getInnerError().getRequestId()).isNotEmpty();
    }

    @Test
    void subscriptionIsCreatedAndRenewed() throws Exception {
        try (var subscriber = new Subscriber()) {
            var wanted = new Subscription();
            wanted.setChangeType("created,updated,deleted");
            wanted.setResource("/chats/" + Seed.GROUP_CHAT + "/messages");
            wanted.setNotificationUrl(subscriber.url());
            wanted.setLifecycleNotificationUrl(subscriber.lifecycleUrl());
            wanted.setExpirationDateTime(OffsetDateTime.now().plusHours(3));
            wanted.setClientState("state");
            var created = graph.subscriptions().post(wanted);
            assertThat(created.getApplicationId()).isEqualTo(Seed.APP_ID);

            var renewal = new Subscription();
            renewal.setExpirationDateTime(OffsetDateTime.now().plusHours(70));
            var one = graph.subscriptions().bySubscriptionId(created.getId());
            assertThat(one.patch(renewal).getExpirationDateTime()).isAfter(created.getExpirationDateTime());
            one.reauthorize().post();
            one.delete();
            assertThat(graph.subscriptions().get().getValue()).isEmpty();
        }
    }

    private static ChatMessage message(BodyType type, String content) {
        var body = new ItemBody();
        body.setContentType(type);
        body.setContent(content);
        var message = new ChatMessage();
        message.setBody(body);
        return message;
    }
}
