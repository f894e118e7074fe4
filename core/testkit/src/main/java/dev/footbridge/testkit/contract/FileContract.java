package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.FileSource;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.Message;
import dev.footbridge.testkit.contract.ConnectorHarness.Seen;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C110 to C125: files in both directions. */
abstract class FileContract extends DocumentContract {

    /** More than one buffer, not a multiple of anything. */
    private static final int SIZE = 150_001;

    private static final String PICTURE = "picture.gif";

    /** A real picture, so that a platform that looks at the bytes believes the type; noise behind its end does no harm. */
    private static byte[] gif(int size) {
        byte[] head = {
            'G',
            'I',
            'F',
            '8',
            '9',
            'a',
            1,
            0,
            1,
            0,
            (byte) 0x80,
            0,
            0,
            0,
            0,
            0,
            (byte) 0xff,
            (byte) 0xff,
            (byte) 0xff,
            0x2c,
            0,
            0,
            0,
            0,
            1,
            0,
            1,
            0,
            0,
            2,
            2,
            0x44,
            1,
            0,
            0x3b
        };
        byte[] bytes = Arrays.copyOf(head, size);
        for (int i = head.length; i < size; i++) {
            bytes[i] = (byte) (i * 31 >>> 3);
        }
        return bytes;
    }

    private static FileSource source(byte[] bytes) {
        return () -> new Download(new ByteArrayInputStream(bytes), "image/gif", OptionalLong.of(bytes.length));
    }

    private static Upload upload(String name, byte[] bytes) {
        return new Upload(name, "image/gif", OptionalLong.of(bytes.length), source(bytes));
    }

    private FileLimits limits() {
        return features().files();
    }

    private boolean takesFiles() {
        return limits().takesFiles();
    }

    private Draft files(Upload... uploads) {
        return draft(Document.empty()).withFiles(List.of(uploads));
    }

    /** The one message that a draft of one file becomes. */
    private Draft filePart(Upload upload) {
        return part(files(upload));
    }

    private List<ClientFile> arrived() {
        List<ClientFile> files = new ArrayList<>();
        look().forEach(message -> files.addAll(people().files(message.id())));
        return files;
    }

    private static List<String> hashes(List<ClientFile> files) {
        return files.stream().map(file -> file.content().sha256()).toList();
    }

    private static String hash(byte[] bytes) {
        return FileContent.of(bytes).sha256();
    }

    private void nothingArrived(String why) {
        assertThat(arrived()).as("files that people see although %s", why).isEmpty();
    }

    @Nested
    @DisplayName("Posting files")
    class PostingFiles {

        @Test
        void c110_a_channel_without_files_says_so() {
            Prepared prepared =
                    connector.prepare(channel(), draft("words").withFiles(List.of(upload(PICTURE, gif(64)))));
            Fidelity declared = features().fidelity(Element.ATTACHMENT);
            boolean carried =
                    prepared.parts().stream().anyMatch(part -> !part.files().isEmpty());
            assertThat(carried).as("a part has the file").isEqualTo(takesFiles());
            if (!takesFiles()) {
                assertThat(declared).isIn(Fidelity.DROPPED, Fidelity.REJECTED);
                assertThat(prepared.losses()).extracting(Loss::element).contains(Element.ATTACHMENT);
            } else {
                assertThat(declared).isIn(Fidelity.FULL, Fidelity.DEGRADED);
            }
        }

        @Test
        void c111_words_come_first_and_files_are_messages_of_their_own() throws Exception {
            if (!takesFiles()) {
                return;
            }
            List<Upload> uploads = new ArrayList<>();
            for (int i = 0; i < 2 * limits().perMessage() + 1; i++) {
                uploads.add(upload("f" + i + ".gif", gif(100 + i)));
            }
            MessageId root = people().canReply() ? people().post(person(), channel(), "root") : post("root");
            Draft whole = draft("words")
                    .withFiles(uploads)
                    .inThread(root)
                    .as(new Persona("Ann", Optional.empty(), "elsewhere"));
            long before = harness.calls().all();
            List<Draft> parts = connector.prepare(channel(), whole).parts();
            assertThat(harness.calls().all()).as("calls made by prepare").isEqualTo(before);
            assertThat(parts.get(0).files()).as("files of the words").isEmpty();
            List<Draft> withFiles =
                    parts.stream().filter(part -> !part.files().isEmpty()).toList();
            assertThat(withFiles).allSatisfy(part -> {
                assertThat(part.body().isEmpty()).isTrue();
                assertThat(part.files()).hasSizeLessThanOrEqualTo(limits().perMessage());
                assertThat(part.replyTo()).isEqualTo(whole.replyTo());
                assertThat(part.author()).isEqualTo(whole.author());
            });
            assertThat(withFiles.stream().flatMap(part -> part.files().stream()).toList())
                    .as("the files in their order")
                    .isEqualTo(uploads);
            assertThat(parts.stream().map(Draft::idempotencyKey)).doesNotHaveDuplicates();
        }

        @Test
        void c112_a_file_arrives_whole_with_its_name_and_its_author() throws Exception {
            if (takesFiles()) {
                byte[] bytes = gif(SIZE);
                Draft draft = files(upload(PICTURE, bytes)).as(new Persona("Ann Other", Optional.empty(), "elsewhere"));
                MessageId id = connector.post(channel(), part(draft));
                List<ClientFile> files = people().files(id);
                assertThat(hashes(files)).containsExactly(hash(bytes));
                assertThat(files.get(0).name()).contains("picture");
                assertThat(files.get(0).mediaType()).startsWith("image/gif");
                Seen shown = shown(id);
                assertThat(shown.authorName() + " " + shown.text() + " "
                                + files.get(0).name())
                        .as("what tells whose file it is")
                        .contains("Ann Other");
            }
        }

        @Test
        void c113_a_file_in_a_thread_is_in_the_thread() throws Exception {
            if (takesFiles() && features().fidelity(Element.REPLY) == Fidelity.FULL) {
                MessageId root = people().post(person(), channel(), "root");
                MessageId id = connector.post(
                        channel(), part(files(upload(PICTURE, gif(SIZE))).inThread(root)));
                assertThat(shown(id).replyTo()).contains(root);
                assertThat(people().files(id)).hasSize(1);
            }
        }

        @Test
        void c114_several_files_all_arrive_in_order() throws Exception {
            if (takesFiles()) {
                List<Upload> uploads = new ArrayList<>();
                List<String> expected = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    byte[] bytes = gif(1_000 + i);
                    uploads.add(upload("f" + i + ".gif", bytes));
                    expected.add(hash(bytes));
                }
                postAll(draft("four").withFiles(uploads));
                assertThat(hashes(arrived())).isEqualTo(expected);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {0, SIZE / 2, SIZE - 1})
        void c115_a_source_that_breaks_leaves_nothing(int after) throws Exception {
            if (takesFiles()) {
                ConnectorException reason =
                        ConnectorException.unavailable(Effect.NOT_APPLIED, "source_gone", "the source is gone", null);
                FileSource breaking = () -> new Download(
                        new SequenceInputStream(new ByteArrayInputStream(gif(SIZE), 0, after), new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new BrokenSourceException(reason);
                            }
                        }),
                        "image/gif",
                        OptionalLong.of(SIZE));
                Draft part = filePart(new Upload(PICTURE, "image/gif", OptionalLong.of(SIZE), breaking));
                ConnectorException failure =
                        failureOf("a post whose source breaks", () -> connector.post(channel(), part));
                assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
                assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
                assertThat(failure.code()).isEqualTo("source_gone");
                nothingArrived("the source broke");
                MessageId again = connector.post(channel(), filePart(upload(PICTURE, gif(SIZE))));
                assertThat(hashes(people().files(again))).containsExactly(hash(gif(SIZE)));
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1, -1, 70_000, -70_000})
        void c116_a_source_of_another_length_than_declared_leaves_nothing(int more) throws Exception {
            if (takesFiles()) {
                Draft part =
                        filePart(new Upload(PICTURE, "image/gif", OptionalLong.of(SIZE), source(gif(SIZE + more))));
                ConnectorException failure =
                        failureOf("a post of " + more + " bytes more", () -> connector.post(channel(), part));
                assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
                nothingArrived("its length was wrong");
            }
        }

        @Test
        void c117_an_unknown_length_is_no_obstacle_or_refused_at_once() throws Exception {
            if (takesFiles()) {
                AtomicInteger opened = new AtomicInteger();
                byte[] bytes = gif(SIZE);
                Draft part = filePart(new Upload(PICTURE, "image/gif", OptionalLong.empty(), () -> {
                    opened.incrementAndGet();
                    return new Download(new ByteArrayInputStream(bytes), "image/gif", OptionalLong.empty());
                }));
                if (limits().lengthFirst()) {
                    ConnectorException failure =
                            failureOf("a file of unknown length", () -> connector.post(channel(), part));
                    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
                    assertThat(failure.code()).isEqualTo("length_required");
                    assertThat(opened.get())
                            .as("how often the source was opened")
                            .isZero();
                } else {
                    assertThat(hashes(people().files(connector.post(channel(), part))))
                            .containsExactly(hash(bytes));
                }
            }
        }

        @Test
        void c118_a_file_over_the_limit_is_refused_unread() throws Exception {
            if (takesFiles()) {
                FileSource unread = () -> {
                    throw new AssertionError("a file that cannot be posted need not be read");
                };
                Draft part =
                        filePart(new Upload(PICTURE, "image/gif", OptionalLong.of(limits().maxBytes() + 1), unread));
                ConnectorException failure = failureOf("a file over the limit", () -> connector.post(channel(), part));
                assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
                assertThat(failure.code()).isEqualTo("file_too_large");
                for (String type : limits().refusedTypes()) {
                    Draft refused = filePart(new Upload("a." + type, "image/gif", OptionalLong.of(5), unread));
                    assertThat(failureOf("a refused type", () -> connector.post(channel(), refused))
                                    .code())
                            .isEqualTo("file_type");
                }
                nothingArrived("they were refused");
            }
        }

        @Test
        void c119_an_empty_file_arrives_or_is_refused() throws Exception {
            if (takesFiles()) {
                Draft part = filePart(new Upload(
                        "empty.txt",
                        "text/plain",
                        OptionalLong.of(0),
                        () -> new Download(InputStream.nullInputStream(), "text/plain", OptionalLong.of(0))));
                try {
                    List<ClientFile> files = people().files(connector.post(channel(), part));
                    assertThat(hashes(files)).containsExactly(hash(new byte[0]));
                } catch (ConnectorException e) {
                    assertThat(e.kind()).isEqualTo(Kind.REJECTED);
                    assertThat(e.code()).isEqualTo("file_empty");
                    nothingArrived("it was refused");
                }
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "../../etc/passwd",
                    "a\r\nSet-Cookie: x=1.txt",
                    "qu\"ote;\\back.txt",
                    "\u00fcml\u00e4ut \u6587\u66f8.txt",
                    "\ud83d\udc4d.png",
                    "%0d%0a.txt",
                    "<b>&amp;.txt",
                    "no extension"
                })
        void c120_an_odd_name_does_no_harm(String name) throws Exception {
            if (takesFiles()) {
                byte[] bytes = gif(500);
                List<ClientFile> files = people().files(connector.post(channel(), filePart(upload(name, bytes))));
                assertThat(hashes(files)).containsExactly(hash(bytes));
                assertThat(files.get(0).name()).doesNotContainPattern("[\\p{Cc}/\\\\]");
            }
        }

        @Test
        void c121_a_lost_answer_is_found_again() throws Exception {
            if (takesFiles() && connector.readback().isPresent()) {
                Readback readback = connector.readback().get();
                Draft part = filePart(upload(PICTURE, gif(SIZE)));
                harness.faults().next(Verb.UPLOAD, ConnectorHarness.Fault.ERROR_AFTER_EFFECT);
                ConnectorException failure =
                        failureOf("a post whose answer is lost", () -> connector.post(channel(), part));
                assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
                assertThat(arrived()).hasSize(1);
                List<Readback.Sent> sent = readback.sent(channel(), Optional.empty(), Instant.EPOCH);
                assertThat(sent.stream().filter(post -> isOurs(readback, part, post)))
                        .as("posts that are recognised as this one")
                        .hasSize(1);
                Draft other = filePart(upload("other.gif", gif(SIZE + 1)));
                assertThat(sent.stream().filter(post -> isOurs(readback, other, post)))
                        .as("posts that are taken for another one")
                        .isEmpty();
            }
        }

        private boolean isOurs(Readback readback, Draft part, Readback.Sent sent) {
            return sent.key().isPresent()
                    ? sent.key().get().equals(part.idempotencyKey())
                    : sent.fingerprint().equals(readback.fingerprint(part));
        }

        @Test
        void c122_a_missing_scope_is_named() throws Exception {
            if (takesFiles()) {
                String scope = harness.faults().withholdScope(Verb.UPLOAD);
                var lesser = open();
                lesser.check();
                Draft part = lesser.prepare(channel(), files(upload(PICTURE, gif(SIZE))))
                        .parts()
                        .get(0);
                if (!part.files().isEmpty()) {
                    ConnectorException failure =
                            failureOf("a post without the scope", () -> lesser.post(channel(), part));
                    assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
                    assertThat(failure.missingScope()).contains(scope);
                }
                nothingArrived("the scope is missing");
            }
        }
    }

    @Nested
    @DisplayName("Reading files")
    class ReadingFiles {

        private final byte[] bytes = gif(SIZE);

        private Message posted() throws Exception {
            MessageId id = people().post(
                            person(),
                            channel(),
                            "look",
                            List.of(new ClientFile(PICTURE, "image/gif", FileContent.of(bytes))));
            return connector.history().orElseThrow().message(id).orElseThrow();
        }

        private boolean reads() {
            return connector.downloads().isPresent() && connector.history().isPresent();
        }

        private Downloads downloads() {
            return connector.downloads().orElseThrow();
        }

        @Test
        void c123_a_file_that_people_post_is_told_and_can_be_read() throws Exception {
            if (reads()) {
                Message message = posted();
                assertThat(message.attachments()).hasSize(1);
                Attachment file = message.attachments().get(0);
                assertThat(file.name()).contains("picture");
                assertThat(file.toString()).doesNotContain("picture");
                file.size().ifPresent(size -> assertThat(size).isEqualTo(SIZE));
                try (Download download = downloads().open(file.id())) {
                    assertThat(download.bytes().readAllBytes()).isEqualTo(bytes);
                    download.length().ifPresent(length -> assertThat(length).isEqualTo(SIZE));
                    assertThat(download.mediaType()).startsWith("image/gif");
                }
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1, SIZE / 2, SIZE - 1, SIZE, SIZE + 10})
        void c124_reading_begins_where_it_is_asked_to(int from) throws Exception {
            if (reads()) {
                Attachment file = posted().attachments().get(0);
                try (Download download = downloads().open(file.id(), from)) {
                    assertThat(download.bytes().readAllBytes())
                            .isEqualTo(Arrays.copyOfRange(bytes, Math.min(from, SIZE), SIZE));
                }
            }
        }

        @Test
        void c125_what_does_not_exist_or_may_not_be_read_is_no_file() throws Exception {
            if (reads()) {
                ConnectorException failure =
                        failureOf("opening a missing file", () -> downloads().open(harness.missingFile()));
                assertThat(failure.kind()).isIn(Kind.NOT_FOUND, Kind.FORBIDDEN);
            }
        }
    }
}
