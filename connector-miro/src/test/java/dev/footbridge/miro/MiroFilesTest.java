package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.Message;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.emulator.FileContent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is special about files on Miro. */
class MiroFilesTest {

    private static final String LINK = "GET /files/*";
    private static final FileContent FILE = FileContent.generated(4, 300_000);

    private final MiroHarness harness = new MiroHarness();
    private final Connector connector = harness.connect();

    @AfterEach
    void close() {
        connector.close();
        harness.close();
    }

    private MessageId post(String name, String mediaType) throws Exception {
        Upload file = new Upload(
                name,
                mediaType,
                OptionalLong.of(FILE.size()),
                () -> new Download(FILE.open(), mediaType, OptionalLong.empty()));
        Draft draft = Draft.of(Document.empty(), "k")
                .withFiles(List.of(file))
                .as(new Persona("Ann & Other", Optional.empty(), "elsewhere"));
        return connector.post(
                harness.channel(),
                connector.prepare(harness.channel(), draft).parts().get(0));
    }

    private Message posted(ClientFile file) throws Exception {
        MessageId id = harness.people().post(harness.people().first(), harness.channel(), "", List.of(file));
        return connector.history().orElseThrow().message(id).orElseThrow();
    }

    private FileId file() throws Exception {
        return posted(new ClientFile("a.gif", "image/gif", FILE))
                .attachments()
                .get(0)
                .id();
    }

    private Download open(FileId file) throws ConnectorException, InterruptedException {
        return connector.downloads().orElseThrow().open(file);
    }

    @Test
    void picturesAndDocumentsAreItemsOfTheirKindAndBothGoAway() throws Exception {
        MessageId picture = post("a.gif", "image/gif");
        MessageId document = post("b.txt", "text/plain");
        assertThat(harness.miro.journal().counts().keySet())
                .anyMatch(request -> request.startsWith("POST") && request.endsWith("/images"))
                .anyMatch(request -> request.startsWith("POST") && request.endsWith("/documents"));
        assertThat(harness.people().look(harness.channel()))
                .extracting(seen -> seen.text())
                .containsExactly("Ann & Other (elsewhere): a.gif", "Ann & Other (elsewhere): b.txt");
        connector.removal().orElseThrow().remove(picture);
        connector.removal().orElseThrow().remove(document);
        connector.removal().orElseThrow().remove(document);
        assertThat(harness.people().look(harness.channel())).isEmpty();
    }

    @Test
    void theTitleOfAFileIsItsNameAndTellsItsType() throws Exception {
        Message message = posted(new ClientFile("moving.gif", "image/gif", FILE));
        assertThat(message.body().isEmpty()).isTrue();
        Attachment file = message.attachments().get(0);
        assertThat(file.name()).isEqualTo("moving.gif");
        assertThat(file.mediaType()).isEqualTo("image/gif");
    }

    @Test
    void aLinkThatRanOutIsAskedForAgainOnce() throws Exception {
        FileId file = file();
        harness.miro.faults().add(Fault.status(403).on(LINK).times(1));
        try (Download download = open(file)) {
            assertThat(FileContent.received(download.bytes()).sha256()).isEqualTo(FILE.sha256());
        }
        assertThat(harness.calls().of(Verb.DOWNLOAD)).isEqualTo(2);
        harness.miro.faults().add(Fault.status(403).on(LINK).times(2));
        ConnectorException failure = catchThrowableOfType(ConnectorException.class, () -> open(file));
        assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(harness.calls().of(Verb.DOWNLOAD)).isEqualTo(4);
    }

    @Test
    void theLinkIsShownNoToken() throws Exception {
        try (Download download = open(file())) {
            assertThat(download.bytes().readAllBytes()).hasSize(300_000);
        }
        assertThat(harness.miro.journal().entries(entry -> entry.path().startsWith("/files/")))
                .hasSize(1)
                .allSatisfy(entry -> assertThat(entry.headers()).doesNotContainKey("authorization"));
    }

    @Test
    void aStreamThatBreaksIsABrokenSource() throws Exception {
        FileId file = file();
        harness.miro.faults().add(Fault.breakAt(150_000).on(LINK).times(1));
        try (Download download = open(file)) {
            assertThatThrownBy(() -> FileContent.received(download.bytes())).isInstanceOf(BrokenSourceException.class);
        }
    }

    @Test
    void aHostThatIsNotListedIsNotAsked() throws Exception {
        FileId file = file();
        harness.miro
                .faults()
                .add(Fault.redirect("http://169.254.169.254/latest").on(LINK).times(1));
        assertThat(catchThrowableOfType(ConnectorException.class, () -> open(file))
                        .kind())
                .isEqualTo(Kind.REJECTED);
    }
}
