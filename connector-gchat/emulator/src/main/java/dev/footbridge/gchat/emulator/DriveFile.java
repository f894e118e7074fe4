package dev.footbridge.gchat.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file in Drive: who it belongs to and who may do what with it. Guarded by the domain's lock. */
final class DriveFile {
    /** From the least to the most. */
    static final List<String> ROLES = List.of("reader", "commenter", "writer", "fileOrganizer", "organizer", "owner");

    /**
     * A permission.
     *
     * @param type user, group, domain or anyone
     * @param holder mail address or domain; empty for anyone
     */
    record Permission(String id, String type, String role, String holder) {}

    private final String id;
    private final String name;
    private final String mimeType;
    private final Map<String, Permission> permissions = new LinkedHashMap<>();

    DriveFile(String id, String name, String mimeType) {
        this.id = id;
        this.name = name;
        this.mimeType = mimeType;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String mimeType() {
        return mimeType;
    }

    List<Permission> permissions() {
        return new ArrayList<>(permissions.values());
    }

    /** One permission per holder: another one with a wider role takes the place of the first. */
    Permission grant(Permission permission) {
        Optional<Permission> old = find(permission.type(), permission.holder());
        if (old.isPresent() && rank(old.get().role()) >= rank(permission.role())) {
            return old.get();
        }
        old.ifPresent(gone -> permissions.remove(gone.id()));
        permissions.put(permission.id(), permission);
        return permission;
    }

    void withdraw(String type, String holder) {
        find(type, holder).ifPresent(gone -> permissions.remove(gone.id()));
    }

    private Optional<Permission> find(String type, String holder) {
        return permissions.values().stream()
                .filter(permission ->
                        permission.type().equals(type) && permission.holder().equalsIgnoreCase(holder))
                .findFirst();
    }

    static int rank(String role) {
        return ROLES.indexOf(role);
    }

    /** What somebody may do, by all ways at once; empty when nothing. */
    Optional<String> roleOf(String email) {
        return permissions.values().stream()
                .filter(permission -> permission.type().equals("anyone")
                        || permission.type().equals("user")
                                && permission.holder().equalsIgnoreCase(email)
                        || permission.type().equals("domain")
                                && email.toLowerCase(java.util.Locale.ROOT).endsWith("@" + permission.holder()))
                .map(Permission::role)
                .max(java.util.Comparator.comparingInt(DriveFile::rank));
    }
}
