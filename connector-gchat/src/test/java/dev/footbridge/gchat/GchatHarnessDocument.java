package dev.footbridge.gchat;

import dev.footbridge.core.connector.Sharing.Role;
import dev.footbridge.gchat.emulator.GchatDrive;
import dev.footbridge.gchat.emulator.GchatEmulator;
import dev.footbridge.testkit.contract.ConnectorHarness.LinkedDocument;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A document of the connector's account, in Drive. */
final class GchatHarnessDocument implements LinkedDocument {

    private static final String INVITED = "@elsewhere.example";

    private final GchatDrive drive;
    private final String file;

    GchatHarnessDocument(GchatEmulator chat) {
        drive = chat.drive();
        file = drive.create("relay", title(), "application/vnd.google-apps.document");
    }

    @Override
    public URI link() {
        return URI.create("https://docs.google.com/document/d/" + file + "/edit?usp=sharing");
    }

    @Override
    public String title() {
        return "Plans for spring";
    }

    @Override
    public URI missing() {
        return URI.create("https://docs.google.com/document/d/1NoSuchDocument_NoSuchDocument_12345/edit");
    }

    @Override
    public Map<String, Role> access() {
        Map<String, Role> roles = new TreeMap<>();
        drive.people(file).forEach((mail, word) -> {
            if (mail.endsWith(INVITED)) {
                roles.put(mail, role(word));
            }
        });
        return roles;
    }

    @Override
    public void linkGives(Optional<Role> role) {
        drive.domain(file, "example.com", role.map(GchatHarnessDocument::word));
    }

    static String word(Role role) {
        return switch (role) {
            case VIEW -> "reader";
            case COMMENT -> "commenter";
            case EDIT -> "writer";
        };
    }

    static Role role(String word) {
        return switch (word) {
            case "reader" -> Role.VIEW;
            case "commenter" -> Role.COMMENT;
            default -> Role.EDIT;
        };
    }
}
