package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The arguments of one method call, however they were sent: query, form or JSON body. */
final class Arguments {
    private final ObjectNode values;
    private final List<String> warnings;

    private Arguments(ObjectNode values, List<String> warnings) {
        this.values = values;
        this.warnings = warnings;
    }

    static Arguments read(EmulatorRequest request) throws SlackError {
        ObjectNode values = Nodes.object();
        List<String> warnings = new ArrayList<>();
        request.queryParameters().forEach((name, all) -> values.put(name, all.get(0)));
        String contentType = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (contentType.startsWith("application/json")) {
            if (!contentType.contains("charset")) {
                warnings.add("missing_charset");
            }
            values.setAll(jsonBody(request));
        } else if (contentType.startsWith("application/x-www-form-urlencoded")) {
            if (contentType.contains("charset")) {
                warnings.add("superfluous_charset");
            }
            request.formParameters().forEach((name, all) -> values.put(name, all.get(0)));
        } else if (request.body().length > 0) {
            throw new SlackError(contentType.isEmpty() ? "missing_post_type" : "invalid_post_type");
        }
        return new Arguments(values, warnings);
    }

    private static ObjectNode jsonBody(EmulatorRequest request) throws SlackError {
        JsonNode json = Nodes.parse(request.bodyText()).orElseThrow(() -> new SlackError("invalid_json"));
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw new SlackError("json_not_object");
    }

    List<String> warnings() {
        return warnings;
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    /** Empty when absent, null or empty text. */
    Optional<String> text(String name) {
        return Optional.of(values.path(name).asText("")).filter(value -> !value.isEmpty());
    }

    String required(String name, String errorCode) throws SlackError {
        return text(name).orElseThrow(() -> new SlackError(errorCode));
    }

    boolean has(String name) {
        return values.hasNonNull(name);
    }

    boolean flag(String name) {
        String value = values.path(name).asText("");
        return value.equalsIgnoreCase("true") || value.equals("1");
    }

    int number(String name, int absent, int least, int most, String errorCode) throws SlackError {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return absent;
        }
        try {
            int number = Integer.parseInt(value.get());
            if (number < least) {
                throw new SlackError(errorCode);
            }
            return Math.min(number, most);
        } catch (NumberFormatException e) {
            throw new SlackError(errorCode);
        }
    }

    /** A member that is JSON: a node in a JSON body, text to be parsed in a form. */
    Optional<JsonNode> json(String name, String errorCode) throws SlackError {
        JsonNode value = values.path(name);
        if (value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.asText().isEmpty())) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            return Optional.of(value);
        }
        return Optional.of(Nodes.parse(value.asText()).orElseThrow(() -> new SlackError(errorCode)));
    }
}
