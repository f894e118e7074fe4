package dev.footbridge.relay.link;

import dev.footbridge.core.id.UserId;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files that are being sent, and how many may be. Safe for concurrent use. */
final class Streams {

    /** Most at once; each holds a thread and a buffer. */
    static final int MAX = 64;

    /** Most at once to one person. */
    static final int MAX_PER_USER = 4;

    private final Clock clock;
    private final LinkObserver observer;
    private final Set<Stream> active = new HashSet<>();
    private final Map<UserId, Integer> perUser = new HashMap<>();

    Streams(Clock clock, LinkObserver observer) {
        this.clock = clock;
        this.observer = observer;
    }

    /** A file that is being sent to somebody. */
    final class Stream implements AutoCloseable {
        private final UserId user;
        private final Runnable abort;
        private final ReaderPace pace = new ReaderPace();

        private Stream(UserId user, Runnable abort) {
            this.user = user;
            this.abort = abort;
        }

        void waiting() {
            pace.waiting(clock.millis());
        }

        void took(int bytes) {
            pace.took(bytes, clock.millis());
            observer.sent(bytes);
        }

        @Override
        public void close() {
            end(this);
        }
    }

    /**
     * Takes a place.
     *
     * @param abort cuts the connection, from another thread
     */
    synchronized Stream begin(UserId user, Runnable abort) throws DeniedException {
        int others = perUser.getOrDefault(user, 0);
        if (active.size() >= MAX || others >= MAX_PER_USER) {
            throw new DeniedException(Denial.BUSY);
        }
        Stream stream = new Stream(user, abort);
        active.add(stream);
        perUser.put(user, others + 1);
        return stream;
    }

    private synchronized void end(Stream stream) {
        if (active.remove(stream)) {
            perUser.computeIfPresent(stream.user, (user, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Cuts off who reads too slowly: places are few. To be called every second or so. */
    void cutSlowReaders() {
        long now = clock.millis();
        List<Stream> slow;
        synchronized (this) {
            slow = active.stream().filter(stream -> stream.pace.isTooSlow(now)).toList();
        }
        slow.forEach(stream -> {
            observer.cut("slow_reader");
            stream.abort.run();
            stream.close();
        });
    }

    synchronized int active() {
        return active.size();
    }
}
