package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.testkit.emulator.JournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages, which may be empty in the middle, and what bots may read. */
class WebexHistoryTest {

    private static final Window ALWAYS = new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    private final WebexHarness harness = new WebexHarness();
    private final Connector connector = harness.connect();

    @AfterEach
    void close() {
        connector.close();
        harness.close();
    }

    private static List<Page<Message>> pages(History history, WebexHarness harness, Window window) throws Exception {
        List<Page<Message>> pages = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<Message> page = history.messages(harness.channel(), window, cursor);
            pages.add(page);
            cursor = page.next();
        } while (cursor.isPresent());
        return pages;
    }

    @Test
    void emptyPagesDoNotEndAList() throws Exception {
        List<MessageId> posted = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            posted.add(0, harness.people().post(harness.people().first(), harness.channel(), "message " + i));
        }
        harness.webex.emptyPages(true);

        List<Page<Message>> pages = pages(connector.history().orElseThrow(), harness, ALWAYS);

        assertThat(pages).anyMatch(page -> page.items().isEmpty() && page.next().isPresent());
        assertThat(pages.stream().flatMap(page -> page.items().stream()).map(Message::id))
                .containsExactlyElementsOf(posted);
        assertThat(connector.readback().orElseThrow().sent(harness.channel(), Optional.empty(), Instant.EPOCH))
                .isEmpty();
        Optional<String> cursor = Optional.empty();
        int rooms = 0;
        do {
            var page = connector.directory().orElseThrow().channels(cursor);
            rooms += page.items().size();
            cursor = page.next();
        } while (cursor.isPresent());
        assertThat(rooms).isEqualTo(3);
    }

    @Test
    void readingStopsWhereTheWindowBegins() throws Exception {
        for (int i = 0; i < 12; i++) {
            harness.people().post(harness.people().first(), harness.channel(), "old " + i);
        }
        MessageId last = harness.people().post(harness.people().first(), harness.channel(), "new");
        Instant from =
                connector.history().orElseThrow().message(last).orElseThrow().createdAt();

        List<Page<Message>> pages =
                pages(connector.history().orElseThrow(), harness, new Window(from, from.plusSeconds(60)));

        assertThat(pages).hasSize(1);
        assertThat(pages.get(0).items()).extracting(Message::id).containsExactly(last);
    }

    @Test
    void aBotReadsWhatMentionsItAndCannotReadBack() throws Exception {
        harness.people().post(harness.people().first(), harness.channel(), "not for the bot");
        try (Connector bot = harness.connect(Map.of("token", harness.webex.botToken(), "bot", "true"))) {
            MessageId own = bot.post(harness.channel(), Draft.of(Document.text("from the bot"), "key-1"));
            harness.webex.journal().clear();

            assertThat(pages(bot.history().orElseThrow(), harness, ALWAYS)
                            .get(0)
                            .items())
                    .isEmpty();
            assertThat(bot.readback()).isEmpty();
            assertThat(bot.history().orElseThrow().message(own).orElseThrow().own())
                    .isTrue();
            assertThat(harness.webex.journal().entries())
                    .extracting(JournalEntry::path)
                    .anyMatch(path -> path.contains("mentionedPeople=me"));
        }
    }

    @Test
    void checkSaysWhoseTokenItIs() throws Exception {
        assertThat(connector.check().warnings()).anyMatch(warning -> warning.contains("a user's"));
        try (Connector bot = harness.connect(Map.of("token", harness.webex.botToken()))) {
            assertThat(bot.check().warnings())
                    .anyMatch(warning -> warning.contains("sees only messages that mention it"))
                    .anyMatch(warning -> warning.contains("Set bot to true"));
            assertThat(bot.check().self().value()).isEqualTo(harness.webex.botPersonId());
        }
        try (Connector app = harness.connect(Map.of("token", harness.webex.serviceAppToken()))) {
            assertThat(app.check().self().value()).isEqualTo(harness.webex.serviceAppPersonId());
        }
        try (Connector deaf = harness.connect(Map.of("webhook-secret", ""))) {
            assertThat(deaf.check().warnings()).anyMatch(warning -> warning.contains("webhook-secret"));
            assertThat(deaf.webhooks()).isEmpty();
            assertThat(deaf.subscriptions()).isEmpty();
        }
    }
}
