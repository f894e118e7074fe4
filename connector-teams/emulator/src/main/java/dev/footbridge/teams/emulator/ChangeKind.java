package dev.footbridge.teams.emulator;

/** What happened to a message. */
enum ChangeKind {
    CREATED("created"),
    EDITED("updated"),
    /** A reaction came or went: {@code updated}, and {@code lastEditedDateTime} stays as it is. */
    REACTED("updated"),
    FLAGGED("updated"),
    DELETED("deleted"),
    RESTORED("updated");

    private final String changeType;

    ChangeKind(String changeType) {
        this.changeType = changeType;
    }

    /** The {@code changeType} of the notification. */
    String changeType() {
        return changeType;
    }
}
