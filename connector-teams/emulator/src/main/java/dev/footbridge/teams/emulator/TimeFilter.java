package dev.footbridge.teams.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/** The {@code $filter} on times that the message collections understand: comparisons joined by {@code and}. */
record TimeFilter(List<Condition> conditions) {
    private static final Pattern CONDITION =
            Pattern.compile("(lastModifiedDateTime|createdDateTime)\\s+(gt|lt)\\s+(\\S+)");

    static TimeFilter parse(String text) {
        var conditions = new ArrayList<Condition>();
        for (var part : text.trim().split("\\s+and\\s+")) {
            var matcher = CONDITION.matcher(part.trim());
            if (!matcher.matches()) {
                throw GraphFault.badRequest("Invalid filter clause.");
            }
            var time = Json.parseTime(matcher.group(3).toUpperCase(Locale.ROOT))
                    .orElseThrow(() -> GraphFault.badRequest("Invalid filter clause: not a date and time."));
            conditions.add(new Condition(matcher.group(1), matcher.group(2).equals("gt"), time.toEpochMilli()));
        }
        return new TimeFilter(List.copyOf(conditions));
    }

    /** Requires the one form that the delta query supports and returns its time. */
    long requireModifiedAfter() {
        if (conditions.size() != 1
                || !conditions.get(0).property().equals("lastModifiedDateTime")
                || !conditions.get(0).after()) {
            throw GraphFault.badRequest("Only 'lastModifiedDateTime gt' is supported in the filter of a delta query.");
        }
        return conditions.get(0).millis();
    }

    /** Whether every condition is about the property that the collection is ordered by. */
    boolean isAbout(String property) {
        return conditions.stream().allMatch(c -> c.property().equals(property));
    }

    Predicate<ChatMessage> matching() {
        return message -> conditions.stream().allMatch(c -> c.holds(message));
    }

    /** One comparison. */
    record Condition(String property, boolean after, long millis) {
        boolean holds(ChatMessage message) {
            ToLongFunction<ChatMessage> value =
                    property.equals("createdDateTime") ? ChatMessage::createdMillis : ChatMessage::modifiedMillis;
            var actual = value.applyAsLong(message);
            return after ? actual > millis : actual < millis;
        }
    }
}
