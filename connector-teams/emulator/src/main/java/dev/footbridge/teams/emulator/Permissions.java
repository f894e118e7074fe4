package dev.footbridge.teams.emulator;

import java.util.List;
import java.util.TreeSet;

/** Refuses calls whose token lacks the permissions of the operation, with the texts of Graph. */
final class Permissions {
    private static final String IMPORT_ONLY =
            "Message POST is allowed in application-only context only for import purposes."
                    + " Refer to https://docs.microsoft.com/microsoftteams/platform/graph-api/import-messages/"
                    + "import-external-messages-to-teams for more details.";

    private Permissions() {}

    static void check(Operations.Facts facts, Caller caller) {
        if (caller.isDelegated()) {
            checkDelegated(facts.delegated(), caller);
        } else {
            checkApplication(facts, caller);
        }
    }

    /** For subscriptions, whose permissions are those of the resource. */
    static void checkEither(List<String> delegated, List<String> application, Caller caller) {
        check(new Operations.Facts(LimitClass.DIRECTORY, delegated, application), caller);
    }

    private static void checkDelegated(List<String> needed, Caller caller) {
        if (needed.isEmpty()) {
            throw GraphFault.forbidden("Requested API is not supported in delegated context.");
        }
        if (needed.stream().noneMatch(caller.permissions()::contains)) {
            throw GraphFault.forbidden("Missing scope permissions on the request. API requires one of '"
                    + String.join(", ", needed) + "'. Scopes on the request '"
                    + String.join(", ", new TreeSet<>(caller.permissions())) + "'");
        }
    }

    private static void checkApplication(Operations.Facts facts, Caller caller) {
        var needed = facts.application();
        if (needed.isEmpty()) {
            throw GraphFault.of(
                    412, "PreconditionFailed", "Requested API is not supported in application-only context");
        }
        if (needed.stream().anyMatch(caller.permissions()::contains)) {
            return;
        }
        if (isPost(facts.limit())) {
            throw GraphFault.of(401, "Unauthorized", IMPORT_ONLY);
        }
        throw GraphFault.forbidden("Missing role permissions on the request. API requires one of '"
                + String.join(", ", needed) + "'. Roles on the request '"
                + String.join(", ", new TreeSet<>(caller.permissions())) + "'.");
    }

    private static boolean isPost(LimitClass limit) {
        return limit == LimitClass.CHANNEL_POST || limit == LimitClass.CHAT_POST;
    }
}
