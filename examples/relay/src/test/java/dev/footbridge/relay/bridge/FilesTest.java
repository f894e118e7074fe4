package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.relay.transfer.FileLinks;
import dev.footbridge.relay.transfer.FileRules;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.fake.ManualClock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of files between platforms in memory, as long as nothing goes wrong. */
@Timeout(60)
class FilesTest extends FileScenario {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 65_535, 65_536, 65_537, 3 * MEGABYTE + 1})
    void aFileCrossesWholeBehindItsWords(long size) throws Exception {
        rig().start().settle();
        ClientFile file = file("moves.gif", size);
        post("look", file);
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("look", "");
        assertSame(copies(), file);
        rig.assertCountsAddUp();
    }

    @Test
    void aFileWithoutWordsCrossesWithItsAuthor() throws Exception {
        rig().start().settle();
        ClientFile file = file("picture.gif", 1000);
        post("", file);
        rig.settle();
        assertSame(copies(), file);
        assertThat(rig.messages("two")).hasSize(1);
        assertThat(rig.messages("two").get(0).author().displayName()).contains("ann-one");
    }

    @Test
    void severalFilesGoTogetherAsFarAsTheTargetTakesThem() throws Exception {
        rig().start().settle();
        ClientFile[] files = {
            file("a.gif", 10), file("b.gif", 20), file("c.gif", 30), file("d.gif", 40), file("e.gif", 50)
        };
        post("five", files);
        rig.settle();
        assertSame(copies(), files);
        assertThat(rig.messages("two"))
                .extracting(message -> message.attachments().size())
                .containsExactly(0, 3, 2);
    }

    @Test
    void anEditOfTheWordsLeavesTheFilesAlone() throws Exception {
        rig().start().settle();
        MessageId message = post("before", file("a.gif", 10));
        rig.settle();
        List<MessageId> before = rig.messages("two").stream().map(Message::id).toList();
        rig.platform("one").edit(rig.ann("one"), message, Document.text("after"));
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("after", "");
        assertThat(rig.messages("two").stream().map(Message::id).toList()).isEqualTo(before);
        assertThat(rig.platform("two").calls(Verb.UPLOAD)).isEqualTo(1);
    }

    @Test
    void wordsThatComeLaterJoinAMessageOfFiles() throws Exception {
        rig().start().settle();
        MessageId message = post("", file("a.gif", 10));
        rig.settle();
        rig.platform("one").edit(rig.ann("one"), message, Document.text("now with words"));
        rig.settle();
        assertThat(rig.texts("two")).containsExactlyInAnyOrder("", "now with words");
        assertThat(copies()).hasSize(1);
    }

    @Test
    void aFileThatLeavesTheMessageLeavesItsCopy() throws Exception {
        rig().start();
        rig.platform("two").fileLimits(new FileLimits(1L << 30, 1, false, Set.of()));
        rig.settle();
        ClientFile kept = file("kept.gif", 10);
        MessageId id = post("two files", file("gone.gif", 20), kept);
        rig.settle();
        Message message = rig.platform("one").message(id).orElseThrow();
        Message without = Message.builder(id, message.author(), message.createdAt())
                .body(message.body())
                .attachments(message.attachments().subList(1, 2))
                .editedAt(Optional.of(Instant.now()))
                .version("another")
                .build();
        rig.engine.sinkFor("one").accept(List.of(new InboundEvent.Edited("without", without)));
        rig.settle();
        assertSame(copies(), kept);
        assertThat(rig.platform("two").calls(Verb.UPLOAD)).isEqualTo(2);
    }

    @Test
    void aRemovedMessageTakesItsFilesWithIt() throws Exception {
        rig().start().settle();
        MessageId message = post("both", file("a.gif", 10));
        rig.settle();
        rig.platform("one").remove(rig.ann("one"), message);
        rig.settle();
        assertThat(rig.messages("two")).isEmpty();
    }

    @Test
    void aMessageRemovedWhileItsFileIsUnderWayLeavesNothing() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch removed = new CountDownLatch(1);
        rig();
        reading(download -> OddFiles.through(download, new Waiting(download.bytes(), half, removed)));
        rig.start().settle();
        MessageId message = post("both", file("a.gif", 500_000));
        assertThat(half.await(20, TimeUnit.SECONDS)).isTrue();
        rig.platform("one").remove(rig.ann("one"), message);
        await().untilAsserted(() -> assertThat(rig.messages("two")).isEmpty());
        removed.countDown();
        rig.settle();
        assertThat(rig.messages("two")).isEmpty();
    }

    @Test
    void wordsNeverWaitForAFile() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        rig();
        reading(download -> OddFiles.through(download, new Waiting(download.bytes(), half, go)));
        rig.start().settle();
        ClientFile first = file("first.gif", 100_000);
        ClientFile second = file("second.gif", 10);
        post("one", first);
        assertThat(half.await(20, TimeUnit.SECONDS)).isTrue();
        post("two", second);
        post("three");
        await().untilAsserted(() -> assertThat(rig.texts("two")).containsExactly("one", "two", "three"));
        assertThat(rig.engine.transfers()).hasSize(1);
        assertThat(rig.engine.transfers().get(0).total()).isEqualTo(100_000);
        go.countDown();
        rig.settle();
        assertSame(copies(), first, second);
        assertThat(rig.engine.transfers()).isEmpty();
    }

    @Test
    void anAnswerToAFileStandsBelowIt() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ManualClock clock = ManualClock.at("2026-01-01T10:00:00Z");
        rig(options -> options, clock);
        reading(download -> OddFiles.through(download, new Waiting(download.bytes(), half, go)));
        rig.start().settle();
        MessageId message = post("", file("a.gif", 10));
        assertThat(half.await(20, TimeUnit.SECONDS)).isTrue();
        rig.platform("one").reply(rig.bob("one"), message, Document.text("nice"));
        go.countDown();
        await().untilAsserted(() -> {
            clock.advance(Duration.ofMillis(500));
            rig.engine.runDue();
            assertThat(rig.messages("two")).hasSize(2);
        });
        Message answer = rig.messages("two").get(1);
        assertThat(answer.body().plainText()).isEqualTo("nice");
        assertThat(answer.replyTo()).contains(rig.messages("two").get(0).id());
    }

    @Test
    void aFileOverTheLimitLeavesANotice() throws Exception {
        rig().start();
        rig.platform("two").fileLimits(new FileLimits(1000, 3, false, Set.of("exe")));
        rig.settle();
        ClientFile exact = file("exact.gif", 1000);
        post("sizes", exact, file("over.gif", 1001), file("run.exe", 10));
        post("", file("alone.gif", 5_000_000));
        rig.settle();
        assertSame(copies(), exact);
        assertThat(rig.texts("two").get(0))
                .startsWith("sizes")
                .contains("over.gif (1 kB) stays on one: it is too large", "run.exe")
                .doesNotContain("exact.gif");
        assertThat(rig.texts("two")).anyMatch(text -> text.contains("alone.gif (5 MB) stays on one"));
    }

    @Test
    void whereThereAreLinksTheNoticeIsALink() throws Exception {
        FileLinks links = (group, file, target) ->
                Optional.of(URI.create("https://relay.example/f/" + group + "-" + file.value()));
        rig(options -> options.withLinks(links), Clock.systemUTC()).start();
        rig.platform("two").fileLimits(FileLimits.NONE);
        rig.settle();
        post("linked", file("a.gif", 10), file("b.gif", 20));
        rig.settle();
        assertThat(copies()).isEmpty();
        assertThat(rig.messages("two")).hasSize(1);
        assertThat(rig.messages("two").get(0).body().blocks().toString())
                .contains("a.gif", "https://relay.example/f/1-f1", "b.gif", "https://relay.example/f/1-f2");
    }

    @Test
    void filesThatAreSwitchedOffAreTold() throws Exception {
        rig();
        rig.bridges(new BridgeSpec(
                "all",
                rig.spec("all", "one", "two").endpoints(),
                BridgePolicy.everything().withFiles(FileRules.NOTHING)));
        rig.start().settle();
        post("words", file("a.gif", 10));
        rig.settle();
        assertThat(rig.texts("two")).hasSize(1);
        assertThat(rig.texts("two").get(0)).contains("words", "a.gif", "files are switched off");
        assertThat(rig.platform("one").calls(Verb.DOWNLOAD)).isZero();
    }
}
