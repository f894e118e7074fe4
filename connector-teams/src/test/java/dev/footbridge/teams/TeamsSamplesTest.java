package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.User;
import dev.footbridge.testkit.contract.RecordingSink;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every sample that the vendor publishes goes through the parsers. */
class TeamsSamplesTest {

    private static Path samples;

    private final TeamsFixture teams = new TeamsFixture();
    private final ChannelId channel = new ChannelId(teams.ids().workspace(), "team/channel");
    private final MessageId id = new MessageId(channel, "1616990032035");

    @BeforeAll
    static void find() {
        samples = VendorContracts.required(TeamsSamplesTest.class).resolve("msgraph-samples");
    }

    @TestFactory
    Stream<DynamicTest> every_sample_is_read_or_counted() {
        List<Path> files = VendorContracts.jsonFiles(samples);
        assertThat(files).hasSizeGreaterThan(50);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> readOrCounted(file)));
    }

    private void readOrCounted(Path file) throws Exception {
        RecordingSink sink = new RecordingSink();
        int status = teams.receive(Files.readAllBytes(file), sink).status();
        assertThat(status).isIn(202, 401);
        assertThat(sink.events().size()
                        + sink.ignored().size()
                        + sink.rejected().size())
                .isPositive();
        JsonNode tree = VendorContracts.json(file);
        for (JsonNode node : tree.path("value").isArray() ? tree.path("value") : List.of(tree)) {
            Optional<Message> message = teams.messages().read(node, id);
            if (node.has("createdDateTime") && TeamsMessages.isMessage(node)) {
                assertThat(message).isPresent();
            }
            assertThat(teams.reader().read(node)).isNotNull();
            TeamsSubscription.read(node);
        }
    }

    @Test
    void notifications_with_our_secret_are_hints_or_ignored_with_a_reason() {
        RecordingSink basic = receive("notification-basic.json");
        assertThat(basic.ignored()).containsExactly("other_resource");
        RecordingSink rich = receive("notification-rich-encrypted.json");
        assertThat(rich.events())
                .singleElement()
                .satisfies(
                        event -> assertThat(event.channel().value())
                                .isEqualTo(
                                        "d29828b8-c04d-4e2a-b2f6-07da6982f0f0/19:f127a8c55ad949d1a238464d22f0f99e@thread.skype"));
        for (String event : List.of("missed", "reauthorizationRequired", "subscriptionRemoved")) {
            assertThat(receive("lifecycle-" + event + ".notification.json").ignored())
                    .as("lifecycle event of a subscription that nobody knows: %s", event)
                    .containsExactly("unknown_subscription");
        }
    }

    private RecordingSink receive(String file) {
        ObjectNode tree = VendorContracts.json(samples.resolve(file)).deepCopy();
        for (JsonNode item : tree.path("value")) {
            ((ObjectNode) item).put("clientState", TeamsFixture.CLIENT_STATE);
            ((ObjectNode) item).put("tenantId", TeamsFixture.TENANT);
        }
        RecordingSink sink = new RecordingSink();
        teams.receive(tree.toString().getBytes(StandardCharsets.UTF_8), sink);
        return sink;
    }

    @Test
    void a_mention_keeps_whom_it_means() {
        assertThat(body("chatmessage-post-mention.response.json"))
                .isEqualTo(Document.of(
                        dev.footbridge.core.document.Text.of("Hello World "),
                        Mention.user(teams.ids().user("ef1c916a-3135-4417-ba27-8eb7bd084193"), "Jane Smith")));
        assertThat(body("fragment-mention-team.json").blocks())
                .containsExactly(Paragraph.of(
                        Mention.broadcast(Mention.Audience.EVERYONE, "WebhookTesting"),
                        dev.footbridge.core.document.Text.of(" Hello team")));
    }

    @Test
    void files_and_pictures_are_attachments() {
        assertThat(message("chatmessage-post-file.response.json").attachments())
                .singleElement()
                .satisfies(file -> assertThat(file.name()).isEqualTo("Budget.docx"));
        assertThat(message("chatmessage-post-inline-image.response.json").attachments())
                .hasSize(1);
        assertThat(message("chatmessage-post-inline-image.response.json").body().isEmpty())
                .isTrue();
    }

    @Test
    void what_a_message_quotes_is_a_quote() {
        assertThat(body("fragment-attachment-message-reference.json").blocks())
                .singleElement()
                .isInstanceOf(Quote.class);
        assertThat(body("fragment-attachment-forwarded-message.json").plainText())
                .isEqualTo("> hello");
    }

    @Test
    void emoji_and_code_are_text_of_their_own_kind() {
        assertThat(body("fragment-emoji.json").plainText()).isEqualTo("\uD83D\uDE42");
        assertThat(body("fragment-custom-emoji.json").plainText()).isEqualTo(":testsc:");
        assertThat(body("fragment-codeblock.json").plainText()).isEqualTo("Hello world");
    }

    @Test
    void authors_are_people_guests_or_bots() {
        assertThat(author("fragment-from-aad-user.json").kind()).isEqualTo(User.Kind.PERSON);
        assertThat(author("fragment-from-anonymous-guest.json").kind()).isEqualTo(User.Kind.GUEST);
        assertThat(author("fragment-from-email-user.json").kind()).isEqualTo(User.Kind.GUEST);
        assertThat(author("fragment-from-bot.json").kind()).isEqualTo(User.Kind.BOT);
        assertThat(author("fragment-from-acs-user.json").displayName()).isEmpty();
    }

    @Test
    void system_messages_are_none() {
        JsonNode event = VendorContracts.json(samples.resolve("fragment-system-event.json"));
        assertThat(TeamsMessages.isMessage(event)).isFalse();
    }

    private Document body(String file) {
        return teams.reader().read(VendorContracts.json(samples.resolve(file)));
    }

    private Message message(String file) {
        return teams.messages()
                .read(VendorContracts.json(samples.resolve(file)), id)
                .orElseThrow();
    }

    private User author(String file) {
        return teams.messages()
                .author(VendorContracts.json(samples.resolve(file)).path("from"));
    }

    static WebhookRequest request(byte[] body) {
        return new WebhookRequest("POST", "", Map.of(), Map.of(), body);
    }
}
