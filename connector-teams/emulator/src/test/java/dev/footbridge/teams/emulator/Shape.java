package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Compares the members and kinds of JSON values, not their content. */
final class Shape {
    private Shape() {}

    /** Members of the sample that the actual value lacks, or has with a value of another kind. Null fits every kind. */
    static List<String> differences(JsonNode sample, JsonNode actual) {
        var found = new ArrayList<String>();
        compare("$", sample, actual, found);
        return found;
    }

    private static void compare(String path, JsonNode sample, JsonNode actual, List<String> found) {
        if (actual.isMissingNode()) {
            found.add(path + " is missing");
        } else if (!sample.isNull() && !actual.isNull() && sample.getNodeType() != actual.getNodeType()) {
            found.add(path + " is " + actual.getNodeType() + " instead of " + sample.getNodeType());
        } else if (sample.isObject() && actual.isObject()) {
            sample.properties()
                    .forEach(m -> compare(path + "." + m.getKey(), m.getValue(), actual.path(m.getKey()), found));
        } else if (sample.isArray() && actual.isArray() && !sample.isEmpty()) {
            if (actual.isEmpty()) {
                found.add(path + " is empty");
            } else {
                compare(path + "[0]", sample.get(0), actual.get(0), found);
            }
        } else if (isTime(sample) && actual.isTextual() && !isTime(actual)) {
            found.add(path + " is not a time: " + actual);
        }
    }

    private static boolean isTime(JsonNode value) {
        return value.isTextual() && value.textValue().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    }
}
