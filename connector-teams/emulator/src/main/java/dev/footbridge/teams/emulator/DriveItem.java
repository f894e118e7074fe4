package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.FileContent;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A file or folder. Guarded by its {@link Drives}. */
final class DriveItem {
    final String id;
    final Drive drive;
    final Optional<DriveItem> parent;
    final String name;
    final long createdMillis;
    /** Who may read what is in a channel's folder. */
    final Optional<Roster> readers;

    private final String guid;
    private final Set<String> invited = new LinkedHashSet<>();
    private Optional<FileContent> content = Optional.empty();
    private String mediaType = "";
    private int version = 1;

    DriveItem(
            String id,
            Drive drive,
            Optional<DriveItem> parent,
            String name,
            String guid,
            long createdMillis,
            Optional<Roster> readers) {
        this.id = id;
        this.drive = drive;
        this.parent = parent;
        this.name = name;
        this.guid = guid;
        this.createdMillis = createdMillis;
        this.readers = readers;
    }

    void content(FileContent bytes, String type) {
        version += content.isPresent() ? 1 : 0;
        content = Optional.of(bytes);
        mediaType = type;
    }

    /** Absent for a folder. */
    Optional<FileContent> content() {
        return content;
    }

    String mediaType() {
        return mediaType;
    }

    void invite(String userId) {
        invited.add(userId);
    }

    String eTag() {
        return "\"{" + guid.toUpperCase(Locale.ROOT) + "}," + version + "\"";
    }

    /** Its GUID, as references in messages name it. */
    String guid() {
        return guid;
    }

    String webUrl() {
        return parent.map(folder -> folder.webUrl() + '/' + Drives.encoded(name))
                .orElse(drive.webUrl());
    }

    /** Readable for its owner, for whom it was shared with, and for those of the channel that its folder belongs to. */
    boolean readableBy(String userId) {
        return drive.owner().filter(owner -> owner.id().equals(userId)).isPresent()
                || invited.contains(userId)
                || readers.filter(roster -> roster.has(userId)).isPresent()
                || parent.filter(folder -> folder.readableBy(userId)).isPresent();
    }
}
