package dev.footbridge.relay.transfer;

import dev.footbridge.core.id.ChannelId;
import java.time.Duration;
import java.time.Instant;

/** One stream while it is open. */
final class Transfer {

    private final Transfers all;
    private final long number;
    private final ChannelId source;
    private final ChannelId target;
    private final long total;
    private final Runnable breakOff;
    private final Instant startedAt;
    private volatile long bytes;
    private volatile boolean whole;
    private volatile boolean stalled;
    private volatile String failure = "";
    private long seenBytes;
    private Instant seenAt;

    Transfer(Transfers all, long number, ChannelId source, ChannelId target, long total, Runnable breakOff) {
        this.all = all;
        this.number = number;
        this.source = source;
        this.target = target;
        this.total = total;
        this.breakOff = breakOff;
        this.startedAt = all.now();
        this.seenAt = startedAt;
    }

    long number() {
        return number;
    }

    ChannelId target() {
        return target;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** Called by the one thread that reads. */
    void moved(int count) {
        long before = bytes;
        bytes = before + count;
        all.moved(this, count);
        long half = Math.max(1, total / 2);
        if (before < half && bytes >= half) {
            all.reached("file-half");
        }
    }

    void whole() {
        whole = true;
    }

    void failed(String code) {
        failure = code;
    }

    boolean isStalled() {
        return stalled;
    }

    void close() {
        all.ended(this, whole || !failure.isEmpty() ? failure : "broken_off");
    }

    /** Called by one thread. */
    void breakOffAfter(Duration stall, Instant now) {
        long current = bytes;
        if (current != seenBytes) {
            seenBytes = current;
            seenAt = now;
        } else if (!whole && !stalled && !now.isBefore(seenAt.plus(stall))) {
            stalled = true;
            breakOff.run();
        }
    }

    Transfers.Progress progress() {
        return new Transfers.Progress(number, source, target, bytes, total, startedAt);
    }
}
