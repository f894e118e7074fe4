package dev.footbridge.gchat.emulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The organisation's files in Drive, and the invitations it mailed. Guarded by the domain's lock. */
final class DriveFiles {
    private final Map<String, DriveFile> files = new LinkedHashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final List<String> mailed = new ArrayList<>();

    void add(DriveFile file) {
        files.put(file.id(), file);
    }

    Optional<DriveFile> find(String id) {
        return Optional.ofNullable(files.get(id));
    }

    /** Whom the administrator does not let anybody share with. */
    void refuse(String email) {
        refused.add(email.toLowerCase(Locale.ROOT));
    }

    boolean isRefused(String email) {
        return refused.contains(email.toLowerCase(Locale.ROOT));
    }

    void mailed(String email) {
        mailed.add(email);
    }

    List<String> mailed() {
        return List.copyOf(mailed);
    }
}
