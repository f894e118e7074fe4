package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Slow readers cost a place each, and there are only so many. {@code -Dfootbridge.readers} says how many come. */
@Timeout(600)
class ManyReadersTest {

    private static final int READERS = Integer.getInteger("footbridge.readers", 200);
    private static final int PER_PERSON = 5;
    private static final long FILE = 256L << 20;
    /** For all that are served, and for each connection. */
    private static final long MEMORY = (16L << 20) + READERS * (6L << 10);

    @TempDir
    Path directory;

    @Test
    void theyDoNotGrowTheMemory() throws Exception {
        try (TestProvider provider = new TestProvider();
                LinkRig rig = new LinkRig(directory, provider.issuer(), Optional.of(Readers.ADDRESS_HEADER));
                Readers readers = Readers.start(rig.address())) {
            String link = rig.link(rig.send(new ClientFile("big", "video/mp4", FileContent.generated(3, FILE))));
            for (int i = 0; i < READERS / PER_PERSON; i++) {
                Map<String, String> cookies = signedIn(rig, provider, link, i).cookies();
                for (int j = 0; j < PER_PERSON; j++) {
                    readers.add(link + "/file", cookies, address(i));
                }
            }
            long before = used();
            Instant start = Instant.now();
            Readers.Count first = readers.open();
            Readers.Count second = readers.again();
            Duration time = Duration.between(start, Instant.now());
            long grown = used() - before;
            System.out.printf(
                    "%,d readers at once in %.1f s: %d served, %,d asked to come again; the memory grew by %.1f MiB; %s%n",
                    READERS,
                    time.toMillis() / 1_000.0,
                    first.served(),
                    first.sentAway(),
                    grown / 1_048_576.0,
                    resident());

            assertThat(first.served()).isBetween(Streams.MAX_PER_USER, Streams.MAX);
            assertThat(first.served() + first.sentAway()).isEqualTo(READERS);
            assertThat(second).as("all were there at once").isEqualTo(new Readers.Count(0, first.sentAway()));
            assertThat(grown).isLessThan(MEMORY);

            readers.leave();
            await().atMost(Duration.ofMinutes(1)).until(() -> rig.server().activeStreams() == 0);
            Visitor late = signedIn(rig, provider, link, READERS);
            assertThat(late.get(link + "/file", "Range", "bytes=0-9").statusCode())
                    .isEqualTo(206);
        }
    }

    private static Visitor signedIn(LinkRig rig, TestProvider provider, String link, int number) throws Exception {
        Visitor visitor = new Visitor(rig.address(), Map.of(Readers.ADDRESS_HEADER, address(number)));
        rig.target.person("person " + number);
        provider.next("person " + number, LinkRig.AWAY);
        assertThat(visitor.signIn(link).statusCode()).isEqualTo(302);
        return visitor;
    }

    /** As the proxy in front tells it. */
    private static String address(int person) {
        return "10." + (person >> 16) + "." + (person >> 8 & 0xff) + "." + (person & 0xff);
    }

    /** Heap that is in use after a collection, and buffers outside it. */
    private static long used() {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return heap
                + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
    }

    /** What the system counts of this process, where it tells. */
    private static String resident() throws Exception {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
                        .map(line -> line.replaceAll("\\s+", " "))
                        .reduce((one, other) -> one + ", " + other)
                        .orElse("")
                : "";
    }
}
