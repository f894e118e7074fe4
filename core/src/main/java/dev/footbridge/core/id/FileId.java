package dev.footbridge.core.id;

/**
 * A file that hangs on a message.
 *
 * @param workspace where the value is unique
 * @param value opaque, 1 to 512 characters without control characters
 */
public record FileId(WorkspaceId workspace, String value) {

    public FileId {
        Ids.check(value, "file id");
    }

    @Override
    public String toString() {
        return workspace + "/#" + value;
    }
}
