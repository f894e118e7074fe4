package dev.footbridge.teams.emulator;

import java.util.Optional;

/**
 * The library of a team's site, or a person's OneDrive.
 *
 * @param webUrl of its root, without a slash at the end
 * @param owner absent for the library of a site
 */
record Drive(String id, String webUrl, Optional<Person> owner) {
    String type() {
        return owner.isPresent() ? "business" : "documentLibrary";
    }
}
