package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request to a method, after authentication. */
record Call(MethodTable.Entry method, Map<String, String> path, EmulatorRequest request, Caller caller) {
    String param(String name) {
        return path.getOrDefault(name, "");
    }

    Optional<String> option(String name) {
        return request.queryParameter(name).filter(value -> !value.isEmpty());
    }

    /** An option with two spellings, as Google's gateways take both. */
    Optional<String> option(String name, String snakeCase) {
        return option(name).or(() -> option(snakeCase));
    }

    List<String> options(String name) {
        return request.queryParameters().getOrDefault(name, List.of());
    }

    boolean flag(String name) {
        String value = option(name).orElse("false");
        return switch (value) {
            case "true", "True", "1" -> true;
            case "false", "False", "0" -> false;
            default -> throw ChatFault.invalid("Invalid value at '" + name + "' (TYPE_BOOL), \"" + value + "\"");
        };
    }

    ObjectNode body() {
        return Json.body(request.body());
    }

    /** The page size: too large is cut, negative is an error, absent or zero is the standard. */
    int pageSize(String name, int standard, int maximum) {
        Optional<String> text = option(name);
        if (text.isEmpty()) {
            return standard;
        }
        try {
            int size = Integer.parseInt(text.get());
            if (size < 0) {
                throw ChatFault.invalid("Page size must not be negative.");
            }
            return size == 0 ? standard : Math.min(size, maximum);
        } catch (NumberFormatException e) {
            throw ChatFault.invalid("Invalid value at '" + name + "' (TYPE_INT32), \"" + text.get() + "\"");
        }
    }
}
