package dev.footbridge.miro.emulator;

import java.time.Duration;

/** Everything that needs an Enterprise plan. */
final class CompanySide {
    private CompanySide() {}

    /** Registers the operations; the result also serves the bytes behind links. */
    static ExportEndpoints register(MiroApi api, World world, AuditLog audit, ContentLog content, Duration exportTime) {
        Company company = Company.seeded(world);
        world.users()
                .forEach(user -> audit.add("sign_in_succeeded", "authentication", user.id(), user.id(), user.name()));
        Office office = new Office(world, company);
        new OrganizationEndpoints(office, audit).register(api);
        new TeamEndpoints(office, audit).register(api);
        new ProjectEndpoints(office).register(api);
        new GroupEndpoints(office).register(api);
        new GroupLinkEndpoints(office).register(api);
        new LogEndpoints(office, audit, content).register(api);
        new ClassificationEndpoints(office).register(api);
        new CaseEndpoints(office).register(api);
        ExportEndpoints exports = new ExportEndpoints(office, exportTime);
        exports.register(api);
        return exports;
    }
}
