package dev.footbridge.teams.emulator;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A document in a drive: its address, its sharing links, and who may do what with it. Its lock guards it. */
final class SharedItem {
    static final String READ = "read";
    static final String WRITE = "write";
    static final String OWNER = "owner";

    /**
     * A sharing link.
     *
     * @param scope anonymous, organization or users
     * @param type view, review or edit
     * @param expires as written; empty for never
     */
    record Link(String id, String url, String scope, String type, boolean preventsDownload, String expires) {
        String role() {
            return type.equals("edit") ? WRITE : READ;
        }
    }

    /**
     * What one person or group may do.
     *
     * @param holder mail address of a person, name of a group
     * @param expires as written; empty for never
     */
    record Right(String id, String holder, boolean group, String role, String expires) {}

    private final String drive;
    private final String id;
    private final String name;
    private final String webUrl;
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<String, Right> rights = new LinkedHashMap<>();

    SharedItem(String drive, String id, String name, String webUrl) {
        this.drive = drive;
        this.id = id;
        this.name = name;
        this.webUrl = webUrl;
    }

    String drive() {
        return drive;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String webUrl() {
        return webUrl;
    }

    /** By URL. */
    Map<String, Link> links() {
        return links;
    }

    /** By holder in lower case. */
    Map<String, Right> rights() {
        return rights;
    }

    /** The wider of what somebody has and gets. */
    Right grant(Right right) {
        return rights.merge(
                right.holder().toLowerCase(Locale.ROOT),
                right,
                (old, more) -> rank(old.role()) >= rank(more.role()) ? old : more);
    }

    static int rank(String role) {
        return switch (role) {
            case READ -> 0;
            case WRITE -> 1;
            default -> 2;
        };
    }

    Optional<String> roleOf(String mail) {
        return Optional.ofNullable(rights.get(mail.toLowerCase(Locale.ROOT))).map(Right::role);
    }
}
