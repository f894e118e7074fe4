package dev.footbridge.core.id;

/**
 * A person, bot or app that can write messages.
 *
 * @param workspace where the value is unique
 * @param value opaque, 1 to 512 characters without control characters
 */
public record UserId(WorkspaceId workspace, String value) {

    public UserId {
        Ids.check(value, "user id");
    }

    @Override
    public String toString() {
        return workspace + "/@" + value;
    }
}
