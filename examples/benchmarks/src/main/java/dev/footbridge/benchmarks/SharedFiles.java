package dev.footbridge.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** All files of one benchmark, by the number of the message that shares them. Safe for concurrent use. */
final class SharedFiles {

    private final long seed;
    private final Map<Integer, SharedFile> files = new ConcurrentHashMap<>();
    private final AtomicInteger sending = new AtomicInteger();
    private final AtomicLong moved = new AtomicLong();
    private volatile long bytesPerSecond;
    private volatile boolean hashing = true;

    SharedFiles(long seed) {
        this.seed = seed;
    }

    SharedFile share(int number, long size) {
        SharedFile file = new SharedFile(this, number, new FileBytes(seed * 1_000_003 + number, size));
        files.put(number, file);
        return file;
    }

    Optional<SharedFile> find(int number) {
        return Optional.ofNullable(files.get(number));
    }

    /** The file whose name is somewhere in a text. */
    Optional<SharedFile> namedIn(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int digits = Runs.digits(bytes);
        return digits < 0 ? Optional.empty() : find(Runs.number(bytes, digits));
    }

    /** How fast a source gives each file out from now on; 0: as fast as it can. */
    void limit(long perSecond) {
        bytesPerSecond = perSecond;
    }

    long bytesPerSecond() {
        return bytesPerSecond;
    }

    /**
     * Whether targets take a SHA-256 of what arrives, for copies that begin from now on. Without it they compare each
     * byte with the source's, which proves more, costs a tenth, and so leaves the machine to what is measured.
     */
    void hash(boolean on) {
        hashing = on;
    }

    boolean isHashing() {
        return hashing;
    }

    void sending(int more) {
        sending.addAndGet(more);
    }

    /** Streams that sources are giving out at this moment. */
    int sending() {
        return sending.get();
    }

    void moved(int bytes) {
        moved.addAndGet(bytes);
    }

    /** Bytes that have arrived at targets. */
    long moved() {
        return moved.get();
    }
}
