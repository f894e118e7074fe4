package dev.footbridge.miro;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Page;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Miro lets a server do with an organisation on the Enterprise plan, as far as it is behind the scopes of an app. For
 * connectors whose {@code organization-id} is set; the token must be of a company admin. Every method is one call, blocks,
 * checks the scope first, and never retries; pages go on with the cursor of the last one.
 *
 * @see <a href="https://developers.miro.com/docs/enterprise-apis">Enterprise APIs</a>
 */
public final class MiroEnterprise {

    private final MiroEnterpriseCalls calls;
    private final MiroEnterpriseExports exports;

    MiroEnterprise(MiroEnterpriseCalls calls, MiroEnterpriseExports exports) {
        this.calls = calls;
        this.exports = exports;
    }

    /** The organisation of a connector for Miro; empty without {@code organization-id}, and for any other connector. */
    public static Optional<MiroEnterprise> of(Connector connector) {
        return connector instanceof MiroConnector miro ? miro.enterprise() : Optional.empty();
    }

    /** The organisation itself. */
    public record Organization(String id, String name, String plan, int fullLicenses) {
        /** Never the name. */
        @Override
        public String toString() {
            return "Organization[" + id + "]";
        }
    }

    /** A person of the organisation. */
    public record OrganizationMember(String id, String email, String role, String license, boolean active) {
        /** Never the address. */
        @Override
        public String toString() {
            return "OrganizationMember[" + id + "]";
        }
    }

    /** @see <a href="https://developers.miro.com/reference/enterprise-get-organization">get organization</a> */
    public Organization organization() throws ConnectorException, InterruptedException {
        return calls.one(
                "enterprise-get-organization",
                Map.of(),
                json -> new Organization(
                        MiroEnterpriseCalls.text(json, "id"),
                        MiroEnterpriseCalls.text(json, "name"),
                        MiroEnterpriseCalls.text(json, "plan"),
                        json.path("fullLicensesPurchased").asInt(0)));
    }

    /** @see <a href="https://developers.miro.com/reference/enterprise-get-organization-members">members</a> */
    public Page<OrganizationMember> members(Optional<String> cursor) throws ConnectorException, InterruptedException {
        return calls.page(
                "enterprise-get-organization-members", Map.of(), Map.of(), cursor, MiroEnterprise::organizationMember);
    }

    /** The members with these mail addresses, at most ten of them. */
    public Page<OrganizationMember> members(Set<String> emails) throws ConnectorException, InterruptedException {
        return calls.page(
                "enterprise-get-organization-members",
                Map.of(),
                Map.of("emails", String.join(",", emails)),
                Optional.empty(),
                MiroEnterprise::organizationMember);
    }

    /** @see <a href="https://developers.miro.com/reference/enterprise-get-organization-member">member</a> */
    public OrganizationMember member(String id) throws ConnectorException, InterruptedException {
        return calls.one(
                "enterprise-get-organization-member", Map.of("member_id", id), MiroEnterprise::organizationMember);
    }

    private static OrganizationMember organizationMember(com.fasterxml.jackson.databind.JsonNode json) {
        return new OrganizationMember(
                MiroEnterpriseCalls.text(json, "id"),
                MiroEnterpriseCalls.text(json, "email"),
                MiroEnterpriseCalls.text(json, "role"),
                MiroEnterpriseCalls.text(json, "license"),
                json.path("active").asBoolean(false));
    }

    /** The teams of the organisation. */
    public MiroEnterpriseUnits teams() {
        return new MiroEnterpriseUnits(calls, MiroEnterpriseUnits.Kind.TEAM, Map.of());
    }

    /** The user groups of the organisation. */
    public MiroEnterpriseUnits groups() {
        return new MiroEnterpriseUnits(calls, MiroEnterpriseUnits.Kind.GROUP, Map.of());
    }

    /** The projects (spaces) of a team. */
    public MiroEnterpriseUnits projects(String teamId) {
        return new MiroEnterpriseUnits(calls, MiroEnterpriseUnits.Kind.PROJECT, Map.of("team_id", teamId));
    }

    /** Exports of whole boards. */
    public MiroEnterpriseExports exports() {
        return exports;
    }

    /** Audit and content logs. */
    public MiroEnterpriseLogs logs() {
        return new MiroEnterpriseLogs(calls);
    }

    /** Cases and legal holds, to read. */
    public MiroEnterpriseCases cases() {
        return new MiroEnterpriseCases(calls);
    }

    /**
     * Ends all sessions of a person on all devices.
     *
     * @see <a href="https://developers.miro.com/reference/enterprise-post-user-sessions-reset">reset sessions</a>
     */
    public void resetSessions(String email) throws ConnectorException, InterruptedException {
        calls.call("enterprise-post-user-sessions-reset", Map.of(), Map.of("email", email), null);
    }
}
