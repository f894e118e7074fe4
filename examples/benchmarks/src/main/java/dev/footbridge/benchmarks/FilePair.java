package dev.footbridge.benchmarks;

import java.net.URI;
import java.util.Locale;

/** Between whom files go, and how a client that does nothing else would carry them there. */
enum FilePair {
    SLACK_TO_TEAMS(250_000_000_000L, 0) {
        @Override
        Webhooks webhooks(Stubs stubs, URI webhook) {
            return new SignedEvents(stubs.slackMessages(), World.SIGNING_SECRET, webhook);
        }

        @Override
        Pump.Job job(Stubs stubs, SharedFile file) {
            return new Pump.Job(
                    SlackFiles.download(stubs.slack().url(), file),
                    "PUT",
                    stubs.graphFiles().session(stubs.graph().url(), file),
                    file.size());
        }
    },
    TEAMS_TO_SLACK(1_000_000_000L, 1) {
        @Override
        Webhooks webhooks(Stubs stubs, URI webhook) {
            return new GraphNotifications(stubs.graphMessages(), webhook);
        }

        @Override
        Pump.Job job(Stubs stubs, SharedFile file) {
            return new Pump.Job(
                    GraphFiles.download(stubs.graph().graphUrl(), file),
                    "POST",
                    stubs.slackFiles().upload(stubs.slack().url(), file),
                    file.size());
        }
    };

    private final long mostBytes;
    private final long leastBytes;

    FilePair(long mostBytes, long leastBytes) {
        this.mostBytes = mostBytes;
        this.leastBytes = leastBytes;
    }

    /** The largest file that both platforms' rules and the size wanted allow, the smallest that the target takes. */
    long within(long wanted) {
        return Math.max(leastBytes, Math.min(mostBytes, wanted));
    }

    boolean takes(long bytes) {
        return within(bytes) == bytes;
    }

    /** The connector that the source's events go to. */
    String source() {
        return title().substring(0, title().indexOf(' '));
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace("_to_", " → ");
    }

    /** Tells the relay that somebody shared a file. */
    abstract Webhooks webhooks(Stubs stubs, URI webhook);

    /** The same way without the relay. The file is new at the target. */
    abstract Pump.Job job(Stubs stubs, SharedFile file);
}
