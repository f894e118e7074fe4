package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.http.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * News by polling, as Miro has no push. A look at a board is one cheap read of its {@code modifiedAt}; only when that
 * moved, and at each n-th look all the same, the frames are listed. What is known stays known between two runs.
 */
final class MiroPoller implements StreamIngress {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** After this many failures on end of a board the others go on and it waits its longest pause. */
    private static final int MOST_DOUBLINGS = 6;

    private final MiroApi api;
    private final MiroWatches watches;
    private final MiroSession session;
    private final MiroFramePolls frames;
    private final MiroCredits credits;
    private final MiroCosts costs;
    private final MiroSettings.Polling settings;
    private final Clock clock;
    private final MiroPause pause;
    private final ReentrantLock one = new ReentrantLock();
    private final Map<String, MiroBoard> boards = new LinkedHashMap<>();

    MiroPoller(
            MiroApi api,
            MiroWatches watches,
            MiroSession session,
            MiroFramePolls frames,
            MiroCredits credits,
            MiroCosts costs,
            MiroSettings.Polling settings,
            Clock clock,
            MiroPause pause) {
        this.api = api;
        this.watches = watches;
        this.session = session;
        this.frames = frames;
        this.credits = credits;
        this.costs = costs;
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public void run(InboundSink sink) throws ConnectorException, InterruptedException {
        one.lockInterruptibly();
        try {
            session.introduce();
            while (true) {
                Duration interval = round(sink);
                pause.sleep(untilNext(interval));
            }
        } finally {
            one.unlock();
        }
    }

    private Duration round(InboundSink sink) throws ConnectorException, InterruptedException {
        adopt();
        for (MiroBoard board : List.copyOf(boards.values())) {
            if (!board.due.isAfter(clock.instant())) {
                poll(board, sink);
                // As this board was polled its pages are known: the pace is that of the next round.
                Instant next = clock.instant().plus(board.failures == 0 ? interval() : backoff(board.failures));
                board.due = board.due.isAfter(next) ? board.due : next;
            }
        }
        Duration interval = interval();
        costs.watching(
                boards.size(),
                boards.values().stream().mapToInt(board -> board.frames.size()).sum(),
                interval);
        return interval;
    }

    private void adopt() {
        watches.byBoard().forEach((id, channels) -> {
            MiroBoard board = boards.computeIfAbsent(id, MiroBoard::new);
            for (ChannelId channel : channels) {
                if (!board.frames.containsKey(channel)) {
                    board.frames.put(channel, new MiroBoard.Frame());
                    board.unsettled = true;
                    board.due = Instant.MIN;
                }
            }
        });
    }

    /**
     * The interval of the setting, or a longer one when a round of idle polls of all boards would cost more than the share
     * of the credits that polling has.
     */
    private Duration interval() {
        double round = 0;
        for (MiroBoard board : boards.values()) {
            round += MiroLevel.LEVEL_1.credits()
                    + (double) board.pages() * MiroLevel.LEVEL_2.credits() / settings.listingEvery();
        }
        Duration affordable = Duration.ofMillis((long) Math.ceil(round * 60_000 / credits.share()));
        return affordable.compareTo(settings.interval()) > 0 ? affordable : settings.interval();
    }

    private Duration untilNext(Duration interval) {
        Instant now = clock.instant();
        Duration wait = interval;
        for (MiroBoard board : boards.values()) {
            Duration left = Duration.between(now, board.due);
            wait = left.compareTo(wait) < 0 ? left : wait;
        }
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private Duration backoff(int failures) {
        Duration wait = settings.interval().multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures));
        return wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait;
    }

    private void poll(MiroBoard board, InboundSink sink) throws ConnectorException, InterruptedException {
        Toll toll = new Toll();
        try {
            look(board, sink, toll);
            board.failures = 0;
        } catch (ConnectorException e) {
            board.unsettled = true;
            switch (e.kind()) {
                case UNAUTHORIZED -> throw e;
                // The same credits for all boards: none is asked before they are back.
                case THROTTLED -> pause.sleep(e.retryAfter().orElse(settings.interval()));
                case NOT_FOUND -> {
                    board.failures++;
                    board.frames.forEach((channel, frame) -> frames.gone(channel, frame, sink));
                }
                case UNAVAILABLE, FORBIDDEN, REJECTED, UNSUPPORTED -> {
                    board.failures++;
                    sink.ignored("poll_failed");
                }
            }
        }
    }

    private void look(MiroBoard board, InboundSink sink, Toll toll) throws ConnectorException, InterruptedException {
        toll.pay(api.callOf("get-specific-board").level());
        JsonNode read = api.get("get-specific-board", Map.of("board_id", board.id), Map.of());
        String modifiedAt = Json.text(read, "modifiedAt").orElse("");
        board.sinceListing++;
        boolean list = board.unsettled
                || !modifiedAt.equals(board.modifiedAt)
                || board.sinceListing >= settings.listingEvery();
        boolean first = board.frames.values().stream().anyMatch(frame -> !frame.listed && !frame.gone);
        int events = 0;
        if (list) {
            board.unsettled = false;
            board.sinceListing = 0;
            for (Map.Entry<ChannelId, MiroBoard.Frame> frame : board.frames.entrySet()) {
                MiroFramePolls.Result result = frames.poll(frame.getKey(), frame.getValue(), sink, toll);
                events += result.events();
                board.unsettled |= !result.settled();
            }
            // Read before the listing: what changed in between moves it again.
            board.modifiedAt = modifiedAt;
        }
        if (first) {
            costs.baseline(toll.paid);
        } else {
            costs.polled(toll.paid, events);
        }
    }

    /** Waits for the share of polling to hold the credits of a call, and adds them up. */
    private final class Toll implements MiroListing.Toll {

        private long paid;

        @Override
        public void pay(MiroLevel level) throws InterruptedException {
            for (Duration wait = credits.take(level); !wait.isZero(); wait = credits.take(level)) {
                pause.sleep(wait);
            }
            paid += level.credits();
        }
    }
}
