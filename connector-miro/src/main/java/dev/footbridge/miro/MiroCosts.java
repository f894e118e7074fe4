package dev.footbridge.miro;

import java.time.Duration;

/** Adds up what polling costs. Safe for concurrent use. */
final class MiroCosts {

    private final MiroCredits credits;
    private int boards;
    private int channels;
    private long idlePolls;
    private long idleCredits;
    private long changedPolls;
    private long changeCredits;
    private long changes;
    private long baselinePolls;
    private long baselineCredits;
    private Duration interval;

    MiroCosts(MiroCredits credits, Duration interval) {
        this.credits = credits;
        this.interval = interval;
    }

    synchronized void watching(int nowBoards, int nowChannels, Duration nowInterval) {
        boards = nowBoards;
        channels = nowChannels;
        interval = nowInterval;
    }

    synchronized void baseline(long cost) {
        baselinePolls++;
        baselineCredits += cost;
    }

    synchronized void polled(long cost, int events) {
        if (events == 0) {
            idlePolls++;
            idleCredits += cost;
        } else {
            changedPolls++;
            changeCredits += cost;
            changes += events;
        }
    }

    synchronized MiroPolling.Statistics statistics() {
        return new MiroPolling.Statistics(
                boards,
                channels,
                baselinePolls + idlePolls + changedPolls,
                idlePolls,
                idleCredits,
                changedPolls,
                changeCredits,
                changes,
                baselineCredits,
                interval,
                credits.share(),
                credits.used(),
                credits.remaining());
    }
}
