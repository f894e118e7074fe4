package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One request to the API, after routing and authentication.
 *
 * @param operation method and path template, the key of the permission and throttling tables
 * @param path values of the path parameters, decoded
 * @param query decoded, first value of each name
 * @param apiUrl the URL of the API version as the client sees it, for links in answers
 */
record GraphRequest(
        String operation,
        Map<String, String> path,
        Map<String, String> query,
        Function<String, Optional<String>> headers,
        byte[] body,
        Caller caller,
        String apiUrl) {

    String param(String name) {
        var value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("Operation " + operation + " has no parameter " + name);
        }
        return value;
    }

    Optional<String> header(String name) {
        return headers.apply(name);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(query.get(name));
    }

    JsonNode json() {
        return Json.parseObject(body);
    }

    /** The page size asked for; a value above the limit is an error in Teams' message collections. */
    int top(int standard, int maximum) {
        var text = query.get("$top");
        if (text == null) {
            return standard;
        }
        try {
            var top = Integer.parseInt(text);
            if (top < 1 || top > maximum) {
                throw GraphFault.badRequest("The limit of '" + maximum + "' for Top query has been exceeded. The value"
                        + " from the incoming request is '" + top + "'.");
            }
            return top;
        } catch (NumberFormatException e) {
            throw GraphFault.badRequest("Invalid value '" + text + "' for $top query option.");
        }
    }
}
