package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.relay.transfer.TransferOptions;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Files between two platforms in memory, and what tests do and see there. */
abstract class FileScenario {

    static final int MEGABYTE = 1 << 20;

    @TempDir
    Path directory;

    Rig rig;

    Rig rig(UnaryOperator<TransferOptions> options, Clock clock) {
        rig = new Rig(directory, clock, "one", "two");
        rig.options(EngineOptions.builder()
                .repairInterval(Duration.ofHours(1))
                .files(options.apply(TransferOptions.defaults().withSpool(directory.resolve("spool"), 64L << 20))));
        return rig;
    }

    Rig rig() {
        return rig(options -> options, Clock.systemUTC());
    }

    void reading(UnaryOperator<Download> change) {
        Connector odd = new OddFiles(rig.connector("one"), change);
        rig.connectors(Map.of("one", odd));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    static ClientFile file(String name, long size) {
        return new ClientFile(name, "image/gif", FileContent.generated(size + 7, size));
    }

    MessageId post(String text, ClientFile... files) {
        Document body = text.isEmpty() ? Document.empty() : Document.text(text);
        return rig.platform("one").post(rig.ann("one"), rig.channel("one"), body, List.of(files));
    }

    List<ClientFile> copies() {
        List<ClientFile> files = new ArrayList<>();
        rig.messages("two").forEach(message -> files.addAll(rig.platform("two").files(message.id())));
        return files;
    }

    static void assertSame(List<ClientFile> actual, ClientFile... expected) {
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.get(i).name()).isEqualTo(expected[i].name());
            assertThat(actual.get(i).mediaType()).isEqualTo(expected[i].mediaType());
            assertThat(actual.get(i).content().sha256())
                    .isEqualTo(expected[i].content().sha256());
        }
    }

    void assertGivenUp(String code) {
        await().untilAsserted(() -> assertThat(rig.engine.deadLetters(0, 10))
                .extracting(DeadLetterInfo::code)
                .containsExactly(code));
    }

    /** Lets a test do something in the middle of a file. */
    static final class Waiting extends java.io.FilterInputStream {
        private final CountDownLatch here;
        private final CountDownLatch go;

        Waiting(InputStream in, CountDownLatch here, CountDownLatch go) {
            super(in);
            this.here = here;
            this.go = go;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws java.io.IOException {
            int read = super.read(buffer, offset, length);
            here.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return read;
        }
    }
}
