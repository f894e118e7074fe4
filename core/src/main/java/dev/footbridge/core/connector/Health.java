package dev.footbridge.core.connector;

import dev.footbridge.core.id.UserId;
import dev.footbridge.core.scope.Grant;
import java.util.List;

/**
 * The credentials work.
 *
 * @param self who they are
 * @param warnings what will not work all the same, one sentence each that says what to do
 */
public record Health(UserId self, Grant grant, List<String> warnings) {

    public Health {
        warnings = List.copyOf(warnings);
    }
}
