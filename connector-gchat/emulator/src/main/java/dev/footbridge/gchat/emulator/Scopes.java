package dev.footbridge.gchat.emulator;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** OAuth scopes: their short names, what a bridge needs, and who may do what. */
final class Scopes {
    private static final String PREFIX = "https://www.googleapis.com/auth/";

    /** What an administrator has approved for the seeded app. */
    static final Set<String> APPROVED = Set.of(
            "chat.app.messages.readonly",
            "chat.app.memberships",
            "chat.app.memberships.readonly",
            "chat.app.spaces",
            "chat.app.spaces.create",
            "chat.app.spaces.readonly");

    /** What the seeded service account may ask for in a person's name. */
    static final Set<String> DELEGATED = Set.of(
            "chat.messages",
            "chat.messages.create",
            "chat.messages.readonly",
            "chat.messages.reactions",
            "chat.messages.reactions.create",
            "chat.messages.reactions.readonly",
            "chat.memberships",
            "chat.memberships.readonly",
            "chat.spaces",
            "chat.spaces.create",
            "chat.spaces.readonly",
            "admin.directory.user.readonly",
            "admin.directory.group.member",
            "drive",
            "drive.metadata.readonly",
            "directory.readonly",
            "userinfo.email",
            "userinfo.profile",
            "openid");

    private Scopes() {}

    static String brief(String scope) {
        return scope.startsWith(PREFIX) ? scope.substring(PREFIX.length()) : scope;
    }

    static String full(String scope) {
        return scope.equals("openid") || scope.startsWith("https://") ? scope : PREFIX + scope;
    }

    static Set<String> split(String text) {
        Set<String> scopes = new HashSet<>();
        Arrays.stream(text.trim().split("[\\s+]+"))
                .filter(scope -> !scope.isEmpty())
                .forEach(scope -> scopes.add(brief(scope)));
        return scopes;
    }

    /** Refuses a call whose token does not suffice. */
    static void check(Call call, Set<String> approved) {
        MethodTable.Entry method = call.method();
        Caller caller = call.caller();
        if (!caller.app()) {
            require(caller.hasOneOf(method.user()), method);
            return;
        }
        if (caller.hasOneOf(method.app())) {
            return;
        }
        require(caller.hasOneOf(method.approved()), method);
        if (method.approved().stream()
                .noneMatch(scope -> caller.scopes().contains(scope) && approved.contains(scope))) {
            throw ChatFault.forbidden(
                    "The Chat app is not authorized for this scope: it needs one-time administrator" + " approval.");
        }
    }

    private static void require(boolean enough, MethodTable.Entry method) {
        if (!enough) {
            throw ChatFault.insufficientScopes(method.id());
        }
    }
}
