package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files on their way from a source to a browser. */
@Timeout(120)
class FileStreamTest {

    private static final byte[] PNG = bytes("89504e470d0a1a0a0000000d49484452");
    private static final byte[] TEXT = "0123456789".getBytes(StandardCharsets.US_ASCII);
    private static final long LARGE = 64L << 20;

    private static TestProvider provider;

    @TempDir
    Path directory;

    private LinkRig rig;
    private Visitor ann;

    @BeforeAll
    static void openProvider() {
        provider = new TestProvider();
    }

    @AfterAll
    static void closeProvider() {
        provider.close();
    }

    @BeforeEach
    void open() throws Exception {
        rig = new LinkRig(directory, provider.issuer());
        ann = new Visitor(rig.address());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private String shared(String name, String mediaType, byte[] bytes) throws Exception {
        return shared(new ClientFile(name, mediaType, FileContent.of(bytes)));
    }

    private String shared(ClientFile file) throws Exception {
        String link = rig.link(rig.send(file));
        signIn(ann, "ann", link);
        return link;
    }

    private void signIn(Visitor visitor, String name, String link) throws Exception {
        rig.target.person(name);
        provider.next(name, LinkRig.AWAY);
        assertThat(visitor.signIn(link).statusCode()).isEqualTo(302);
    }

    @Test
    void aPictureIsShownAndNothingElseMayHappen() throws Exception {
        HttpResponse<byte[]> file = ann.get(shared("cat.png", "image/png", PNG) + "/file");

        assertThat(file.body()).isEqualTo(PNG);
        assertThat(Visitor.header(file, "Content-Type")).isEqualTo("image/png");
        assertThat(Visitor.header(file, "Content-Disposition")).isEqualTo("inline; filename=\"cat.png\"");
        assertThat(Visitor.header(file, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'; sandbox");
        assertThat(Visitor.header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(Visitor.header(file, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(Visitor.header(file, "Cache-Control")).isEqualTo("no-store");
        assertThat(Visitor.header(file, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(Visitor.header(file, "Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, 89504e470d0a1a0a, image/png",
        "image/jpeg, ffd8ffe000104a46, image/jpeg",
        "image/jpg, ffd8ffe000104a46, image/jpeg",
        "IMAGE/GIF; x=y, 474946383961, image/gif",
        "image/gif, 474946383761, image/gif",
        "image/webp, 524946460000000057454250, image/webp",
        "application/octet-stream, 89504e470d0a1a0a, image/png",
        // What it says is not what it is.
        "image/png, 474946383961, ",
        "text/html, 89504e470d0a1a0a, ",
        "image/svg+xml, 89504e470d0a1a0a, ",
        "image/png, 3c68746d6c3e, ",
        "image/png, 3c7376673e, ",
        "image/webp, 524946460000000057415645, ",
        "image/png, 89504e470d0a1a, ",
        // What is never shown.
        "image/svg+xml, 3c7376673e, ",
        "text/html, 3c68746d6c3e, ",
        "text/plain, 30, ",
        "application/pdf, 255044462d, ",
        "video/mp4, 0000001866747970, "
    })
    void onlyPicturesThatAreWhatTheySayAreShown(String declared, String hex, String shownAs) throws Exception {
        HttpResponse<byte[]> file = ann.get(shared("name", declared, bytes(hex)) + "/file");

        assertThat(file.body()).isEqualTo(bytes(hex));
        assertThat(Visitor.header(file, "Content-Type"))
                .isEqualTo(shownAs == null ? "application/octet-stream" : shownAs);
        assertThat(Visitor.header(file, "Content-Disposition")).startsWith(shownAs == null ? "attachment;" : "inline;");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-           | 206 | 0-9",
                "bytes=0-0          | 206 | 0-0",
                "bytes=3-5          | 206 | 3-5",
                "bytes=3-           | 206 | 3-9",
                "bytes=-2           | 206 | 8-9",
                "bytes=-99          | 206 | 0-9",
                "bytes=9-99         | 206 | 9-9",
                "bytes=10-          | 416 |",
                "bytes=-0           | 416 |",
                "bytes=5-3          | 416 |",
                "bytes=a-b          | 416 |",
                "bytes=0-99999999999999999999999 | 416 |",
                "bytes=0-1,4-5      | 200 |",
                "bytes=0-5,3-9      | 206 | 0-9",
                "lines=0-1          | 200 |",
                "bytes              | 200 |",
            })
    void oneRangeIsServedSeveralGetTheWhole(String range, int status, String expected) throws Exception {
        String link = shared("notes.txt", "text/plain", TEXT);

        for (String method : List.of("GET", "HEAD")) {
            HttpResponse<byte[]> part = ann.send(method, link + "/file", "Range", range);
            assertThat(part.statusCode()).isEqualTo(status);
            String contentRange = Visitor.header(part, "Content-Range");
            if (status == 206) {
                assertThat(contentRange).isEqualTo("bytes " + expected + "/10");
                String[] ends = expected.split("-");
                byte[] wanted = Arrays.copyOfRange(TEXT, Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1);
                assertThat(Visitor.header(part, "Content-Length")).isEqualTo("" + wanted.length);
                assertThat(part.body()).isEqualTo(method.equals("HEAD") ? new byte[0] : wanted);
            } else {
                assertThat(contentRange).isEqualTo(status == 416 ? "bytes */10" : "");
                assertThat(part.body().length).isEqualTo(status == 200 && method.equals("GET") ? TEXT.length : 0);
            }
        }
    }

    @Test
    void conditionsNeverHold() throws Exception {
        String file = shared("notes.txt", "text/plain", TEXT) + "/file";

        HttpResponse<byte[]> whole = ann.get(file, "Range", "bytes=3-5", "If-Range", "\"any\"");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(TEXT);
        assertThat(ann.get(file, "If-None-Match", "*").statusCode()).isEqualTo(200);
        assertThat(ann.get(file, "If-Modified-Since", "Sun, 22 Nov 2099 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Visitor.header(whole, "ETag") + Visitor.header(whole, "Last-Modified"))
                .isEmpty();
    }

    @Test
    void theHeadIsThatOfTheFile() throws Exception {
        String file = shared("cat.png", "image/png", PNG) + "/file";

        HttpResponse<byte[]> head = ann.send("HEAD", file);
        HttpResponse<byte[]> whole = ann.get(file);

        for (String name : List.of("Content-Type", "Content-Length", "Content-Disposition", "Accept-Ranges")) {
            assertThat(Visitor.header(head, name)).isNotEmpty().isEqualTo(Visitor.header(whole, name));
        }
    }

    @Test
    void anEmptyFileIsAFile() throws Exception {
        HttpResponse<byte[]> file = ann.get(shared("empty", "text/plain", new byte[0]) + "/file");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(Visitor.header(file, "Content-Length")).isEqualTo("0");
    }

    @Test
    void aSourceThatDoesNotTellTheLengthIsReadWhole() throws Exception {
        rig.source.tellsLengths(false);
        String link = shared("cat.png", "image/png", PNG);

        HttpResponse<byte[]> file = ann.get(link + "/file", "Range", "bytes=3-5");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(PNG);
        assertThat(Visitor.header(file, "Accept-Ranges")).isEqualTo("none");
    }

    @Test
    void aSourceThatDoesNotTellTheLengthAndBreaksDoesNotEndEither() throws Exception {
        rig.source.tellsLengths(false);
        String link = shared(new ClientFile("big", "text/plain", FileContent.generated(1, 1_000_000)));
        // Java's client asks again when a connection breaks before the first byte.
        rig.source.breakDownloads(999_999, 10);

        assertThatThrownBy(() -> ann.get(link + "/file")).isInstanceOf(IOException.class);
    }

    @Test
    void aSourceThatBreaksNeverLooksLikeTheEnd() throws Exception {
        String link = shared(new ClientFile("big", "text/plain", FileContent.generated(1, 1_000_000)));
        for (long after : new long[] {0, 1, 11, 12, 13, 500_000, 999_999}) {
            rig.source.breakDownloads(after, 1);
            if (after < 100) {
                // Nothing was sent yet: there is a page to say so.
                assertThat(ann.get(link + "/file").statusCode()).isEqualTo(503);
            } else {
                assertThatThrownBy(() -> ann.get(link + "/file")).isInstanceOf(IOException.class);
            }
        }
        assertThat(ann.get(link + "/file").statusCode()).isEqualTo(200);
        assertThat(rig.cuts).containsOnlyKeys("broken");
    }

    @Test
    void aLargeFileComesWholeThroughOneBuffer() throws Exception {
        FileContent content = FileContent.generated(7, LARGE);
        String link = shared(new ClientFile("big", "text/plain", content));

        try (RawReader reader = RawReader.open(rig.address(), link + "/file", ann.cookies())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            InputStream body = reader.body();
            byte[] buffer = new byte[65_536];
            for (long left = LARGE; left > 0; ) {
                int read = body.read(buffer, 0, (int) Math.min(buffer.length, left));
                assertThat(read).isPositive();
                digest.update(buffer, 0, read);
                left -= read;
            }
            assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(content.sha256());
        }
        assertThat(rig.sent).hasValue(LARGE);
    }

    @Test
    void aPersonGetsFourFilesAtOnceAndAllTogetherSixtyFour() throws Exception {
        String link = shared(new ClientFile("big", "text/plain", FileContent.generated(1, LARGE)));
        List<RawReader> readers = new ArrayList<>();
        try {
            for (int i = 0; i < Streams.MAX_PER_USER; i++) {
                readers.add(RawReader.open(rig.address(), link + "/file", ann.cookies()));
            }
            HttpResponse<byte[]> fifth = ann.get(link + "/file");
            assertThat(fifth.statusCode()).isEqualTo(503);
            assertThat(Visitor.header(fifth, "Retry-After")).isEqualTo("30");
            assertThat(ann.get(link).statusCode()).as("the page").isEqualTo(200);

            for (int i = 1; i < Streams.MAX / Streams.MAX_PER_USER; i++) {
                Visitor other = new Visitor(rig.address());
                signIn(other, "person " + i, link);
                for (int j = 0; j < Streams.MAX_PER_USER; j++) {
                    readers.add(RawReader.open(rig.address(), link + "/file", other.cookies()));
                }
            }
            Visitor late = new Visitor(rig.address());
            signIn(late, "late", link);
            assertThat(late.get(link + "/file").statusCode()).isEqualTo(503);
            assertThat(late.get(link).statusCode()).as("the page").isEqualTo(200);
            assertThat(rig.server().activeStreams()).isEqualTo(Streams.MAX);
        } finally {
            for (RawReader reader : readers) {
                reader.close();
            }
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> rig.server().activeStreams() == 0);
        assertThat(ann.get(link + "/file", "Range", "bytes=0-9").statusCode()).isEqualTo(206);
    }

    @Test
    void whoReadsNothingIsCutOffAfterHalfAMinute() throws Exception {
        String link = shared(new ClientFile("big", "text/plain", FileContent.generated(1, LARGE)));
        try (RawReader reader = RawReader.open(rig.address(), link + "/file", ann.cookies())) {
            awaitBlocked();
            rig.clock.advance(ReaderPace.WINDOW.minusMillis(1));
            rig.server().cutSlowReaders();
            assertThat(rig.server().activeStreams()).isEqualTo(1);

            // The more the buffers between took, the longer.
            long bought = rig.sent.get() / ReaderPace.LEAST;
            rig.clock.advance(Duration.ofSeconds(bought + 1));
            rig.server().cutSlowReaders();

            assertThat(rig.server().activeStreams()).isZero();
            assertThat(reader.readToTheEnd()).isLessThan(LARGE);
        }
        assertThat(rig.cuts).containsKey("slow_reader");
    }

    @Test
    void whoLosesTheRightWhileReadingGetsNoMore() throws Exception {
        String link = shared(new ClientFile("big", "text/plain", FileContent.generated(1, LARGE)));
        try (RawReader reader = RawReader.open(rig.address(), link + "/file", ann.cookies())) {
            awaitBlocked();
            rig.target.leave(rig.target.person("ann"), rig.to);
            // Nobody is slow here: the reader takes enough until the next look.
            rig.clock.advance(FileAnswer.RECHECK.minusMillis(1));
            reader.read(1 << 20);
            rig.clock.advance(Duration.ofMillis(1));

            assertThat(reader.readToTheEnd()).isLessThan(LARGE);
        }
        assertThat(rig.cuts).containsKey("revoked");
    }

    /** The relay sent what fits between it and a reader that does not read. */
    private void awaitBlocked() {
        long[] before = {-1};
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> rig.sent.get() > 0 && before[0] == (before[0] = rig.sent.get()));
    }
}
