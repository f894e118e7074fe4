package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.testkit.contract.RecordingSink;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample becomes the event it is, or is ignored for a counted reason. */
class GchatSamplesTest {

    private static final Map<String, String> OUTCOMES = Map.ofEntries(
            Map.entry("MESSAGE.json", "Posted"),
            Map.entry("MESSAGE-dm.json", "Posted"),
            Map.entry("MESSAGE-attachments.json", "Posted"),
            Map.entry("ADDED_TO_SPACE.json", "ChannelChanged"),
            Map.entry("ADDED_TO_SPACE-by-mention.json", "Posted"),
            Map.entry("REMOVED_FROM_SPACE.json", "ChannelChanged"),
            Map.entry("CARD_CLICKED.json", "ignored:card_clicked"),
            Map.entry("message-created.json", "Posted"),
            Map.entry("message-created-no-resource.json", "Touched"),
            Map.entry("message-updated.json", "Edited"),
            Map.entry("message-deleted.json", "Removed"),
            Map.entry("message-batchCreated.json", "Posted,Posted"),
            Map.entry("reaction-created.json", "Reacted"),
            Map.entry("reaction-deleted.json", "Unreacted"),
            Map.entry("reaction-batchCreated.json", "Reacted,Reacted"),
            Map.entry("membership-created.json", "MemberJoined"),
            Map.entry("membership-deleted.json", "MemberLeft"),
            Map.entry("membership-batchCreated.json", "MemberJoined,MemberJoined"),
            Map.entry("space-updated.json", "ChannelChanged"),
            // Of a subscription that is not ours.
            Map.entry("lifecycle-expirationReminder.json", "ignored:expiration_reminder"),
            Map.entry("lifecycle-suspended.json", "ignored:subscription_suspended"),
            Map.entry("lifecycle-expired.json", "ignored:subscription_expired"));

    private static ScriptedGchat chat;
    private static Connector connector;

    @BeforeAll
    static void find() throws Exception {
        VendorContracts.required(GchatSamplesTest.class);
        chat = new ScriptedGchat();
        connector = chat.connect(GchatAuth.BOT);
        connector.check();
    }

    @AfterAll
    static void close() {
        if (chat != null) {
            connector.close();
            chat.close();
        }
    }

    static Stream<Path> events() {
        return VendorContracts.folder().stream()
                .map(contracts -> contracts.resolve("gchat-samples"))
                .flatMap(samples -> Stream.of("interaction-events", "pubsub-push")
                        .flatMap(folder -> VendorContracts.jsonFiles(samples.resolve(folder)).stream()))
                .filter(file -> !file.getParent().endsWith("decoded"));
    }

    /** The request that brings a sample, signed by whoever sends such. */
    static WebhookRequest request(JsonNode body, boolean push) {
        String mail = push ? ScriptedGchat.PUSH_ACCOUNT : ScriptedGchat.CHAT;
        return GchatWebhooksTest.request(
                ScriptedGchat.sign(ScriptedGchat.google(mail), ScriptedGchat.KEY), body.toString());
    }

    private static RecordingSink received(Path file) {
        RecordingSink sink = new RecordingSink();
        boolean push = file.getParent().endsWith("pubsub-push");
        WebhookReply reply =
                connector.webhooks().orElseThrow().receive(request(VendorContracts.json(file), push), sink);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{}");
        return sink;
    }

    @ParameterizedTest
    @MethodSource("events")
    void everySampleBecomesWhatItIsOrIsIgnoredForAReason(Path file) {
        RecordingSink sink = received(file);
        String outcome = sink.events().isEmpty()
                ? "ignored:" + String.join(",", sink.ignored())
                : String.join(
                        ",",
                        sink.events().stream()
                                .map(event -> event.getClass().getSimpleName())
                                .toList());

        assertThat(outcome).isEqualTo(OUTCOMES.get(file.getFileName().toString()));
        assertThat(sink.rejected()).isEmpty();
        assertThat(sink.events().stream().map(InboundEvent::eventId)).doesNotHaveDuplicates();
    }

    @Test
    void allSamplesAreKnown() {
        assertThat(events().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(OUTCOMES.keySet());
    }

    private static Message message(String file) {
        Path path = events().filter(
                        candidate -> candidate.getFileName().toString().equals(file))
                .findFirst()
                .orElseThrow();
        return ((InboundEvent.Posted) received(path).events().get(0)).message();
    }

    @Test
    void theBodyIsReadFromTheFormattedText() {
        Message message = message("MESSAGE.json");

        assertThat(message.body().plainText())
                .contains("there (http://example.com)")
                .contains("- Noon\n- 3 pm");
        assertThat(message.body().toString())
                .contains(Link.of("there", "http://example.com").toString())
                .contains(Mark.BOLD.name())
                .doesNotContain(LineBreak.class.getSimpleName());
        assertThat(message.author().displayName()).isEqualTo("Sasha");
        assertThat(message.author().email()).contains("sasha@example.com");
        assertThat(message.replyTo()).isEmpty();
        assertThat(message.createdAt()).isEqualTo(Instant.parse("2023-09-07T21:37:36.260127Z"));
    }

    @Test
    void filesAreTold() {
        Message message = message("MESSAGE-attachments.json");
        assertThat(message.attachments())
                .extracting(attachment -> attachment.name() + " " + attachment.mediaType())
                .containsExactly("example.png image/png");
        assertThat(message.body().toString()).contains("Plan", "https://drive.google.com/open?id=");
    }

    @Test
    void aReplyOfABatchNamesItsThread() {
        Path batch = events().filter(file -> file.getFileName().toString().equals("message-batchCreated.json"))
                .findFirst()
                .orElseThrow();
        List<InboundEvent> events = received(batch).events();
        Message root = ((InboundEvent.Posted) events.get(0)).message();
        Message reply = ((InboundEvent.Posted) events.get(1)).message();

        assertThat(root.replyTo()).isEmpty();
        assertThat(reply.replyTo()).contains(root.id());
    }

    @Test
    void anEmptySpaceAnswersNothingAtAll() throws Exception {
        Path sample = VendorContracts.required(GchatSamplesTest.class)
                .resolve("gchat-samples/rest/messages.list-empty.response.json");
        try (Connector account = chat.connect(GchatAuth.DELEGATED)) {
            chat.answer("GET /messages", VendorContracts.json(sample).toString());
            Window always = new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

            assertThat(account.history()
                            .orElseThrow()
                            .messages(ScriptedGchat.SPACE, always, Optional.empty())
                            .items())
                    .isEmpty();
        }
    }
}
