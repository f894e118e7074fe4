package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.relay.transfer.TransferOptions;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.fake.InMemoryFault;
import dev.footbridge.testkit.fake.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose source breaks, stalls, is slow or lies: what crosses is whole, and what does not is told. */
@Timeout(60)
class FileTroubleTest extends FileScenario {

    @ParameterizedTest
    @CsvSource({"10000", "500000", "999000", "0"})
    void aSourceThatBreaksIsReadAgainAndNothingHalfIsSeen(long after) throws Exception {
        rig().start().settle();
        ClientFile file = file("whole.gif", MEGABYTE);
        rig.platform("one").breakDownloads(after, 3);
        post("look", file);
        rig.settle();
        assertSame(copies(), file);
        assertThat(rig.platform("one").calls(Verb.DOWNLOAD)).isEqualTo(4);
        assertThat(rig.platform("two").messages(rig.channel("two"))).hasSize(2);
    }

    @Test
    void aSourceThatStandsStillIsBrokenOffAndReadAgain() throws Exception {
        ManualClock clock = ManualClock.at("2026-01-01T10:00:00Z");
        rig(options -> options.withStall(Duration.ofMinutes(2)), clock);
        CountDownLatch stands = new CountDownLatch(1);
        reading(download -> stands.getCount() == 0
                ? download
                : OddFiles.through(download, new OddFiles.Stalling(download.bytes(), 100_000, stands::countDown)));
        rig.start();
        ClientFile file = file("whole.gif", MEGABYTE);
        post("look", file);
        assertThat(stands.await(20, TimeUnit.SECONDS)).isTrue();
        await().untilAsserted(() -> {
            clock.advance(Duration.ofSeconds(50));
            rig.engine.runDue();
            assertThat(copies()).hasSize(1);
        });
        assertSame(copies(), file);
    }

    @Test
    void aSlowSourceIsNotAStandingOne() throws Exception {
        ManualClock clock = ManualClock.at("2026-01-01T10:00:00Z");
        rig(options -> options.withStall(Duration.ofMinutes(2)), clock);
        // Two megabytes a second: an hour's worth of clock passes, and each second has its bytes.
        reading(download -> OddFiles.through(download, new java.io.FilterInputStream(download.bytes()) {
            private long at;

            @Override
            public int read(byte[] buffer, int offset, int length) throws java.io.IOException {
                int read = super.read(buffer, offset, length);
                at += Math.max(0, read);
                clock.advance(Duration.ofMillis(Math.max(0, read) * 1000L / (2 * MEGABYTE)));
                rig.engine.runDue();
                return read;
            }
        }));
        rig.start().settle();
        ClientFile file = file("slow.gif", 20 * MEGABYTE);
        Instant before = clock.instant();
        post("look", file);
        rig.settle();
        assertSame(copies(), file);
        assertThat(Duration.between(before, clock.instant())).isGreaterThan(Duration.ofSeconds(9));
        assertThat(rig.platform("one").calls(Verb.DOWNLOAD)).isEqualTo(1);
    }

    @Test
    void aShortFileNeverAppears() throws Exception {
        ManualClock clock = ManualClock.at("2026-01-01T10:00:00Z");
        rig(options -> options, clock);
        reading(download ->
                OddFiles.through(download, new java.io.ByteArrayInputStream("short".getBytes(StandardCharsets.UTF_8))));
        rig.start();
        post("look", file("long.gif", 1000));
        await().untilAsserted(() -> {
            clock.advance(Duration.ofMinutes(1));
            rig.engine.runDue();
            assertThat(rig.texts("two")).hasSize(2);
        });
        assertThat(copies()).isEmpty();
        assertThat(rig.texts("two").get(1)).contains("long.gif", "stays on one");
        assertGivenUp("source_shorter");
    }

    @Test
    void theLengthThatTheSourceTellsLaterCounts() throws Exception {
        rig();
        ClientFile file = file("other.gif", 5_000);
        rig.start().settle();
        Message message = rig.platform("one").message(post("", file)).orElseThrow();
        rig.settle();
        var wrong = message.attachments().get(0);
        Message told = Message.builder(new MessageId(rig.channel("one"), "told-wrong"), message.author(), Instant.now())
                .body(Document.text("wrong length"))
                .attachments(List.of(new dev.footbridge.core.message.Attachment(
                        wrong.id(), wrong.name(), wrong.mediaType(), OptionalLong.of(4_999))))
                .build();
        rig.engine.sinkFor("one").accept(List.of(new InboundEvent.Posted("told-wrong", told)));
        rig.settle();
        assertSame(copies(), file, file);
    }

    @Test
    void aLengthThatNobodyTellsIsFoundOutInTheSpool() throws Exception {
        rig().start();
        rig.platform("one").tellsLengths(false);
        rig.platform("two").fileLimits(new FileLimits(1L << 30, 3, true, Set.of()));
        rig.settle();
        ClientFile file = file("long.gif", 3 * MEGABYTE + 5);
        ClientFile empty = file("empty.gif", 0);
        post("two parts", file, empty);
        rig.settle();
        assertSame(copies(), file, empty);
        assertThat(rig.observed.spooled).containsExactlyInAnyOrder(3L * MEGABYTE + 5, 0L);
        try (var left = Files.list(directory.resolve("spool"))) {
            assertThat(left.toList()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatTurnsOutTooLargeIsToldAsThat(boolean toldWhenItIsOpened) throws Exception {
        rig();
        ClientFile file = file("large.gif", 3_000);
        reading(download -> OddFiles.telling(
                download, toldWhenItIsOpened ? OptionalLong.of(file.content().size()) : OptionalLong.empty()));
        rig.start();
        rig.platform("one").tellsLengths(false);
        rig.platform("two").fileLimits(FileLimits.upTo(2_999));
        rig.settle();
        post("look", file);
        rig.settle();
        assertThat(copies()).isEmpty();
        assertThat(rig.texts("two")).anyMatch(text -> text.contains("large.gif stays on one: it is too large"));
        assertGivenUp("too_large");
    }

    @Test
    void aFullSpoolLeavesANoticeAndWordsGoOn() throws Exception {
        rig(options -> options.withSpool(directory.resolve("spool"), MEGABYTE), Clock.systemUTC());
        rig.start();
        rig.platform("one").tellsLengths(false);
        rig.platform("two").fileLimits(new FileLimits(1L << 30, 3, true, Set.of()));
        rig.settle();
        post("too much", file("big.gif", 3 * MEGABYTE));
        post("small", file("small.gif", 1000));
        rig.settle();
        assertThat(copies()).extracting(ClientFile::name).containsExactly("small.gif");
        assertThat(rig.texts("two")).anyMatch(text -> text.contains("big.gif") && text.contains("no room"));
        assertThat(rig.texts("two")).contains("too much", "small");
    }

    @Test
    void oneBadFileOfManyDoesNotKeepTheOthers() throws Exception {
        rig().start().settle();
        List<ClientFile> twenty = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            twenty.add(file("f" + i + ".gif", i));
        }
        Connector odd = new OddFiles(rig.connector("one"), download -> download);
        rig.stop();
        rig.connectors(Map.of("one", new MissingFile(odd, "f8")));
        rig.start().settle();
        post("twenty", twenty.toArray(ClientFile[]::new));
        rig.settle();
        assertThat(copies())
                .extracting(ClientFile::name)
                .hasSize(19)
                .doesNotContain("f7.gif")
                .startsWith("f0.gif", "f1.gif")
                .endsWith("f19.gif");
        assertThat(rig.texts("two")).last().asString().contains("f7.gif", "stays on one");
        assertGivenUp("source_file_not_found");
    }

    /** A platform that lost one file. */
    private static final class MissingFile extends WithoutStream {
        private final String missing;

        private MissingFile(Connector delegate, String missing) {
            super(delegate);
            this.missing = missing;
        }

        @Override
        public Optional<dev.footbridge.core.connector.Downloads> downloads() {
            return super.downloads().map(files -> (file, from) -> {
                if (file.value().equals(missing)) {
                    throw ConnectorException.of(ConnectorException.Kind.NOT_FOUND, "file_not_found", "gone");
                }
                return files.open(file, from);
            });
        }
    }

    @Test
    void aDeadLetterThatIsReplayedTakesItsNoticeBack() throws Exception {
        rig().start().settle();
        rig.platform("two")
                .add(InMemoryFault.failing(
                                ConnectorException.of(ConnectorException.Kind.REJECTED, "virus_scan", "not just now"))
                        .on(Verb.UPLOAD)
                        .times(1));
        ClientFile file = file("a.gif", 10);
        post("look", file);
        rig.settle();
        assertThat(rig.texts("two")).hasSize(2);
        assertThat(copies()).isEmpty();
        assertGivenUp("virus_scan");
        long number = rig.engine.deadLetters(0, 10).get(0).number();
        assertThat(rig.engine.replay(number)).isTrue();
        rig.settle();
        assertSame(copies(), file);
        assertThat(rig.texts("two")).containsExactly("look", "");
    }

    @Test
    void aSourceThatIsBusyBlocksNothingAtTheTarget() throws Exception {
        rig().start().settle();
        rig.platform("one")
                .add(InMemoryFault.throttled(Duration.ofMillis(300))
                        .on(Verb.DOWNLOAD)
                        .times(2));
        ClientFile file = file("a.gif", 10);
        post("look", file);
        await().untilAsserted(() ->
                assertThat(rig.platform("one").calls(Verb.DOWNLOAD)).isPositive());
        post("words go on");
        rig.settle();
        assertSame(copies(), file);
        assertThat(rig.texts("two")).contains("look", "words go on");
        assertThat(rig.engine.deadLetters(0, 10)).isEmpty();
    }

    @Test
    void oneTalkativePersonLeavesStreamsForOthers() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        rig = new Rig(directory, Clock.systemUTC(), "one", "two", "three");
        rig.options(EngineOptions.builder()
                .repairInterval(Duration.ofHours(1))
                .files(TransferOptions.defaults().withStreams(64, 1)));
        reading(download -> OddFiles.through(download, new Waiting(download.bytes(), half, go)));
        rig.start().settle();
        ClientFile file = file("a.gif", 10);
        post("look", file);
        assertThat(half.await(20, TimeUnit.SECONDS)).isTrue();
        await().untilAsserted(() -> assertThat(rig.texts("three")).containsExactly("look"));
        assertThat(rig.engine.transfers()).hasSize(1);
        go.countDown();
        rig.settle();
        assertThat(copies()).hasSize(1);
        assertThat(rig.messages("three")).hasSize(2);
        assertThat(rig.platform("one").calls(Verb.DOWNLOAD)).isEqualTo(2);
    }
}
