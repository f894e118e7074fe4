package dev.footbridge.teams;

import dev.footbridge.core.connector.Sharing.Role;
import dev.footbridge.teams.emulator.Seed;
import dev.footbridge.teams.emulator.TeamsDocuments;
import dev.footbridge.testkit.contract.ConnectorHarness.LinkedDocument;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A document of the relay account in the team's library, and a sharing link to it. */
final class TeamsHarnessDocument implements LinkedDocument {

    private static final String INVITED = "@elsewhere.example";

    private final TeamsDocuments documents;
    private final String link;

    TeamsHarnessDocument(TeamsDocuments documents) {
        this.documents = documents;
        this.link = documents.link(documents.create(Seed.RELAY, title() + ".docx"), "users", "view");
    }

    @Override
    public URI link() {
        return URI.create(link + "?e=4%3aabcdef&at=9");
    }

    @Override
    public String title() {
        return "Plans";
    }

    @Override
    public URI missing() {
        return URI.create(
                "https://northwind.sharepoint.com/:w:/s/Launch/ENoSuchLink_NoSuchLink_NoSuchLink_NoSuchLink_1");
    }

    @Override
    public Map<String, Role> access() {
        Map<String, Role> roles = new TreeMap<>();
        documents.people(link).forEach((mail, word) -> {
            if (mail.endsWith(INVITED)) {
                roles.put(mail, word.equals("read") ? Role.VIEW : Role.EDIT);
            }
        });
        return roles;
    }

    @Override
    public void linkGives(Optional<Role> role) {
        documents.change(link, role.map(TeamsHarnessDocument::type));
    }

    static String type(Role role) {
        return switch (role) {
            case VIEW -> "view";
            case COMMENT -> "review";
            case EDIT -> "edit";
        };
    }

    /** Nobody can be invited to comment. */
    @Override
    public Role grants(Role role) {
        return role == Role.COMMENT ? Role.VIEW : role;
    }
}
