package dev.footbridge.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.MessageId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlackPostsTest {

    private static final Persona ADA = new Persona("Ada", Optional.of("https://example.com/ada.png"), "Elsewhere");
    private static final String POSTED = "{\"ok\":true,\"channel\":\"C0SCRIPT\",\"ts\":\"1700000000.000100\"}";

    private final ScriptedSlack slack = new ScriptedSlack();
    private Connector connector;

    @BeforeEach
    void connect() {
        connector = slack.connect();
    }

    @AfterEach
    void close() {
        connector.close();
        slack.close();
    }

    @Test
    void postsTextBlocksAndKeyWithNothingParsedOrUnfurled() throws Exception {
        slack.answer("chat.postMessage", POSTED);
        MessageId id = connector.post(ScriptedSlack.CHANNEL, Draft.of(Document.text("1 < 2 & <!here>"), "key-1"));

        assertThat(id.value()).isEqualTo("1700000000.000100");
        ScriptedSlack.Call call = slack.last();
        assertThat(call.authorization()).isEqualTo("Bearer " + ScriptedSlack.TOKEN);
        assertThat(call.form())
                .containsEntry("channel", "C0SCRIPT")
                .containsEntry("text", "1 &lt; 2 &amp; &lt;!here&gt;")
                .containsEntry("parse", "none")
                .containsEntry("link_names", "0")
                .containsEntry("unfurl_links", "0")
                .containsEntry("unfurl_media", "0")
                .containsEntry(
                        "metadata", "{\"event_type\":\"footbridge_message\",\"event_payload\":{\"k\":\"key-1\"}}")
                .doesNotContainKeys("username", "icon_url", "thread_ts", "token");
        assertThat(call.form().get("blocks"))
                .isEqualTo("[{\"type\":\"rich_text\",\"elements\":[{\"type\":\"rich_text_section\",\"elements\":"
                        + "[{\"type\":\"text\",\"text\":\"1 < 2 & <!here>\"}]}]}]");
    }

    @Test
    void showsAnAuthorWithNameAndPictureWhereTheGrantIsUnknown() throws Exception {
        slack.answer("chat.postMessage", POSTED);
        Draft part =
                prepare(Draft.of(Document.text("hello"), "k").as(ADA)).parts().get(0);
        connector.post(ScriptedSlack.CHANNEL, part);

        assertThat(slack.last().form())
                .containsEntry("username", "Ada (Elsewhere)")
                .containsEntry("icon_url", "https://example.com/ada.png")
                .containsEntry("text", "hello");
    }

    @Test
    void putsTheNameIntoTheTextWhenTheScopeIsMissing() throws Exception {
        slack.answer(
                "auth.test",
                new ScriptedSlack.Answer(
                        200,
                        "application/json",
                        "{\"ok\":true,\"team_id\":\"T0SCRIPT\",\"user_id\":\"U0BOT\",\"bot_id\":\"B0BOT\"}",
                        Map.of("x-oauth-scopes", "chat:write,channels:history")));
        slack.answer("chat.postMessage", POSTED);
        connector.check();
        Prepared prepared = prepare(Draft.of(Document.text("hello"), "k").as(ADA));
        connector.post(ScriptedSlack.CHANNEL, prepared.parts().get(0));

        assertThat(prepared.losses()).contains(Loss.degraded(Element.AUTHOR_NAME), Loss.dropped(Element.AUTHOR_AVATAR));
        assertThat(slack.last().form())
                .containsEntry("text", "*Ada (Elsewhere):* hello")
                .doesNotContainKeys("username", "icon_url");
        assertThat(connector.features(ScriptedSlack.CHANNEL).note(Element.AUTHOR_NAME))
                .isPresent();
    }

    @Test
    void refusesLocallyWhatTheGrantDoesNotOpen() throws Exception {
        slack.answer(
                "auth.test",
                new ScriptedSlack.Answer(
                        200,
                        "application/json",
                        "{\"ok\":true,\"team_id\":\"T0SCRIPT\",\"user_id\":\"U0BOT\"}",
                        Map.of("x-oauth-scopes", "chat:write")));
        connector.check();
        ConnectorException failure = catchThrowableOfType(
                ConnectorException.class,
                () -> connector.reactions().orElseThrow().react(ScriptedSlack.message("1.2"), Emoji.unicode("👍")));

        assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(failure.missingScope()).contains("reactions:write");
        assertThat(slack.calls()).hasSize(1);
    }

    @Test
    void postsIntoAThread() throws Exception {
        slack.answer("chat.postMessage", POSTED);
        connector.post(
                ScriptedSlack.CHANNEL,
                Draft.of(Document.text("reply"), "k").inThread(ScriptedSlack.message("1699999999.000001")));

        assertThat(slack.last().form()).containsEntry("thread_ts", "1699999999.000001");
    }

    @Test
    void refusesAnEmptyMessageWithoutACall() {
        ConnectorException failure = catchThrowableOfType(
                ConnectorException.class, () -> connector.post(ScriptedSlack.CHANNEL, Draft.of(Document.empty(), "k")));

        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.code()).isEqualTo("no_text");
        assertThat(slack.calls()).isEmpty();
    }

    @Test
    void splitsALongMessageIntoPartsThatCanBeEdited() {
        Prepared prepared = prepare(Draft.of(Document.text("word & ".repeat(2_000)), "long"));

        assertThat(prepared.parts()).hasSizeGreaterThan(3);
        assertThat(prepared.losses()).contains(Loss.degraded(Element.LONG_BODY));
        assertThat(prepared.parts().get(0).idempotencyKey()).isEqualTo("long");
        assertThat(prepared.parts().get(1).idempotencyKey()).isEqualTo("long-2");
        SlackWriter writer = new SlackWriter(ScriptedSlack.IDS);
        assertThat(prepared.parts())
                .allSatisfy(part -> assertThat(
                                writer.body(part.body(), Optional.empty()).text())
                        .hasSizeLessThanOrEqualTo(4_000));
    }

    @Test
    void refusesABodyThatWasNotPrepared() {
        ConnectorException failure = catchThrowableOfType(
                ConnectorException.class,
                () -> connector.post(ScriptedSlack.CHANNEL, Draft.of(Document.text("word ".repeat(2_000)), "k")));

        assertThat(failure.code()).isEqualTo("msg_too_long");
        assertThat(slack.calls()).isEmpty();
    }

    @Test
    void editsWithRichTextAndWithoutMetadata() throws Exception {
        connector.editing().orElseThrow().edit(ScriptedSlack.message("1.000002"), Draft.of(Document.text("new"), "k"));

        assertThat(slack.last().method()).isEqualTo("chat.update");
        assertThat(slack.last().form())
                .containsEntry("ts", "1.000002")
                .containsEntry("text", "new")
                .containsEntry("parse", "none")
                .containsKey("blocks")
                .doesNotContainKeys("metadata", "username");
    }

    @Test
    void takesDoneAlreadyForASuccess() throws Exception {
        slack.answer("chat.delete", ScriptedSlack.Answer.error("message_not_found"));
        slack.answer("reactions.add", ScriptedSlack.Answer.error("already_reacted"));
        slack.answer("reactions.remove", ScriptedSlack.Answer.error("no_reaction"));

        connector.removal().orElseThrow().remove(ScriptedSlack.message("1.2"));
        connector.reactions().orElseThrow().react(ScriptedSlack.message("1.2"), Emoji.unicode("👍🏽"));
        connector.reactions().orElseThrow().unreact(ScriptedSlack.message("1.2"), Emoji.unicode("❤"));

        assertThat(slack.calls())
                .extracting(ScriptedSlack.Call::method)
                .containsExactly("chat.delete", "reactions.add", "reactions.remove");
        assertThat(slack.calls().get(1).form()).containsEntry("name", "+1::skin-tone-4");
        assertThat(slack.last().form()).containsEntry("name", "heart");
    }

    @Test
    void knowsWhichEmojiCanBeReactions() {
        assertThat(connector.reactions().orElseThrow().supports(Emoji.unicode("🎉")))
                .isTrue();
        assertThat(connector.reactions().orElseThrow().supports(Emoji.custom("party-parrot")))
                .isFalse();
        assertThat(connector.reactions().orElseThrow().supports(Emoji.unicode("x")))
                .isFalse();
    }

    @Test
    void refusesIdsOfOtherWorkspaces() {
        MessageId foreign =
                new MessageId(new dev.footbridge.core.id.ChannelId(new SlackIds("T0OTHER").workspace(), "C1"), "1.2");
        ConnectorException failure = catchThrowableOfType(
                ConnectorException.class,
                () -> connector.removal().orElseThrow().remove(foreign));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(slack.calls()).isEmpty();
    }

    private Prepared prepare(Draft draft) {
        return connector.prepare(ScriptedSlack.CHANNEL, draft);
    }
}
