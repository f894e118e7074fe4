package dev.footbridge.teams.emulator;

/**
 * An account of the tenant.
 *
 * @param id the Entra object id
 * @param mail also the user principal name of a member; a guest's principal name is derived from it as Entra does
 */
record Person(String id, String displayName, String mail, boolean guest) {

    String userPrincipalName() {
        return guest ? mail.replace('@', '_') + "#EXT#@" + Seed.DOMAIN : mail;
    }

    String givenName() {
        var space = displayName.indexOf(' ');
        return space < 0 ? displayName : displayName.substring(0, space);
    }

    String surname() {
        return displayName.substring(displayName.lastIndexOf(' ') + 1);
    }

    Author asAuthor() {
        return Author.user(id, displayName);
    }

    boolean answersTo(String idOrName) {
        return id.equalsIgnoreCase(idOrName)
                || mail.equalsIgnoreCase(idOrName)
                || userPrincipalName().equalsIgnoreCase(idOrName);
    }
}
