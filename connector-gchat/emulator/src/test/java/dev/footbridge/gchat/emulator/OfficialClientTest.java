package dev.footbridge.gchat.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.chat.v1.HangoutsChat;
import com.google.api.services.chat.v1.model.Attachment;
import com.google.api.services.chat.v1.model.Emoji;
import com.google.api.services.chat.v1.model.ListMessagesResponse;
import com.google.api.services.chat.v1.model.Membership;
import com.google.api.services.chat.v1.model.Message;
import com.google.api.services.chat.v1.model.Reaction;
import com.google.api.services.chat.v1.model.Thread;
import com.google.api.services.chat.v1.model.UploadAttachmentRequest;
import com.google.api.services.chat.v1.model.UploadAttachmentResponse;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vendor's own client and credentials, unchanged but for the address. */
class OfficialClientTest {
    private static final String SCOPES = "https://www.googleapis.com/auth/";
    private static GchatEmulator emulator;
    private static HangoutsChat app;
    private static HangoutsChat relay;
    private static int rooms;
    private String space;

    @BeforeAll
    static void start() throws Exception {
        emulator = GchatEmulator.builder().start();
        app = client(credentials("chat.bot"));
        relay = client(
                credentials("chat.messages", "chat.spaces", "chat.memberships").createDelegated(emulator.relayEmail()));
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void freshSpace() {
        space = "spaces/" + emulator.admin().addSpace("official-" + rooms++, "ada", "grace", "relay", "app");
    }

    private static GoogleCredentials credentials(String... scopes) throws IOException {
        byte[] file = Rest.MAPPER.writeValueAsBytes(emulator.credentials());
        return ServiceAccountCredentials.fromStream(new ByteArrayInputStream(file))
                .createScoped(List.of(scopes).stream().map(SCOPES::concat).toList());
    }

    private static HangoutsChat client(GoogleCredentials credentials) {
        return new HangoutsChat.Builder(
                        new NetHttpTransport(),
                        GsonFactory.getDefaultInstance(),
                        new HttpCredentialsAdapter(credentials))
                .setRootUrl(emulator.baseUrl() + "/")
                .setApplicationName("test")
                .build();
    }

    @Test
    void theAppPostsEditsAndDeletes() throws Exception {
        Message sent = app.spaces()
                .messages()
                .create(space, new Message().setText("hello").setThread(new Thread().setThreadKey("k")))
                .setMessageReplyOption("REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD")
                .setRequestId("r1")
                .execute();
        assertThat(sent.getSender().getType()).isEqualTo("BOT");
        assertThat(sent.getThread().getThreadKey()).isEqualTo("k");
        Message edited = app.spaces()
                .messages()
                .patch(sent.getName(), new Message().setText("bye"))
                .setUpdateMask("text")
                .execute();
        assertThat(edited.getText()).isEqualTo("bye");
        app.spaces().messages().delete(sent.getName()).execute();
        assertThatThrownBy(() -> app.spaces().messages().get(sent.getName()).execute())
                .isInstanceOfSatisfying(GoogleJsonResponseException.class, refused -> {
                    assertThat(refused.getStatusCode()).isEqualTo(404);
                    assertThat(refused.getDetails().getMessage()).isEqualTo("Requested entity was not found.");
                });
    }

    @Test
    void aDelegatedUserPostsReactsAndLists() throws Exception {
        Message sent = relay.spaces()
                .messages()
                .create(space, new Message().setText("as the relay"))
                .setMessageId("client-one")
                .execute();
        assertThat(sent.getSender().getType()).isEqualTo("HUMAN");
        assertThat(sent.getClientAssignedMessageId()).isEqualTo("client-one");
        Reaction reaction = relay.spaces()
                .messages()
                .reactions()
                .create(sent.getName(), new Reaction().setEmoji(new Emoji().setUnicode("👍")))
                .execute();
        assertThat(relay.spaces()
                        .messages()
                        .reactions()
                        .list(sent.getName())
                        .execute()
                        .getReactions())
                .hasSize(1);
        relay.spaces().messages().reactions().delete(reaction.getName()).execute();
        ListMessagesResponse listed = relay.spaces()
                .messages()
                .list(space)
                .setFilter("create_time > \"2020-01-01T00:00:00Z\"")
                .setOrderBy("createTime desc")
                .setPageSize(10)
                .execute();
        assertThat(listed.getMessages()).extracting(Message::getText).containsExactly("as the relay");
        assertThat(relay.spaces().members().list(space).execute().getMemberships())
                .extracting(Membership::getState)
                .containsOnly("JOINED");
        assertThat(relay.spaces()
                        .list()
                        .setFilter("spaceType = \"SPACE\"")
                        .execute()
                        .getSpaces())
                .extracting("name")
                .contains(space);
    }

    @Test
    void filesGoUpAndDown() throws Exception {
        byte[] bytes = "PNG".getBytes(StandardCharsets.UTF_8);
        UploadAttachmentResponse uploaded = relay.media()
                .upload(
                        space,
                        new UploadAttachmentRequest().setFilename("a.png"),
                        new ByteArrayContent("image/png", bytes))
                .execute();
        Message sent = relay.spaces()
                .messages()
                .create(
                        space,
                        new Message()
                                .setText("see")
                                .setAttachment(List.of(
                                        new Attachment().setAttachmentDataRef(uploaded.getAttachmentDataRef()))))
                .execute();
        Attachment attachment = sent.getAttachment().get(0);
        assertThat(attachment.getContentName()).isEqualTo("a.png");
        assertThat(attachment.getContentType()).isEqualTo("image/png");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        app.media()
                .download(attachment.getAttachmentDataRef().getResourceName())
                .executeMediaAndDownloadTo(out);
        assertThat(out.toByteArray()).isEqualTo(bytes);
        assertThatThrownBy(() -> app.media()
                        .upload(
                                space,
                                new UploadAttachmentRequest().setFilename("a.png"),
                                new ByteArrayContent("image/png", bytes))
                        .execute())
                .isInstanceOfSatisfying(
                        GoogleJsonResponseException.class,
                        refused -> assertThat(refused.getStatusCode()).isEqualTo(403));
    }

    @Test
    void spaceEventsComeTyped() throws Exception {
        emulator.people().post("ada", space, "hello");
        var events = relay.spaces()
                .spaceEvents()
                .list(space)
                .setFilter("event_types:\"google.workspace.chat.message.v1.created\"")
                .execute();
        assertThat(events.getSpaceEvents()
                        .get(0)
                        .getMessageCreatedEventData()
                        .getMessage()
                        .getText())
                .isEqualTo("hello");
    }
}
