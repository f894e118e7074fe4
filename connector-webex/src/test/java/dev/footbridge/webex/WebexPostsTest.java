package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Editing;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent.ChannelChanged;
import dev.footbridge.core.message.Message;
import dev.footbridge.testkit.contract.ConnectorHarness.Seen;
import dev.footbridge.testkit.contract.RecordingSink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is special about posting, editing and deleting on Webex. */
class WebexPostsTest {

    private static final Window ALWAYS = new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    private final WebexHarness harness = new WebexHarness();
    private final Connector connector = harness.connect();

    @AfterEach
    void close() {
        connector.close();
        harness.close();
    }

    private Draft draft(String text) {
        return Draft.of(Document.text(text), "key-1");
    }

    private MessageId post(String text) throws Exception {
        return connector.post(harness.channel(), draft(text));
    }

    private Seen seen(MessageId id) {
        return harness.people().look(harness.channel()).stream()
                .filter(message -> message.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theEleventhEditIsRefusedByACodeOfItsOwn() throws Exception {
        Editing editing = connector.editing().orElseThrow();
        MessageId id = post("version 0");
        for (int i = 1; i <= 10; i++) {
            editing.edit(id, draft("version " + i));
        }
        ConnectorException failure =
                catchThrowableOfType(ConnectorException.class, () -> editing.edit(id, draft("version 11")));

        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.code()).isEqualTo(WebexErrors.EDIT_LIMIT);
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(seen(id).text()).isEqualTo("version 10");
    }

    @Test
    void aMessageWithAFileIsReadAndItsEditIsRefusedByACodeOfItsOwn() throws Exception {
        MessageId id = postWithFile();
        Message message = connector.history().orElseThrow().message(id).orElseThrow();
        ConnectorException failure = catchThrowableOfType(
                ConnectorException.class,
                () -> connector.editing().orElseThrow().edit(id, draft("other words")));

        assertThat(message.attachments()).hasSize(1);
        assertThat(message.body().plainText()).isEqualTo("with a file");
        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.code()).isEqualTo(WebexErrors.NOT_EDITABLE);
    }

    /** As another app of the same account does. */
    private MessageId postWithFile() throws IOException, InterruptedException {
        String body = String.join(
                "\r\n",
                "--b",
                "Content-Disposition: form-data; name=\"roomId\"",
                "",
                harness.channel().value(),
                "--b",
                "Content-Disposition: form-data; name=\"text\"",
                "",
                "with a file",
                "--b",
                "Content-Disposition: form-data; name=\"files\"; filename=\"a.txt\"",
                "Content-Type: text/plain",
                "",
                "hello",
                "--b--",
                "");
        try (Connector other = harness.connect()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(harness.webex.apiUrl() + "/messages"))
                    .header("Authorization", "Bearer " + harness.webex.relayToken())
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            harness.webex.journal().clear();
            String id = answer.body().replaceAll("(?s).*?\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
            return new MessageId(harness.channel(), id);
        }
    }

    @Test
    void aReplyToAReplyNobodyHasSeenFindsItsThread() throws Exception {
        MessageId root = harness.people().post(harness.people().first(), harness.channel(), "question");
        MessageId reply = harness.people().reply(harness.people().second(), root, "answer");

        MessageId third = connector.post(harness.channel(), draft("and another").inThread(reply));

        assertThat(seen(third).replyTo()).contains(root);
        assertThat(harness.people().look(harness.channel())).hasSize(3);
    }

    @Test
    void aThreadOfAnotherRoomIsRefused() throws Exception {
        MessageId elsewhere = harness.people().post(harness.people().first(), harness.room("Random"), "question");
        ConnectorException failure = catchThrowableOfType(
                ConnectorException.class,
                () -> connector.post(harness.channel(), draft("answer").inThread(elsewhere)));

        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.code()).isEqualTo("other_room");
    }

    @Test
    void aRoomThatMigratedIsStillWrittenToAndItsMessagesStillChange() throws Exception {
        ChannelId room = harness.channel();
        RecordingSink sink = new RecordingSink();
        try (var listening =
                harness.listen(connector, dev.footbridge.testkit.contract.ConnectorHarness.Ingress.WEBHOOK, sink)) {
            MessageId id = post("before");
            String now = harness.webex.migrate(room.value(), "eu");
            assertThat(sink.await(ChannelChanged.class::isInstance, Duration.ofSeconds(20)))
                    .hasValueSatisfying(event -> {
                        ChannelChanged changed = (ChannelChanged) event;
                        assertThat(changed.channel()).isEqualTo(room);
                        assertThat(changed.movedTo()).contains(new ChannelId(room.workspace(), now));
                    });
            connector.editing().orElseThrow().edit(id, draft("after"));
            MessageId second = connector.post(room, draft("second"));
            assertThat(connector
                            .history()
                            .orElseThrow()
                            .message(id)
                            .orElseThrow()
                            .body()
                            .plainText())
                    .isEqualTo("after");
            assertThat(connector
                            .history()
                            .orElseThrow()
                            .messages(room, ALWAYS, Optional.empty())
                            .items())
                    .extracting(Message::id)
                    .containsExactly(second, id);
            assertThat(listening.address()).isPresent();
        }
    }

    @Test
    void aMessageOfAMigratedRoomIsEditedAlsoByWhoMissedTheMigration() throws Exception {
        MessageId id = post("before");
        String now = harness.webex.migrate(harness.channel().value(), "eu");

        connector.editing().orElseThrow().edit(id, draft("after"));

        ChannelId moved = new ChannelId(id.channel().workspace(), now);
        assertThat(harness.people().look(moved)).extracting(Seen::text).containsExactly("after");
        assertThat(connector.post(id.channel(), draft("found")).channel()).isEqualTo(id.channel());
    }

    @Test
    void aMentionOfSomebodyHereRingsThemAndNobodyElse() throws Exception {
        String name = harness.people().nameOf(harness.people().first());
        MessageId id = connector.post(
                harness.channel(),
                Draft.of(
                        Document.of(Mention.user(harness.people().first(), name), Text.of(" <@all> and @all")),
                        "key-2"));

        assertThat(harness.webex.people().mentioned(harness.channel().value(), id.value()))
                .isEqualTo(Set.of(harness.people().first().value()));
        assertThat(seen(id).text()).isEqualTo("@" + name + " <@all> and @all");
    }

    @Test
    void nobodyIsRungByWhatAForeignTextSays() throws Exception {
        List<String> attacks = List.of(
                "<@all>",
                "\\<@all>",
                "`<@all>`",
                "```\n<@all>\n```",
                "<@personEmail:ada@example.com>",
                "<@personId:" + harness.people().first().value() + "|Ada>",
                "<spark-mention data-object-type=\"groupMention\" data-group-type=\"all\">All</spark-mention>",
                "&lt;@all&gt;",
                "[<@all>](https://a.example/<@all>)");
        for (String attack : attacks) {
            MessageId id = post(attack);
            assertThat(harness.webex.people().mentioned(harness.channel().value(), id.value()))
                    .as(attack)
                    .isEmpty();
            assertThat(seen(id).text()).as(attack).isEqualTo(attack);
        }
    }
}
