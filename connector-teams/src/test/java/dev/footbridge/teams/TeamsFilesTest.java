package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.BulkInputStream;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.FileSource;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.Message;
import dev.footbridge.teams.emulator.AppRegistration;
import dev.footbridge.teams.emulator.Seed;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.emulator.FileContent;
import dev.footbridge.testkit.emulator.JournalEntry;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can happen to files on Teams beyond the contract: drives, upload sessions, pictures. */
class TeamsFilesTest {

    private static final String RANGES = "PUT /storage/upload/*";
    private static final String STORAGE = "GET /storage/download/*";
    private static final FileContent REPORT = FileContent.generated(3, 300_000);
    /** Three ranges, the last of them short. */
    private static final FileContent LARGE = FileContent.generated(4, 2 * TeamsUploadSession.RANGE + 12_345);

    private final TeamsHarness harness = new TeamsHarness();
    private final ChannelId channel = harness.channel();
    private Connector connector;

    @BeforeEach
    void connect() throws Exception {
        connector = harness.connect(Map.of(TeamsSettings.READ_TIMEOUT, "1s"));
        connector.check();
    }

    @AfterEach
    void stop() {
        connector.close();
        harness.emulator().faults().clear();
        harness.close();
    }

    private static Upload upload(String name, FileContent content, AtomicInteger opened) {
        FileSource source = () -> {
            opened.incrementAndGet();
            return new Download(content.open(), "application/pdf", OptionalLong.of(content.size()));
        };
        return new Upload(name, "application/pdf", OptionalLong.of(content.size()), source);
    }

    private static Upload upload(String name, FileContent content) {
        return upload(name, content, new AtomicInteger());
    }

    private static Upload picture(String name, FileContent content) {
        return new Upload(
                name,
                "image/gif",
                OptionalLong.of(content.size()),
                upload(name, content).source());
    }

    private Draft part(Upload... uploads) {
        return part(channel, uploads);
    }

    private Draft part(ChannelId where, Upload... uploads) {
        Draft draft = Draft.of(Document.empty(), "key-1").withFiles(List.of(uploads));
        return connector.prepare(where, draft).parts().get(0);
    }

    private List<String> hashes(MessageId message) {
        return harness.people().files(message).stream()
                .map(file -> file.content().sha256())
                .toList();
    }

    private List<String> folder() {
        return harness.emulator()
                .files()
                .folder(channel.value().substring(channel.value().indexOf('/') + 1));
    }

    private List<ClientFile> shown() {
        List<ClientFile> all = new ArrayList<>();
        harness.people()
                .look(channel)
                .forEach(message -> all.addAll(harness.people().files(message.id())));
        return all;
    }

    private static ConnectorException failure(ThrowingCallable call) {
        ConnectorException failure = catchThrowableOfType(ConnectorException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    private List<JournalEntry> requests(String method, String path) {
        return harness.emulator()
                .journal()
                .entries(entry -> entry.method().equals(method) && entry.path().contains(path));
    }

    private Message message(MessageId id) throws Exception {
        return connector.history().orElseThrow().message(id).orElseThrow();
    }

    private FileId posted(ChannelId where, ClientFile file) throws Exception {
        List<Attachment> files = message(harness.people().post(harness.people().first(), where, "", List.of(file)))
                .attachments();
        assertThat(files).hasSize(1);
        return files.get(0).id();
    }

    private FileId report() throws Exception {
        return posted(channel, new ClientFile("report.pdf", "application/pdf", REPORT));
    }

    private Download open(FileId file) throws Exception {
        return connector.downloads().orElseThrow().open(file);
    }

    private void arrives(FileId file, FileContent expected) throws Exception {
        try (Download download = open(file)) {
            assertThat(FileContent.received(download.bytes()).sha256()).isEqualTo(expected.sha256());
        }
    }

    @Test
    void a_file_goes_to_the_folder_of_its_channel_in_ranges_without_the_token() throws Exception {
        MessageId id = connector.post(channel, part(upload("report.pdf", LARGE)));
        assertThat(hashes(id)).containsExactly(LARGE.sha256());
        assertThat(folder()).containsExactly("report.pdf");
        assertThat(requests("PUT", "/storage/"))
                .hasSize(3)
                .allSatisfy(range -> assertThat(range.headers())
                        .doesNotContainKey("authorization")
                        .containsKey("content-range"));
    }

    @Test
    void a_small_picture_is_in_the_message_and_a_large_one_beside_it() throws Exception {
        FileContent small = FileContent.generated(5, TeamsUploads.MAX_PICTURES);
        FileContent large = FileContent.generated(6, TeamsUploads.MAX_PICTURES + 1);
        MessageId id = connector.post(channel, part(picture("a.gif", large), picture("b.gif", small)));
        assertThat(hashes(id)).containsExactly(large.sha256(), small.sha256());
        assertThat(folder()).containsExactly("a.gif");
    }

    @Test
    void a_second_file_of_a_name_is_numbered_in_the_folder_and_keeps_its_name_in_the_message() throws Exception {
        connector.post(channel, part(upload("report.pdf", REPORT)));
        MessageId second = connector.post(channel, part(upload("report.pdf", LARGE)));
        assertThat(hashes(second)).containsExactly(LARGE.sha256());
        assertThat(harness.people().files(second)).extracting(ClientFile::name).containsExactly("report.pdf");
        assertThat(folder()).containsExactly("report 1.pdf", "report.pdf");
    }

    @ParameterizedTest
    @CsvSource({"500, false", "503, true", "416, false"})
    void a_range_that_fails_is_asked_about_and_the_upload_goes_on(int status, boolean performed) throws Exception {
        Fault fault = Fault.status(status).on(RANGES).times(1);
        harness.emulator().faults().add(performed ? fault.performedFirst() : fault);
        AtomicInteger opened = new AtomicInteger();
        MessageId id = connector.post(channel, part(upload("report.pdf", LARGE, opened)));
        assertThat(hashes(id)).containsExactly(LARGE.sha256());
        assertThat(requests("GET", "/storage/upload/")).hasSize(1);
        assertThat(opened.get()).as("how often the source was opened").isEqualTo(performed ? 1 : 2);
    }

    @Test
    void a_range_whose_connection_breaks_goes_on_where_the_platform_is() throws Exception {
        harness.emulator().faults().add(Fault.reset().on(RANGES).times(2));
        MessageId id = connector.post(channel, part(upload("report.pdf", LARGE)));
        assertThat(hashes(id)).containsExactly(LARGE.sha256());
        assertThat(folder()).containsExactly("report.pdf");
    }

    @Test
    void an_upload_that_breaks_too_often_is_cancelled() throws Exception {
        harness.emulator().faults().add(Fault.reset().on(RANGES));
        Draft part = part(upload("report.pdf", LARGE));
        ConnectorException failure = failure(() -> connector.post(channel, part));
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(requests("DELETE", "/storage/upload/")).hasSize(1);
        assertThat(shown()).isEmpty();
        assertThat(folder()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"429, THROTTLED", "507, UNAVAILABLE", "404, UNAVAILABLE", "403, FORBIDDEN"})
    void an_upload_that_is_not_taken_leaves_nothing(int status, Kind kind) throws Exception {
        harness.emulator().faults().add(Fault.status(status).on(RANGES));
        if (status == 404) {
            harness.emulator().faults().add(Fault.status(404).on("GET /storage/upload/*"));
        }
        Draft part = part(upload("report.pdf", REPORT));
        ConnectorException failure = failure(() -> connector.post(channel, part));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(folder()).isEmpty();
        harness.emulator().faults().clear();
        assertThat(hashes(connector.post(channel, part))).containsExactly(REPORT.sha256());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, TeamsUploadSession.RANGE, TeamsUploadSession.RANGE + 70_000})
    void a_source_that_breaks_leaves_nothing_in_the_folder(long at) throws Exception {
        ConnectorException reason =
                ConnectorException.unavailable(Effect.NOT_APPLIED, "source_gone", "the source is gone", null);
        Upload breaking = new Upload("report.pdf", "application/pdf", OptionalLong.of(LARGE.size()), () -> {
            InputStream whole = LARGE.open();
            InputStream broken = new BulkInputStream() {
                private long left = at;

                @Override
                public int read(byte[] buffer, int offset, int length) throws java.io.IOException {
                    if (left == 0) {
                        throw new BrokenSourceException(reason);
                    }
                    int read = whole.read(buffer, offset, (int) Math.min(left, length));
                    left -= read;
                    return read;
                }
            };
            return new Download(broken, "application/pdf", OptionalLong.of(LARGE.size()));
        });
        Draft part = part(upload("first.pdf", REPORT), breaking);
        ConnectorException failure = failure(() -> connector.post(channel, part));
        assertThat(failure.code()).isEqualTo("source_gone");
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(folder()).isEmpty();
        assertThat(shown()).isEmpty();
    }

    @Test
    void a_message_that_is_refused_takes_its_files_away_again() throws Exception {
        harness.emulator()
                .faults()
                .add(Fault.rateLimit("3").on("POST *messages").times(1));
        Draft part = part(upload("report.pdf", REPORT));
        assertThat(failure(() -> connector.post(channel, part)).kind()).isEqualTo(Kind.THROTTLED);
        assertThat(folder()).isEmpty();
    }

    @Test
    void a_message_whose_answer_is_lost_keeps_its_files_and_is_recognised_by_another_life() throws Exception {
        harness.emulator()
                .faults()
                .add(Fault.reset().performedFirst().on("POST *messages").times(1));
        Draft part = part(upload("report.pdf", REPORT), picture("b.gif", FileContent.generated(8, 5_000)));
        assertThat(failure(() -> connector.post(channel, part)).effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(folder()).containsExactly("report.pdf");
        try (Connector next = harness.connect()) {
            next.check();
            Readback readback = next.readback().orElseThrow();
            assertThat(readback.sent(channel, Optional.empty(), Instant.EPOCH))
                    .extracting(Readback.Sent::fingerprint)
                    .containsExactly(readback.fingerprint(part));
            assertThat(readback.fingerprint(part(upload("other.pdf", REPORT))))
                    .isNotEqualTo(readback.fingerprint(part));
        }
    }

    @Test
    void a_file_in_a_chat_is_for_its_members_and_nobody_else() throws Exception {
        ChannelId chat = harness.chat();
        MessageId id = connector.post(chat, part(chat, upload("plan.pdf", REPORT)));
        assertThat(hashes(id)).containsExactly(REPORT.sha256());
        String url = harness.emulator().journal().entries().stream()
                .filter(entry ->
                        entry.path().endsWith("/messages") && entry.bodyText().contains("contentUrl"))
                .map(entry -> entry.bodyText().replaceAll("(?s).*\"contentUrl\":\"([^\"]*)\".*", "$1"))
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(harness.emulator().files().mayOpen(Seed.ADA, url)).isTrue();
        assertThat(harness.emulator().files().mayOpen(Seed.CARLA, url)).isTrue();
        assertThat(harness.emulator().files().mayOpen(Seed.DEV, url)).isFalse();
        assertThat(harness.emulator().files().mayOpen(Seed.GUEST, url)).isFalse();
    }

    @Test
    void what_people_share_is_read_by_way_of_its_message_without_the_token_at_the_storage() throws Exception {
        arrives(report(), REPORT);
        arrives(posted(harness.chat(), new ClientFile("chat.pdf", "application/pdf", LARGE)), LARGE);
        assertThat(requests("GET", "/storage/download/"))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
        FileId file = report();
        try (Connector next = harness.connect()) {
            try (Download download = next.downloads().orElseThrow().open(file, 299_990)) {
                assertThat(download.length()).hasValue(REPORT.size());
                assertThat(download.bytes().readAllBytes()).hasSize(10);
            }
        }
    }

    @Test
    void a_page_an_old_address_and_a_deleted_file_are_no_file() throws Exception {
        FileId file = report();
        harness.emulator().faults().add(Fault.loginPage().on(STORAGE).times(1));
        assertThat(failure(() -> open(file)).code()).isEqualTo("not_a_file");
        harness.emulator().faults().add(Fault.status(404).on(STORAGE).times(1));
        assertThat(failure(() -> open(file)).kind()).isEqualTo(Kind.NOT_FOUND);
        arrives(file, REPORT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/x",
                "http://x.sharepoint.com/x",
                "https://127.0.0.1/x",
                "https://10.0.0.1/x"
            })
    void a_file_that_leads_elsewhere_is_not_followed(String location) throws Exception {
        FileId file = report();
        harness.emulator()
                .faults()
                .add(Fault.redirect(location).on("GET /v1.0/shares/*").times(1));
        ConnectorException failure = failure(() -> open(file));
        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.code()).isEqualTo("host_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 150_000, 299_700})
    void a_file_that_breaks_off_or_stalls_is_never_short(long at) throws Exception {
        FileId file = report();
        for (Fault fault : List.of(Fault.breakAt(at), Fault.stallAt(at))) {
            harness.emulator().faults().add(fault.on(STORAGE).times(1));
            assertThatThrownBy(() -> {
                        try (Download download = open(file)) {
                            download.bytes().transferTo(OutputStream.nullOutputStream());
                        }
                    })
                    .isInstanceOf(BrokenSourceException.class);
        }
    }

    @Test
    void without_the_scope_of_files_only_pictures_go() throws Exception {
        Set<String> left = new HashSet<>(Seed.DELEGATED);
        left.removeIf(scope -> scope.startsWith("Files."));
        harness.emulator().registerApp(new AppRegistration(Seed.APP_ID, Seed.APP_SECRET, Seed.ROLES, left));
        try (Connector lesser = harness.connect()) {
            lesser.check();
            FileContent small = FileContent.generated(5, 1_000);
            assertThat(hashes(lesser.post(channel, part(picture("a.gif", small)))))
                    .containsExactly(small.sha256());
            ConnectorException failure = failure(() -> lesser.post(channel, part(upload("report.pdf", REPORT))));
            assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
            assertThat(failure.missingScope().orElse("")).startsWith("Files.Read");
        }
    }

    @Test
    void an_application_takes_no_files_and_a_guest_none_in_chats() {
        try (Connector application = harness.connect(Map.of(TeamsSettings.REFRESH_TOKEN, ""))) {
            assertThat(application.features(channel).files().takesFiles()).isFalse();
            assertThat(application.features(channel).fidelity(Element.ATTACHMENT))
                    .isEqualTo(Fidelity.REJECTED);
            Draft draft = Draft.of(Document.text("words"), "key").withFiles(List.of(upload("a.pdf", REPORT)));
            assertThat(application.prepare(channel, draft).parts())
                    .allSatisfy(part -> assertThat(part.files()).isEmpty());
        }
        try (Connector guest = harness.connect(
                Map.of(TeamsSettings.REFRESH_TOKEN, harness.emulator().refreshToken(Seed.GUEST)))) {
            guest.check();
            assertThat(guest.features(harness.chat()).files().takesFiles()).isFalse();
            assertThat(guest.features(harness.chat()).note(Element.ATTACHMENT)).isPresent();
            assertThat(guest.features(channel).files().takesFiles()).isTrue();
        } catch (ConnectorException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_large_file_passes_without_being_held() throws Exception {
        FileContent huge = FileContent.generated(11, 200L * 1024 * 1024);
        MessageId id = connector.post(channel, part(upload("huge.bin", huge)));
        assertThat(hashes(id)).containsExactly(huge.sha256());
    }
}
