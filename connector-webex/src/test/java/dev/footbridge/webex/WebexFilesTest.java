package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.Message;
import dev.footbridge.testkit.contract.ConnectorHarness.Seen;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.emulator.FileContent;
import dev.footbridge.webex.emulator.FileScan;
import dev.footbridge.webex.emulator.WebexEmulator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is special about files on Webex. */
class WebexFilesTest {

    private static final String CONTENTS = "/v1/contents/*";
    private static final FileContent FILE = FileContent.generated(4, 300_000);

    private final WebexHarness harness = new WebexHarness();
    private final Connector connector = harness.connect(Map.of("read-timeout", "1s"));

    @AfterEach
    void close() {
        connector.close();
        harness.close();
    }

    private MessageId posted(ClientFile... files) {
        return harness.people().post(harness.people().first(), harness.channel(), "look", List.of(files));
    }

    private MessageId posted() {
        return posted(new ClientFile("a.bin", "application/x-thing", FILE));
    }

    private Message read(MessageId id) throws Exception {
        return connector.history().orElseThrow().message(id).orElseThrow();
    }

    private FileId file() throws Exception {
        return read(posted()).attachments().get(0).id();
    }

    private Download open(FileId file) throws ConnectorException, InterruptedException {
        return connector.downloads().orElseThrow().open(file);
    }

    private ConnectorException refusal(FileId file) {
        return catchThrowableOfType(ConnectorException.class, () -> open(file));
    }

    @Test
    void aFileThatIsBeingScannedIsForLaterAndHoldsUpNoWords() throws Exception {
        MessageId id = posted();
        harness.webex.scan(FileScan.RUNNING);
        Message message = read(id);
        assertThat(message.body().plainText()).isEqualTo("look");
        assertThat(message.attachments()).extracting(Attachment::name).containsExactly("file");
        ConnectorException failure = refusal(message.attachments().get(0).id());
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(5));

        harness.webex.scan(FileScan.CLEAN);
        assertThat(read(id).attachments()).extracting(Attachment::name).containsExactly("a.bin");
    }

    @Test
    void anInfectedFileIsRefusedByACodeOfItsOwn() throws Exception {
        FileId file = file();
        harness.webex.scan(FileScan.INFECTED);
        ConnectorException failure = refusal(file);
        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.code()).isEqualTo("infected_file");
    }

    @Test
    void aFileThatCannotBeScannedIsReadOnlyWhereASettingSaysSo() throws Exception {
        FileId file = file();
        harness.webex.scan(FileScan.IMPOSSIBLE);
        ConnectorException failure = refusal(file);
        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.code()).isEqualTo("not_scannable");
        try (Connector bold = harness.connect(Map.of("unscannable-files", "take"));
                Download download = bold.downloads().orElseThrow().open(file)) {
            assertThat(FileContent.received(download.bytes()).sha256()).isEqualTo(FILE.sha256());
        }
    }

    @Test
    void everyFileOfAMessageIsToldWithNameTypeAndSizeAndAskedAboutOnce() throws Exception {
        MessageId id = posted(
                new ClientFile("\u00fcber.gif", "image/gif", FILE),
                new ClientFile("../\u202egpj.exe", "image/jpeg", FileContent.of(new byte[0])));
        List<Attachment> files = read(id).attachments();
        assertThat(files).extracting(Attachment::name).containsExactly("\u00fcber.gif", "gpj.exe");
        assertThat(files).extracting(Attachment::mediaType).containsExactly("image/gif", "image/jpeg");
        assertThat(files).extracting(Attachment::size).containsExactly(OptionalLong.of(300_000), OptionalLong.of(0));
        long before = harness.calls().all();
        assertThat(read(id).attachments()).isEqualTo(files);
        assertThat(harness.calls().all()).isEqualTo(before + 1);
    }

    @Test
    void aSignInPageIsNoFile() throws Exception {
        FileId file = file();
        harness.webex.faults().add(Fault.loginPage().on("GET " + CONTENTS).times(1));
        assertThat(refusal(file).code()).isEqualTo("not_a_file");
    }

    @Test
    void aRedirectToAnotherHostIsNotFollowed() throws Exception {
        FileId file = file();
        try (WebexEmulator trap = WebexEmulator.builder().start()) {
            harness.webex
                    .faults()
                    .add(Fault.redirect(trap.apiUrl() + "/contents/x")
                            .on("GET " + CONTENTS)
                            .times(1));
            assertThat(refusal(file).kind()).isEqualTo(Kind.REJECTED);
            assertThat(trap.journal().counts()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3_000, 150_000, 299_700})
    void aStreamThatBreaksOrStallsIsABrokenSource(long at) throws Exception {
        FileId file = file();
        for (Fault fault : List.of(Fault.breakAt(at), Fault.stallAt(at))) {
            harness.webex.faults().add(fault.on("GET " + CONTENTS).times(1));
            try (Download download = open(file)) {
                assertThatThrownBy(() -> FileContent.received(download.bytes()))
                        .isInstanceOf(BrokenSourceException.class);
            }
        }
    }

    @Test
    void aFileThatEndsTooEarlyIsNotPostedOn() throws Exception {
        Attachment file = read(posted()).attachments().get(0);
        harness.webex
                .faults()
                .add(Fault.shortenTo(299_999).on("GET " + CONTENTS).times(1));
        Upload upload = new Upload(file.name(), file.mediaType(), file.size(), () -> open(file.id()));
        ConnectorException failure = catchThrowableOfType(
                ConnectorException.class,
                () -> connector.post(
                        harness.channel(), Draft.of(Document.empty(), "k").withFiles(List.of(upload))));
        assertThat(failure.code()).isEqualTo("source_shorter");
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(harness.people().look(harness.channel())).hasSize(1);
    }

    @Test
    void aFileThatWasDeletedIsNotFoundAndARevokedTokenIsSaid() throws Exception {
        MessageId id = posted();
        FileId file = read(id).attachments().get(0).id();
        harness.people().remove(harness.people().first(), id);
        assertThat(refusal(file).kind()).isEqualTo(Kind.NOT_FOUND);
        FileId other = file();
        harness.faults().revokeCredentials();
        assertThat(refusal(other).kind()).isEqualTo(Kind.UNAUTHORIZED);
    }

    @Test
    void aGuestPostsFilesUnderItsOwnName() throws Exception {
        try (WebexHarness guests = new WebexHarness(Clock.systemUTC(), true);
                Connector asGuests = guests.connect()) {
            Upload upload = new Upload(
                    "a.gif",
                    "image/gif",
                    OptionalLong.empty(),
                    () -> new Download(FILE.open(), "image/gif", OptionalLong.empty()));
            Draft draft = Draft.of(Document.empty(), "k")
                    .withFiles(List.of(upload))
                    .as(new Persona("Ann Other", Optional.empty(), "elsewhere"));
            MessageId id = asGuests.post(
                    guests.channel(),
                    asGuests.prepare(guests.channel(), draft).parts().get(0));
            Seen seen = guests.people().look(guests.channel()).get(0);
            assertThat(seen.authorName()).isEqualTo("Ann Other (elsewhere)");
            assertThat(seen.text()).isEmpty();
            assertThat(guests.people().files(id).get(0).content().sha256()).isEqualTo(FILE.sha256());
        }
    }

    @Test
    void aFileCannotBeEdited() throws Exception {
        Upload upload = new Upload("a.gif", "image/gif", OptionalLong.of(5), () -> {
            throw new AssertionError("nobody reads it");
        });
        Draft part = Draft.of(Document.empty(), "k").withFiles(List.of(upload));
        MessageId id = posted();
        ConnectorException failure = catchThrowableOfType(
                ConnectorException.class,
                () -> connector.editing().orElseThrow().edit(id, part));
        assertThat(failure.code()).isEqualTo(WebexErrors.NOT_EDITABLE);
    }
}
