package dev.footbridge.gchat;

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
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.Message;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.emulator.FileContent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is special about files on Google Chat. */
class GchatFilesTest {

    private static final String UPLOAD = "POST /upload/*";
    private static final FileContent FILE = FileContent.generated(4, 300_000);

    private final GchatHarness harness = new GchatHarness(GchatAuth.DELEGATED);
    private final Connector connector = harness.connect();

    @AfterEach
    void close() {
        connector.close();
        harness.close();
    }

    private static Draft draft() {
        Upload file = new Upload(
                "a.gif",
                "image/gif",
                OptionalLong.of(FILE.size()),
                () -> new Download(FILE.open(), "image/gif", OptionalLong.empty()));
        return Draft.of(Document.empty(), "key-7")
                .withFiles(List.of(file))
                .as(new Persona("Ann Other", Optional.empty(), "elsewhere"));
    }

    private Draft part() {
        return connector.prepare(harness.channel(), draft()).parts().get(0);
    }

    private MessageId post() throws ConnectorException, InterruptedException {
        return connector.post(harness.channel(), part());
    }

    @Test
    void anUploadThatFailsIsSeenByNobodyWhateverItsAnswer() throws Exception {
        for (Fault fault : List.of(Fault.status(500), Fault.status(500).performedFirst(), Fault.reset())) {
            harness.chat.faults().add(fault.on(UPLOAD).times(1));
            ConnectorException failure = catchThrowableOfType(ConnectorException.class, this::post);
            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        }
        assertThat(harness.people().look(harness.channel())).isEmpty();
        assertThat(harness.people().files(post())).hasSize(1);
    }

    @Test
    void theSamePostAgainIsTheSameMessage() throws Exception {
        MessageId first = post();
        assertThat(post()).isEqualTo(first);
        assertThat(harness.people().look(harness.channel())).hasSize(1);
    }

    @Test
    void aFileCountsAsTwoWritesOfItsSpace() {
        long writes = GchatLimits.documented().limits(Verb.UPLOAD, harness.channel()).stream()
                .filter(limit -> limit.key().startsWith("space.writes"))
                .count();
        assertThat(writes).isEqualTo(2);
    }

    @Test
    void appsTellThatFilesAreLost() {
        try (GchatHarness bot = new GchatHarness(GchatAuth.BOT);
                Connector asApp = bot.connect()) {
            Prepared prepared = asApp.prepare(bot.channel(), draft());
            assertThat(prepared.parts())
                    .allSatisfy(part -> assertThat(part.files()).isEmpty());
            assertThat(prepared.losses()).contains(Loss.dropped(Element.ATTACHMENT));
        }
    }

    @Test
    void appsReadFilesAllTheSame() throws Exception {
        try (Connector app = ScriptedGchat.connect(botSettings(), Clock.systemUTC())) {
            harness.people()
                    .post(
                            harness.people().first(),
                            harness.channel(),
                            "look",
                            List.of(new ClientFile("a.gif", "image/gif", FILE)));
            try (Download download = app.downloads().orElseThrow().open(file())) {
                assertThat(FileContent.received(download.bytes()).sha256()).isEqualTo(FILE.sha256());
            }
        }
    }

    private Map<String, String> botSettings() {
        Map<String, String> settings = harness.settings();
        settings.put("auth", "bot");
        settings.remove("subject");
        settings.remove("documents");
        settings.keySet().removeIf(name -> name.startsWith("pubsub-topic"));
        return settings;
    }

    private FileId file() throws Exception {
        MessageId id = harness.people()
                .post(
                        harness.people().first(),
                        harness.channel(),
                        "look",
                        List.of(new ClientFile("a.gif", "image/gif", FILE)));
        Message message = connector.history().orElseThrow().message(id).orElseThrow();
        return message.attachments().get(0).id();
    }

    @Test
    void aStreamThatBreaksIsABrokenSource() throws Exception {
        FileId file = file();
        for (long at : List.of(3_000L, 150_000L, 299_700L)) {
            harness.chat.faults().add(Fault.breakAt(at).on("GET /v1/media/*").times(1));
            try (Download download = connector.downloads().orElseThrow().open(file)) {
                assertThatThrownBy(() -> FileContent.received(download.bytes()))
                        .isInstanceOf(BrokenSourceException.class);
            }
        }
    }

    @Test
    void aRedirectToAnotherHostIsNotFollowed() throws Exception {
        FileId file = file();
        harness.chat
                .faults()
                .add(Fault.redirect("http://127.0.0.1:9/x")
                        .on("GET /v1/media/*")
                        .times(1));
        ConnectorException failure = catchThrowableOfType(
                ConnectorException.class,
                () -> connector.downloads().orElseThrow().open(file));
        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    }

    @Test
    void aFileOnDriveIsALinkAndNoCopy() throws Exception {
        GchatIds ids = new GchatIds("example.com");
        GchatMessages messages = new GchatMessages(ids, new GchatSelf(ids, GchatAuth.DELEGATED), new GchatThreads());
        GchatReader reader = new GchatReader(ids, GchatReader.Syntax.MARKDOWN);
        String json = "{'name':'spaces/S/messages/T.T','createTime':'2026-11-22T10:00:00Z','text':'see%s',"
                + "'sender':{'name':'users/1'},'attachment':[{'contentName':'../Plan.gdoc','source':'DRIVE_FILE',"
                + "'driveDataRef':{'driveFileId':'1AbCdEfGhIjKlMnOpQr'}}]}";
        for (String mentioned : List.of("", " https://docs.google.com/document/d/1AbCdEfGhIjKlMnOpQr/edit")) {
            byte[] bytes = json.formatted(mentioned).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            Message message = messages.read(Json.pushed().parse(bytes), reader, Optional.empty())
                    .orElseThrow();
            List<Attachment> files = message.attachments();
            assertThat(files).isEmpty();
            boolean added = message.body().equals(linked(mentioned));
            assertThat(added).isEqualTo(mentioned.isEmpty());
        }
    }

    private static Document linked(String mentioned) {
        return new Document(List.of(
                Paragraph.of(Text.of("see" + mentioned)),
                Paragraph.of(new Link("Plan.gdoc", "https://drive.google.com/open?id=1AbCdEfGhIjKlMnOpQr", Set.of()))));
    }

    @Test
    void peopleOfOtherDomainsAreNobody() {
        var signIn = connector.signIn().orElseThrow();
        assertThat(signIn.issuer()).hasHost("accounts.google.com");
        assertThat(signIn.user(Map.of("sub", "12", "hd", "EXAMPLE.com"))).isPresent();
        assertThat(signIn.user(Map.of("sub", "12"))).isEmpty();
        assertThat(signIn.user(Map.of("sub", "12", "hd", "example.org", "email", "a@example.com")))
                .isEmpty();
    }
}
