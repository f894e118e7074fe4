package dev.footbridge.teams.emulator;

/**
 * A channel of a team.
 *
 * @param membershipType {@code standard}, {@code private} or {@code shared}
 * @param roster a standard channel shares the roster of its team
 */
record Channel(
        String id,
        String teamId,
        String displayName,
        String description,
        String membershipType,
        long createdMillis,
        Roster roster,
        Conversation conversation) {

    static final String STANDARD = "standard";

    boolean isStandard() {
        return membershipType.equals(STANDARD);
    }
}
