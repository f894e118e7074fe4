package dev.footbridge.core.connector;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks values against settings; messages name the setting and what is allowed, never the value. */
final class SettingCheck {

    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private SettingCheck() {}

    static void check(List<Setting> settings, Map<String, String> values) {
        for (String name : values.keySet()) {
            if (settings.stream().noneMatch(s -> s.name().equals(name))) {
                throw new IllegalArgumentException("unknown setting " + name + "; known are "
                        + settings.stream().map(Setting::name).collect(Collectors.joining(", ")));
            }
        }
        for (Setting setting : settings) {
            Optional<String> value = Optional.ofNullable(values.get(setting.name()));
            if (value.isEmpty() && setting.required()) {
                throw new IllegalArgumentException(
                        "setting " + setting.name() + " is missing: " + setting.description());
            }
            value.flatMap(v -> problem(setting.type(), v)).ifPresent(problem -> {
                throw new IllegalArgumentException("setting " + setting.name() + " " + problem);
            });
        }
    }

    static Optional<String> problem(Setting.Type type, String value) {
        boolean fine = switch (type) {
            case TEXT, SECRET -> !value.isBlank();
            case URL -> isUrl(value);
            case DURATION -> isDuration(value);
            case INTEGER -> value.matches("\\d{1,9}");
            case BOOLEAN -> value.matches("(?i)true|false");
            case FILE -> isReadable(value);
        };
        return fine ? Optional.empty() : Optional.of(expectation(type));
    }

    private static String expectation(Setting.Type type) {
        return switch (type) {
            case TEXT, SECRET -> "must not be empty";
            case URL -> "must be an absolute http or https URL";
            case DURATION -> "must be a duration such as 500ms, 30s, 5m, 2h or PT30S";
            case INTEGER -> "must be a whole number from 0 to 999999999";
            case BOOLEAN -> "must be true or false";
            case FILE -> "must name a file that can be read";
        };
    }

    private static boolean isReadable(String value) {
        try {
            return Files.isReadable(Path.of(value));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isUrl(String value) {
        try {
            URI uri = URI.create(value);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isDuration(String value) {
        try {
            return !duration(value).isNegative();
        } catch (DateTimeParseException | ArithmeticException e) {
            return false;
        }
    }

    static Duration duration(String value) {
        Matcher matcher = SHORT_DURATION.matcher(value);
        if (!matcher.matches()) {
            return Duration.parse(value);
        }
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        if (unit.equals("ms")) {
            return Duration.ofMillis(amount);
        }
        return unit.equals("d") ? Duration.ofDays(amount) : Duration.parse("PT" + amount + unit);
    }
}
