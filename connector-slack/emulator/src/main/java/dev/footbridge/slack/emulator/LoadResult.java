package dev.footbridge.slack.emulator;

import java.time.Duration;

/** What became of a load run: how many events the app took and how many it refused to the end, retries included. */
public record LoadResult(int accepted, int refused, int retries, Duration took) {
    public double perSecond() {
        return took.isZero() ? 0 : accepted * 1e9 / took.toNanos();
    }
}
