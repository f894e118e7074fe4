package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.testkit.contract.ConnectorHarness.Ingress;
import dev.footbridge.testkit.contract.ConnectorHarness.Listening;
import dev.footbridge.testkit.contract.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Chats: other addresses than channels, and no threads. */
class TeamsChatTest {

    private static final Window ALWAYS = new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
    private static final Emoji THUMB = Emoji.unicode("\uD83D\uDC4D");

    private final TeamsHarness harness = new TeamsHarness();
    private final Connector connector = harness.connect();

    @AfterEach
    void close() {
        connector.close();
        harness.close();
    }

    private MessageId post(Draft draft) throws Exception {
        Draft part = connector.prepare(harness.chat(), draft).parts().get(0);
        return connector.post(harness.chat(), part);
    }

    private static Draft draft(String text) {
        return Draft.of(Document.text(text), "chat-1");
    }

    private String textOf(MessageId id) {
        return harness.people().look(harness.chat()).stream()
                .filter(seen -> seen.id().equals(id))
                .map(seen -> seen.text())
                .findFirst()
                .orElse("(gone)");
    }

    @Test
    void a_message_is_posted_edited_reacted_to_and_deleted() throws Exception {
        MessageId id = post(draft("first"));
        assertThat(textOf(id)).isEqualTo("first");
        connector.editing().orElseThrow().edit(id, draft("second"));
        assertThat(textOf(id)).isEqualTo("second");
        connector.reactions().orElseThrow().react(id, THUMB);
        Message read = connector.history().orElseThrow().message(id).orElseThrow();
        assertThat(read.reactions()).hasSize(1);
        assertThat(read.own()).isTrue();
        connector.reactions().orElseThrow().unreact(id, THUMB);
        connector.removal().orElseThrow().remove(id);
        assertThat(textOf(id)).isEqualTo("(gone)");
        assertThat(connector.history().orElseThrow().message(id)).isEmpty();
    }

    @Test
    void deleting_finds_out_who_we_are_when_nothing_has_told_yet() throws Exception {
        MessageId id = post(draft("to be removed by another life"));
        try (Connector fresh = harness.connect()) {
            fresh.removal().orElseThrow().remove(id);
        }
        assertThat(textOf(id)).isEqualTo("(gone)");
    }

    @Test
    void a_reply_quotes_the_message_it_answers_and_says_so() throws Exception {
        MessageId question = harness.people().post(harness.people().first(), harness.chat(), "which day");
        Draft reply = draft("on Monday").inThread(question);
        assertThat(connector.features(harness.chat()).fidelity(Element.REPLY)).isEqualTo(Fidelity.DEGRADED);
        assertThat(connector.prepare(harness.chat(), reply).losses()).containsExactly(Loss.degraded(Element.REPLY));
        MessageId id = post(reply);
        Message read = connector.history().orElseThrow().message(id).orElseThrow();
        assertThat(read.body().blocks().get(0)).isInstanceOf(Quote.class);
        assertThat(read.body().plainText()).contains("which day").contains("on Monday");
        assertThat(read.replyTo()).isEmpty();
    }

    @Test
    void a_quoting_reply_is_recognised_by_its_own_words() throws Exception {
        MessageId question = harness.people().post(harness.people().first(), harness.chat(), "which week");
        Draft reply = draft("the next one").inThread(question);
        MessageId id = post(reply);
        Readback readback = connector.readback().orElseThrow();
        List<Readback.Sent> sent = readback.sent(harness.chat(), Optional.of(question), Instant.EPOCH);
        assertThat(sent)
                .filteredOn(one -> one.fingerprint().equals(readback.fingerprint(reply)))
                .extracting(Readback.Sent::id)
                .containsExactly(id);
    }

    @Test
    void history_knows_the_window_and_no_replies() throws Exception {
        MessageId before = harness.people().post(harness.people().first(), harness.chat(), "before");
        MessageId inside = harness.people().post(harness.people().first(), harness.chat(), "inside");
        Instant at =
                connector.history().orElseThrow().message(inside).orElseThrow().createdAt();
        List<MessageId> found =
                connector
                        .history()
                        .orElseThrow()
                        .messages(harness.chat(), new Window(at, at), Optional.empty())
                        .items()
                        .stream()
                        .map(Message::id)
                        .toList();
        assertThat(found).contains(inside).doesNotContain(before);
        assertThat(connector
                        .history()
                        .orElseThrow()
                        .replies(inside, ALWAYS, Optional.empty())
                        .items())
                .isEmpty();
    }

    @Test
    void what_people_write_is_told() throws Exception {
        RecordingSink sink = new RecordingSink();
        try (Listening listening = harness.listen(connector, Ingress.WEBHOOK, sink)) {
            connector
                    .subscriptions()
                    .orElseThrow()
                    .ensure(Set.of(harness.chat()), listening.address().orElseThrow());
            MessageId id = harness.people().post(harness.people().first(), harness.chat(), "hello chat");
            assertThat(sink.await(
                            event -> event instanceof InboundEvent.Touched touched
                                    && touched.message().equals(id)
                                    && touched.snapshot()
                                            .filter(message ->
                                                    message.body().plainText().equals("hello chat"))
                                            .isPresent(),
                            Duration.ofSeconds(10)))
                    .isPresent();
            connector
                    .subscriptions()
                    .orElseThrow()
                    .ensure(Set.of(), listening.address().orElseThrow());
        }
    }
}
