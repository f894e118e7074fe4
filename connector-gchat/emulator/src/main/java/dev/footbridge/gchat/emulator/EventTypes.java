package dev.footbridge.gchat.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The event types of Chat and the scopes that let one hear of them. */
final class EventTypes {
    private static final Map<String, Set<String>> USER = Map.of(
            "message", Set.of("chat.messages", "chat.messages.readonly"),
            "reaction",
                    Set.of(
                            "chat.messages.reactions",
                            "chat.messages.reactions.readonly",
                            "chat.messages",
                            "chat.messages.readonly"),
            "membership", Set.of("chat.memberships", "chat.memberships.readonly"),
            "space", Set.of("chat.spaces", "chat.spaces.readonly"));

    /** Apps hear of no reactions. */
    private static final Map<String, Set<String>> APP = Map.of(
            "message", Set.of("chat.app.messages.readonly"),
            "reaction", Set.of(),
            "membership", Set.of("chat.app.memberships", "chat.app.memberships.readonly"),
            "space", Set.of("chat.app.spaces", "chat.app.spaces.readonly"));

    private static final String SPACE_DELETED = "google.workspace.chat.space.v1.deleted";

    private EventTypes() {}

    static Optional<Change.Kind> kind(String type) {
        return Arrays.stream(Change.Kind.values())
                .filter(kind -> kind.type().equals(type))
                .findFirst();
    }

    static boolean known(String type) {
        return type.equals(SPACE_DELETED) || kind(type).isPresent();
    }

    private static String resource(String type) {
        return kind(type).map(Change.Kind::resource).orElse("space");
    }

    /** Refuses types that the caller's scopes do not cover. */
    static void check(Caller caller, List<String> types, Set<String> approved, String method) {
        for (String type : types) {
            Set<String> wanted = (caller.app() ? APP : USER).getOrDefault(resource(type), Set.of());
            if (!caller.hasOneOf(wanted)) {
                throw ChatFault.insufficientScopes(method);
            }
            if (caller.app()
                    && wanted.stream()
                            .noneMatch(scope -> caller.scopes().contains(scope) && approved.contains(scope))) {
                throw ChatFault.forbidden("The Chat app is not authorized for this scope: it needs one-time"
                        + " administrator approval.");
            }
        }
    }
}
