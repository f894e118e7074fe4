package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One authorized request.
 *
 * @param officer whether the caller also holds the compliance or administrator scope of this operation
 * @param baseUrl of the API, with {@code /v1}, without a slash at the end
 */
record Call(EmulatorRequest request, Principal principal, Person caller, boolean officer, String baseUrl) {
    private static final int MAX_PAGE = 1_000;

    String path(String name) {
        return request.pathParameter(name);
    }

    Optional<String> query(String name) {
        return request.queryParameter(name).filter(value -> !value.isEmpty());
    }

    /** Values given by repetition or with commas. */
    List<String> queryList(String name) {
        return request.queryParameters().getOrDefault(name, List.of()).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Any of the scopes; {@code spark:all} stands for those of users. */
    boolean has(Set<String> scopes) {
        return scopes.stream().anyMatch(scope -> holds(principal, scope));
    }

    static boolean holds(Principal principal, String scope) {
        return principal.has(scope)
                || principal.has("spark:all")
                        && scope.startsWith("spark:")
                        && !scope.equals("spark:applications_token");
    }

    int max(int byDefault) {
        return max(byDefault, MAX_PAGE);
    }

    int max(int byDefault, int most) {
        return query("max").map(text -> number(text, most)).orElse(byDefault);
    }

    private static int number(String text, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw WebexFault.badRequest("max has to be a number.");
        }
        throw WebexFault.badRequest("max has to be between 1 and " + most + ".");
    }
}
