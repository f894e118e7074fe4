package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import java.util.Optional;
import java.util.Set;

/** A request whose token, credits and scopes are in order. */
record Call(EmulatorRequest request, MiroUser user, Set<String> scopes, String base) {

    String path(String name) {
        return request.pathParameter(name);
    }

    Optional<String> query(String name) {
        return request.queryParameter(name).filter(value -> !value.isEmpty());
    }

    String requiredQuery(String name) {
        return query(name).orElseThrow(() -> MiroFault.invalid(name, "required"));
    }

    int number(String name, int least, int most, int usual) {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of bounds is.
        }
        throw MiroFault.invalid(name, "must be between " + least + " and " + most);
    }

    /** The body, which has to be an object. */
    JsonNode body() {
        return Nodes.parse(request.body())
                .filter(JsonNode::isObject)
                .orElseThrow(() -> MiroFault.invalid("body", "a JSON object is expected"));
    }
}
