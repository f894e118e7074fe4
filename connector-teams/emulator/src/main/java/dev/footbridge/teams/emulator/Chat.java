package dev.footbridge.teams.emulator;

import java.util.Optional;

/**
 * A chat.
 *
 * @param type {@code oneOnOne} or {@code group}
 * @param topic only group chats have one, and not all of them
 */
record Chat(
        String id, String type, Optional<String> topic, long createdMillis, Roster roster, Conversation conversation) {

    static final String ONE_ON_ONE = "oneOnOne";
    static final String GROUP = "group";
}
