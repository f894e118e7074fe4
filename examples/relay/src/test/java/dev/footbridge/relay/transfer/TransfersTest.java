package dev.footbridge.relay.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.testkit.fake.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransfersTest {

    private static final WorkspaceId HOME = new WorkspaceId(new Platform("memory"), "home");
    private static final ChannelId FROM = new ChannelId(HOME, "from");
    private static final ChannelId TO = new ChannelId(HOME, "to");

    private final ManualClock clock = ManualClock.at("2026-01-01T10:00:00Z");
    private final List<String> steps = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final Transfers transfers = new Transfers(
            clock,
            2,
            Duration.ofMinutes(2),
            new TransferObserver() {
                @Override
                public void streamEnded(ChannelId target, Duration time, String failure) {
                    ended.add(time.toSeconds() + " " + failure);
                }
            },
            steps::add);

    @Test
    void aPersonHasSoManyStreamsAndNoMore() {
        UserId ann = new UserId(HOME, "ann");
        UserId bob = new UserId(HOME, "bob");
        assertThat(transfers.claim(1, ann)).isTrue();
        assertThat(transfers.claim(2, ann)).isTrue();
        assertThat(transfers.claim(2, ann)).as("it is its own already").isTrue();
        assertThat(transfers.claim(3, ann)).isFalse();
        assertThat(transfers.claim(4, bob)).isTrue();
        transfers.release(1);
        transfers.release(1);
        assertThat(transfers.claim(3, ann)).isTrue();
        assertThat(transfers.claim(5, ann)).isFalse();
    }

    @Test
    void progressTellsBytesAndTotal() {
        Transfer transfer = transfers.begin(FROM, TO, 100, () -> {});
        transfer.moved(49);
        assertThat(steps).isEmpty();
        transfer.moved(1);
        assertThat(steps).containsExactly("file-half");
        clock.advance(Duration.ofSeconds(3));
        assertThat(transfers.progress())
                .containsExactly(new Transfers.Progress(
                        1, FROM, TO, 50, 100, clock.instant().minusSeconds(3)));
        transfer.moved(50);
        transfer.whole();
        transfer.close();
        transfer.close();
        assertThat(transfers.progress()).isEmpty();
        assertThat(ended).containsExactly("3 ");
    }

    @Test
    void onlyWhatStandsStillIsBrokenOff() {
        List<String> broken = new ArrayList<>();
        Transfer slow = transfers.begin(FROM, TO, 100, () -> broken.add("slow"));
        Transfer still = transfers.begin(FROM, TO, 100, () -> broken.add("still"));
        Transfer whole = transfers.begin(FROM, TO, 100, () -> broken.add("whole"));
        whole.moved(100);
        whole.whole();
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(30));
            slow.moved(1);
            transfers.breakStalled();
        }
        assertThat(broken).containsExactly("still");
        assertThat(still.isStalled()).isTrue();
        still.close();
        assertThat(ended).containsExactly("300 broken_off");
    }
}
