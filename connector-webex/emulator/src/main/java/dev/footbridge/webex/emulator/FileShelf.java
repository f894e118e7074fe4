package dev.footbridge.webex.emulator;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All uploaded files, in memory. When they are too much, the oldest go. Guarded by the organization's lock. */
final class FileShelf {
    private final long maxBytes;
    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private long bytes;

    FileShelf(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(StoredFile file) {
        files.put(file.id(), file);
        bytes += file.held();
        Iterator<StoredFile> oldestFirst = files.values().iterator();
        while (bytes > maxBytes && oldestFirst.hasNext()) {
            bytes -= oldestFirst.next().held();
            oldestFirst.remove();
        }
    }

    Optional<StoredFile> find(String contentId) {
        return Optional.ofNullable(files.get(contentId));
    }

    void removeOf(Message message) {
        files.values().removeIf(file -> {
            boolean gone = file.message() == message;
            bytes -= gone ? file.held() : 0;
            return gone;
        });
    }
}
