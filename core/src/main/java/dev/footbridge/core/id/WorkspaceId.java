package dev.footbridge.core.id;

/**
 * One customer's home on a platform: a workspace, tenant, domain, organisation or team.
 *
 * @param platform where the value is unique
 * @param value opaque, 1 to 512 characters without control characters
 */
public record WorkspaceId(Platform platform, String value) {

    public WorkspaceId {
        Ids.check(value, "workspace id");
    }

    @Override
    public String toString() {
        return platform + ":" + value;
    }
}
