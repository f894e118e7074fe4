package dev.footbridge.gchat.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people do with their files in Drive's own client. */
public final class GchatDrive {
    private static final int ID_LENGTH = 32;

    private final Domain domain;
    private final DriveFiles files;
    private final GchatPeople people;

    GchatDrive(Domain domain, DriveFiles files, GchatPeople people) {
        this.domain = domain;
        this.files = files;
        this.people = people;
    }

    /** A person makes a document, which only they can open. Returns its id. */
    public String create(String owner, String name, String mimeType) {
        synchronized (domain) {
            DriveFile file = new DriveFile("1" + domain.ids().letters(ID_LENGTH), name, mimeType);
            file.grant(permission("user", "owner", people.user(owner).email()));
            files.add(file);
            return file.id();
        }
    }

    private DriveFile.Permission permission(String type, String role, String holder) {
        return new DriveFile.Permission(domain.ids().letters(20), type, role, holder);
    }

    /** The owner opens the file for everybody with the link, or no longer. */
    public void anyone(String file, Optional<String> role) {
        set(file, "anyone", "", role);
    }

    /** The owner opens the file for everybody of a domain with the link, or no longer. */
    public void domain(String file, String name, Optional<String> role) {
        set(file, "domain", name, role);
    }

    /** The owner gives a person access, or takes it away. */
    public void person(String file, String email, Optional<String> role) {
        set(file, "user", email, role);
    }

    /** The owner gives a group access, or takes it away. */
    public void group(String file, String email, Optional<String> role) {
        set(file, "group", email, role);
    }

    private void set(String file, String type, String holder, Optional<String> role) {
        synchronized (domain) {
            DriveFile found = file(file);
            found.withdraw(type, holder);
            role.ifPresent(word -> found.grant(permission(type, word, holder)));
        }
    }

    private DriveFile file(String id) {
        return files.find(id).orElseThrow(() -> new IllegalArgumentException("no file " + id));
    }

    /** Who was let in by name, with their roles; the owner among them. */
    public Map<String, String> people(String file) {
        synchronized (domain) {
            Map<String, String> roles = new LinkedHashMap<>();
            file(file).permissions().stream()
                    .filter(permission -> permission.type().equals("user"))
                    .forEach(permission ->
                            roles.put(permission.holder().toLowerCase(java.util.Locale.ROOT), permission.role()));
            return roles;
        }
    }

    /** What somebody may do with a file, by all ways at once. */
    public Optional<String> roleOf(String file, String email) {
        synchronized (domain) {
            return file(file).roleOf(email);
        }
    }

    /** The administrator does not let anybody share with this address. */
    public void refuse(String email) {
        synchronized (domain) {
            files.refuse(email);
        }
    }

    /** The addresses that were told of a share by mail, in order. */
    public List<String> mailed() {
        synchronized (domain) {
            return files.mailed();
        }
    }
}
