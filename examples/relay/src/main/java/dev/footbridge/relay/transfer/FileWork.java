package dev.footbridge.relay.transfer;

import dev.footbridge.core.id.FileId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What one operation learned about the files of its message; in the heap, as all of it can be learned again. */
public final class FileWork implements AutoCloseable {

    private static final int MOST_LEARNED = 3;

    private final Map<FileId, String> failed = new HashMap<>();
    private final Map<FileId, Long> lengths = new HashMap<>();
    private final Map<FileId, Instant> failingSince = new HashMap<>();
    private final Map<FileId, SpoolFile> spooled = new HashMap<>();
    private final Map<Integer, List<FileId>> sending = new HashMap<>();
    private boolean single;
    private int learned;

    /** This file does not cross, and why. */
    public synchronized void failed(FileId file, String code) {
        failed.put(file, code);
    }

    public synchronized Optional<String> failure(FileId file) {
        return Optional.ofNullable(failed.get(file));
    }

    /** One of several files of a message was refused: from now on each goes alone. */
    public synchronized void single() {
        single = true;
    }

    public synchronized boolean isSingle() {
        return single;
    }

    /** Whether it is worth trying the same files again as they are now known. */
    public synchronized boolean learn() {
        return ++learned <= MOST_LEARNED;
    }

    /** These files go out as this part. */
    public synchronized void sending(int part, List<FileId> files) {
        sending.put(part, List.copyOf(files));
    }

    /** The files that go out as this part. */
    public synchronized List<FileId> sending(int part) {
        return sending.getOrDefault(part, List.of());
    }

    /** The length that the source tells when it is read; what it told before was wrong, or nothing. */
    synchronized void length(FileId file, long bytes) {
        lengths.put(file, bytes);
    }

    synchronized OptionalLong length(FileId file) {
        Long known = lengths.get(file);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    /** Since when the file cannot be read. */
    synchronized Instant failing(FileId file, Instant now) {
        return failingSince.computeIfAbsent(file, any -> now);
    }

    /** The file was read to its end. */
    synchronized void read(FileId file) {
        failingSince.remove(file);
    }

    synchronized void spooled(FileId file, SpoolFile spool) {
        spooled.put(file, spool);
    }

    synchronized Optional<SpoolFile> spooled(FileId file) {
        return Optional.ofNullable(spooled.get(file));
    }

    /** Deletes what is spooled; the work may go on. */
    @Override
    public synchronized void close() {
        spooled.values().forEach(SpoolFile::close);
        spooled.clear();
    }
}
