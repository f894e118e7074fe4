package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.relay.ledger.LedgerException;
import dev.footbridge.relay.ledger.LedgerWork;
import dev.footbridge.testkit.fake.ManualClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OrderedWritesTest {

    private static final WorkspaceId HOME = new WorkspaceId(new Platform("memory"), "home");
    private static final ChannelId ONE = new ChannelId(HOME, "one");
    private static final ChannelId TWO = new ChannelId(HOME, "two");

    private final ManualClock clock = ManualClock.at("2026-11-22T08:00:00Z");
    private final Timers timers = new Timers(clock);
    private final List<Runnable> queue = new ArrayList<>();
    private final List<String> disk = new ArrayList<>();
    private boolean open = true;
    private int failures;
    private final OrderedWrites writes = new OrderedWrites(this::submit, () -> open, timers);

    @Test
    void whatFailedIsNotOvertakenByALaterWriteOfItsChannel() {
        CompletableFuture<Void> recorded = write(ONE, "recorded 1");
        CompletableFuture<Void> intent = write(ONE, "intent 2");
        write(TWO, "intent 9");
        failures = 1;
        drain();
        assertThat(disk)
                .as("the failed write's channel waits, the other goes on")
                .containsExactly("intent 9");
        assertThat(recorded).isNotDone();
        assertThat(intent).isNotDone();

        CompletableFuture<Void> late = write(ONE, "recorded 2");
        drain();
        seconds(3);

        assertThat(disk).containsExactly("intent 9", "recorded 1", "intent 2", "recorded 2");
        assertThat(List.of(recorded, intent, late)).allMatch(CompletableFuture::isDone);
    }

    @Test
    void aFullDiskIsTriedAgainUntilItHasRoom() {
        CompletableFuture<Void> done = write(ONE, "intent 1");
        failures = 5;
        drain();
        seconds(4);
        assertThat(done).isNotDone();
        seconds(1);
        assertThat(done).isCompleted();
        assertThat(disk).containsExactly("intent 1");
    }

    @Test
    void aLedgerThatIsBrokenForGoodFailsTheWrite() {
        CompletableFuture<Void> done = write(ONE, "intent 1");
        failures = 1;
        open = false;
        drain();
        seconds(3);
        assertThat(done).isCompletedExceptionally();
        assertThat(disk).isEmpty();
    }

    private CompletableFuture<Void> write(ChannelId channel, String what) {
        return writes.write(channel, tx -> disk.add(what));
    }

    private CompletableFuture<Boolean> submit(LedgerWork<Boolean> work) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        queue.add(() -> {
            if (failures > 0) {
                failures--;
                done.completeExceptionally(new LedgerException("the disk is full"));
                return;
            }
            try {
                done.complete(work.run(null));
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
        return done;
    }

    private void drain() {
        while (!queue.isEmpty()) {
            queue.remove(0).run();
        }
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.ofSeconds(1));
            timers.runDue();
            drain();
        }
    }
}
