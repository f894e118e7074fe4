package dev.footbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okio.AsyncTimeout;
import org.junit.jupiter.api.Test;

class FirstTimeoutTest {

    private static final int READS = 20_000;

    /** What a read or write does to the thread that looks after timeouts. */
    private static void read() {
        AsyncTimeout timeout = new AsyncTimeout();
        timeout.timeout(15, TimeUnit.SECONDS);
        timeout.enter();
        timeout.exit();
    }

    private static void reads() {
        for (int i = 0; i < READS; i++) {
            read();
        }
    }

    /** How often the thread began to wait, that is, had been woken. */
    private static long woken() {
        long[] ids = ManagementFactory.getThreadMXBean().getAllThreadIds();
        return Arrays.stream(ManagementFactory.getThreadMXBean().getThreadInfo(ids))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().equals("Okio Watchdog"))
                .mapToLong(ThreadInfo::getWaitedCount)
                .sum();
    }

    @Test
    void theThreadThatLooksAfterTimeoutsSleepsWhileAFileMoves() {
        read();
        await().until(() -> woken() > 0);
        long before = woken();
        await("without it, reads wake the thread").until(() -> {
            reads();
            return woken() > before + 50;
        });

        try (FirstTimeout first = FirstTimeout.begin()) {
            long asleep = woken();
            reads();
            assertThat(woken()).isLessThan(asleep + 5);

            await("it begins again when it was due")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> woken() > asleep + 1);
            long again = woken();
            reads();
            assertThat(woken()).isLessThan(again + 5);
        }
    }

    @Test
    void otherTimeoutsEndWhenTheyAreDue() throws Exception {
        AsyncTimeout shorter = new AsyncTimeout();
        try (FirstTimeout first = FirstTimeout.begin()) {
            shorter.timeout(20, TimeUnit.MILLISECONDS);
            long start = System.nanoTime();
            shorter.enter();
            await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() - start > 500_000_000);
            assertThat(shorter.exit()).isTrue();
        }
    }
}
