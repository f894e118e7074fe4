package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Slow readers cost a place each, and there are only so many. {@code -Dfootbridge.readers} says how many come. */
@Timeout(300)
class ManyReadersTest {

    private static final int READERS = Integer.getInteger("footbridge.readers", 200);
    private static final int PER_PERSON = 5;
    private static final long FILE = 256L << 20;
    private static final long MEMORY = 48L << 20;

    @TempDir
    Path directory;

    @Test
    void theyDoNotGrowTheMemory() throws Exception {
        List<RawReader> readers = new ArrayList<>();
        try (TestProvider provider = new TestProvider();
                LinkRig rig = new LinkRig(directory, provider.issuer())) {
            String link = rig.link(rig.send(new ClientFile("big", "video/mp4", FileContent.generated(3, FILE))));
            List<Visitor> people = new ArrayList<>();
            for (int i = 0; i < READERS / PER_PERSON; i++) {
                if (i % 30 == 0) {
                    rig.clock.advance(RequestRates.WINDOW);
                }
                Visitor visitor = new Visitor(rig.address());
                rig.target.person("person " + i);
                provider.next("person " + i, LinkRig.AWAY);
                assertThat(visitor.signIn(link).statusCode()).isEqualTo(302);
                people.add(visitor);
            }
            long before = used();
            int served = 0;
            int refused = 0;
            for (int i = 0; i < READERS; i++) {
                if (i % 200 == 0) {
                    rig.clock.advance(RequestRates.WINDOW);
                }
                Visitor visitor = people.get(i / PER_PERSON);
                RawReader reader = RawReader.open(rig.address(), link + "/file", visitor.cookies());
                readers.add(reader);
                served += reader.status() == 200 ? 1 : 0;
                refused += reader.status() == 503 ? 1 : 0;
            }
            long after = used();

            assertThat(served).isBetween(Streams.MAX_PER_USER, Streams.MAX);
            assertThat(served + refused).isEqualTo(READERS);
            assertThat(after - before).isLessThan(MEMORY);
        } finally {
            for (RawReader reader : readers) {
                reader.close();
            }
        }
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
}
