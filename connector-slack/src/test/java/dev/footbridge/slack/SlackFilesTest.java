package dev.footbridge.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.FileSource;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.Message;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.emulator.FileContent;
import dev.footbridge.testkit.emulator.JournalEntry;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can happen to files on Slack beyond the contract. */
class SlackFilesTest {

    private static final String DOWNLOADS = "GET /files-pri/*";
    private static final String BYTES = "POST /upload/*";
    private static final FileContent PICTURE = FileContent.generated(3, 300_000);

    private final SlackHarness harness = new SlackHarness();
    private Connector connector;
    private ChannelId channel;

    @BeforeEach
    void connect() throws Exception {
        connector = connect(Map.of());
        connector.check();
        channel = harness.channel();
    }

    private Connector connect(Map<String, String> more) {
        Map<String, String> settings = harness.settings();
        settings.put("read-timeout", "1s");
        settings.putAll(more);
        return harness.provider()
                .create(ConnectorConfig.of(
                        harness.provider(), settings, Clock.systemUTC(), new Random(3), CredentialStore.none()));
    }

    @AfterEach
    void stop() {
        connector.close();
        harness.close();
    }

    private static Upload upload(String name, FileContent content) {
        FileSource source = () -> new Download(content.open(), "image/png", OptionalLong.of(content.size()));
        return new Upload(name, "image/png", OptionalLong.of(content.size()), source);
    }

    private Draft part(Upload... uploads) {
        Draft draft = Draft.of(Document.empty(), "key-1").withFiles(List.of(uploads));
        return connector.prepare(channel, draft).parts().get(0);
    }

    private List<ClientFile> filesOf(MessageId message) {
        return harness.slack.people().files(channel.value(), message.value());
    }

    private List<ClientFile> shown() {
        return harness.slack.people().messages(channel.value(), 100).stream()
                .flatMap(message -> harness.slack.people().files(channel.value(), message.id()).stream())
                .toList();
    }

    private Message posted(ClientFile... files) throws Exception {
        String ts = harness.slack.people().post("ada", channel.value(), "", Optional.empty(), List.of(files));
        return message(ts);
    }

    private Message message(String ts) throws Exception {
        return connector
                .history()
                .orElseThrow()
                .message(new MessageId(channel, ts))
                .orElseThrow();
    }

    private FileId picture() throws Exception {
        return posted(new ClientFile("p.png", "image/png", PICTURE))
                .attachments()
                .get(0)
                .id();
    }

    private Download open(FileId file) throws Exception {
        return connector.downloads().orElseThrow().open(file);
    }

    private static ConnectorException failure(ThrowingCallable call) {
        ConnectorException failure = catchThrowableOfType(ConnectorException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    private List<JournalEntry> requests(String path) {
        return harness.slack.journal().entries(entry -> entry.path().startsWith(path));
    }

    @Test
    void the_token_goes_to_no_upload_address() throws Exception {
        connector.post(channel, part(upload("p.png", PICTURE)));
        assertThat(requests("/upload/"))
                .hasSize(1)
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_message_is_told_by_the_answer_or_by_the_file(boolean inAnswer) throws Exception {
        harness.slack.files().sharesInAnswer(inAnswer);
        MessageId root = connector.post(channel, Draft.of(Document.text("root"), "key-0"));
        MessageId id = connector.post(channel, part(upload("p.png", PICTURE)).inThread(root));
        assertThat(filesOf(id)).extracting(file -> file.content().sha256()).containsExactly(PICTURE.sha256());
        assertThat(requests("/api/files.info")).hasSize(inAnswer ? 0 : 1);
    }

    @Test
    void a_message_that_is_not_told_yet_is_found_by_looking_again() throws Exception {
        harness.slack.files().sharesAfter(1);
        Draft part = part(upload("p.png", PICTURE));
        ConnectorException failure = failure(() -> connector.post(channel, part));
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(failure.code()).isEqualTo("share_pending");
        assertThat(found(connector, part)).hasSize(1);
    }

    /** What another life of the connector recognises: nothing but the part and the history. */
    private List<MessageId> found(Connector life, Draft part) throws Exception {
        Readback readback = life.readback().orElseThrow();
        return readback.sent(channel, part.replyTo(), Instant.EPOCH).stream()
                .filter(sent -> sent.key().isPresent()
                        ? sent.key().get().equals(part.idempotencyKey())
                        : sent.fingerprint().equals(readback.fingerprint(part)))
                .map(Readback.Sent::id)
                .toList();
    }

    @Test
    void after_a_crash_two_equal_files_of_an_author_are_told_apart() throws Exception {
        Persona ann = new Persona("Ann", Optional.empty(), "elsewhere");
        Draft first = part(upload("p.png", PICTURE)).as(ann).withKey("first");
        Draft second = part(upload("p.png", PICTURE)).as(ann).withKey("second");
        MessageId id = connector.post(channel, first);
        harness.slack
                .faults()
                .add(Fault.reset()
                        .performedFirst()
                        .on("POST /api/files.completeUploadExternal")
                        .times(1));
        assertThat(failure(() -> connector.post(channel, second)).effect()).isEqualTo(Effect.UNKNOWN);
        try (Connector next = connect(Map.of())) {
            assertThat(found(next, first)).containsExactly(id);
            assertThat(found(next, second)).hasSize(1).doesNotContain(id);
            assertThat(found(next, first.withKey("third"))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"500, UNAVAILABLE", "404, UNAVAILABLE", "403, UNAVAILABLE", "429, THROTTLED", "413, REJECTED"})
    void an_upload_that_is_not_taken_shows_nothing(int status, Kind kind) throws Exception {
        harness.slack.faults().add(Fault.status(status).on(BYTES).times(1));
        Draft part = part(upload("p.png", PICTURE));
        ConnectorException failure = failure(() -> connector.post(channel, part));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(shown()).isEmpty();
        assertThat(filesOf(connector.post(channel, part))).hasSize(1);
    }

    @Test
    void an_upload_whose_connection_breaks_shows_nothing() throws Exception {
        harness.slack.faults().add(Fault.reset().on(BYTES).times(1));
        Draft part = part(upload("p.png", FileContent.generated(9, 5_000_000)));
        ConnectorException failure = failure(() -> connector.post(channel, part));
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(shown()).isEmpty();
    }

    @Test
    void one_broken_file_of_ten_leaves_none() throws Exception {
        Upload[] ten = new Upload[10];
        for (int i = 0; i < ten.length; i++) {
            ten[i] = upload("f" + i + ".png", FileContent.generated(i, 1_000));
        }
        ten[7] = new Upload("f7.png", "image/png", OptionalLong.of(1_000), () -> {
            throw ConnectorException.of(Kind.NOT_FOUND, "file_gone", "the source has no such file");
        });
        Draft part = part(ten);
        assertThat(part.files()).hasSize(10);
        ConnectorException failure = failure(() -> connector.post(channel, part));
        assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(failure.code()).isEqualTo("file_gone");
        assertThat(shown()).isEmpty();
    }

    @Test
    void a_large_file_passes_without_being_held() throws Exception {
        FileContent large = FileContent.generated(11, 200L * 1024 * 1024);
        MessageId id = connector.post(channel, part(upload("large.bin", large)));
        assertThat(filesOf(id).get(0).content().sha256()).isEqualTo(large.sha256());
    }

    @Test
    void a_sign_in_page_is_no_file() throws Exception {
        FileId picture = picture();
        harness.slack.faults().add(Fault.loginPage().on(DOWNLOADS).times(1));
        ConnectorException failure = failure(() -> open(picture));
        assertThat(failure.code()).isEqualTo("not_a_file");
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        FileId page = posted(new ClientFile("p.html", "text/html", PICTURE))
                .attachments()
                .get(0)
                .id();
        harness.slack.faults().add(Fault.loginPage().on(DOWNLOADS).times(1));
        assertThat(failure(() -> open(page)).code()).isEqualTo("not_a_file");
        try (Download download = open(page)) {
            assertThat(FileContent.received(download.bytes()).sha256()).isEqualTo(PICTURE.sha256());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://files.example.com/x",
                "http://files.slack.com/x",
                "https://127.0.0.1/x",
                "https://10.0.0.1/x"
            })
    void a_file_that_leads_elsewhere_is_not_followed(String location) throws Exception {
        FileId picture = picture();
        harness.slack.faults().add(Fault.redirect(location).on(DOWNLOADS).times(1));
        ConnectorException failure = failure(() -> open(picture));
        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.code()).isEqualTo("host_not_allowed");
    }

    @Test
    void a_file_that_leads_in_a_circle_is_given_up() throws Exception {
        FileId picture = picture();
        harness.slack.faults().add(Fault.redirect("/files-pri/T-F/again").on(DOWNLOADS));
        assertThat(failure(() -> open(picture)).code()).isEqualTo("bad_redirect");
        assertThat(requests("/files-pri/")).hasSize(6);
        assertThat(requests("/files-pri/").stream()
                        .filter(request -> request.headers().containsKey("authorization")))
                .as("requests with the token")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 150_000, 299_700})
    void a_file_that_breaks_off_is_never_short(long at) throws Exception {
        FileId picture = picture();
        harness.slack.faults().add(Fault.breakAt(at).on(DOWNLOADS).times(1));
        assertThatThrownBy(() -> {
                    try (Download download = open(picture)) {
                        download.bytes().transferTo(java.io.OutputStream.nullOutputStream());
                    }
                })
                .isInstanceOf(BrokenSourceException.class);
    }

    @Test
    void a_file_that_stalls_is_given_up() throws Exception {
        FileId picture = picture();
        harness.slack.faults().add(Fault.stallAt(100_000).on(DOWNLOADS).times(1));
        try (Download download = open(picture)) {
            InputStream bytes = download.bytes();
            assertThatThrownBy(() -> bytes.transferTo(java.io.OutputStream.nullOutputStream()))
                    .isInstanceOf(BrokenSourceException.class)
                    .satisfies(broken -> assertThat(
                                    ((BrokenSourceException) broken).reason().code())
                            .isEqualTo("timed_out"));
        }
    }

    @Test
    void a_file_that_was_deleted_is_not_found_and_one_that_was_changed_is_the_new_one() throws Exception {
        Message message = posted(new ClientFile("p.png", "image/png", PICTURE));
        FileId file = message.attachments().get(0).id();
        FileContent next = FileContent.generated(4, 12_345);
        harness.slack.files().replace(file.value(), next);
        try (Download download = open(file)) {
            assertThat(download.length()).hasValue(next.size());
            assertThat(FileContent.received(download.bytes()).sha256()).isEqualTo(next.sha256());
        }
        harness.slack.files().delete(file.value());
        assertThat(failure(() -> open(file)).kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void a_size_that_lies_is_not_believed() throws Exception {
        FileId file = picture();
        harness.slack.files().declareSize(file.value(), 5L * 1024 * 1024 * 1024);
        try (Download download = open(file)) {
            assertThat(download.length()).hasValue(PICTURE.size());
        }
        assertThat(connector.features(channel).files().fits(OptionalLong.of(5L * 1024 * 1024 * 1024)))
                .isFalse();
    }

    @Test
    void a_file_of_another_organisation_is_asked_for() throws Exception {
        String shared = harness.slack.admin().addChannel("shared", "ada", harness.slack.botUserId());
        harness.slack.admin().share(shared);
        harness.slack.admin().addExternalUser("eve", "Eve Elsewhere", "T0OTHER");
        harness.slack.admin().join(shared, "eve");
        channel = new ChannelId(channel.workspace(), shared);
        String ts = harness.slack
                .people()
                .post("eve", shared, "", Optional.empty(), List.of(new ClientFile("p.png", "image/png", PICTURE)));
        Attachment file = message(ts).attachments().get(0);
        assertThat(file.size()).isEmpty();
        try (Download download = open(file.id())) {
            assertThat(download.mediaType()).isEqualTo("image/png");
            assertThat(FileContent.received(download.bytes()).sha256()).isEqualTo(PICTURE.sha256());
        }
    }

    @ParameterizedTest
    @CsvSource({"external, https://drive.example.com/d/1", "canvas, https://app.slack.com/docs/T/F"})
    void what_has_no_bytes_is_a_link(String mode, String url) throws Exception {
        String ts = harness.slack.files().shareDocument("ada", channel.value(), mode, "Plan", url);
        Message message = message(ts);
        assertThat(message.attachments()).isEmpty();
        assertThat(message.body().toString()).contains("Plan").contains(url);
        FileId file = new FileId(
                channel.workspace(),
                harness.slack.files().ids(channel.value(), ts).get(0));
        assertThat(failure(() -> open(file)).kind()).isEqualTo(Kind.UNSUPPORTED);
    }

    @Test
    void without_the_scope_nothing_is_read() throws Exception {
        FileId picture = picture();
        harness.faults().withholdScope(dev.footbridge.core.connector.Verb.DOWNLOAD);
        try (Connector lesser = connect(Map.of())) {
            assertThat(failure(() -> lesser.downloads().orElseThrow().open(picture))
                            .missingScope())
                    .contains("files:read");
        }
    }

    @Test
    void members_come_page_by_page_and_are_searched_to_the_end() throws Exception {
        for (int i = 0; i < 1_005; i++) {
            harness.slack.admin().addUser("u" + i, "User " + i, "u" + i + "@example.com");
        }
        String[] all = new String[1_005];
        for (int i = 0; i < all.length; i++) {
            all[i] = "u" + i;
        }
        String large = harness.slack.admin().addChannel("large", all);
        harness.slack.admin().join(large, harness.slack.botUserId());
        channel = new ChannelId(channel.workspace(), large);
        var members = connector.memberships().orElseThrow();
        var first = members.members(channel, Optional.empty());
        assertThat(first.items()).hasSize(1_000);
        assertThat(members.members(channel, first.next()).items()).hasSize(6);
        var last = new dev.footbridge.core.id.UserId(channel.workspace(), harness.slack.userId("u1004"));
        assertThat(members.isMember(channel, last)).isTrue();
        harness.slack.admin().leave(large, "u1004");
        assertThat(members.isMember(channel, last)).isFalse();
    }
}
