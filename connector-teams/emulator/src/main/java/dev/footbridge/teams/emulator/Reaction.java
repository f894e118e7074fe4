package dev.footbridge.teams.emulator;

import java.util.Map;
import java.util.Optional;

/**
 * One reaction of one user.
 *
 * @param type a Unicode emoji, {@code custom} or one of the older names such as {@code like}
 * @param contentUrl where the picture of a custom reaction is
 */
record Reaction(
        String type, Optional<String> displayName, String userId, long createdMillis, Optional<String> contentUrl) {

    private static final Map<String, String> NAMES = Map.of(
            "👍", "Like",
            "❤️", "Heart",
            "😆", "Laugh",
            "😮", "Surprised",
            "😢", "Sad",
            "😡", "Angry",
            "💯", "Hundred points",
            "🎉", "Party popper",
            "💘", "Heart with arrow",
            "🚀", "Rocket");

    static Reaction of(String type, String userId, long createdMillis) {
        return new Reaction(type, Optional.ofNullable(NAMES.get(type)), userId, createdMillis, Optional.empty());
    }

    boolean is(String otherType, String otherUserId) {
        return type.equals(otherType) && userId.equals(otherUserId);
    }
}
