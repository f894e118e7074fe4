package dev.footbridge.core.connector;

import java.util.Optional;

/**
 * One setting of a connector, as data, so that a host can validate a configuration and print help without knowing the
 * platform.
 *
 * @param name lower-case words joined by hyphens
 * @param defaultValue used when the operator gives none; a required setting has none
 * @param description one sentence: what it is and where to find it
 */
public record Setting(String name, Type type, boolean required, Optional<String> defaultValue, String description) {

    /** How a value is written. */
    public enum Type {
        TEXT,
        /** Text that is never shown. */
        SECRET,
        /** An absolute http or https URL. */
        URL,
        /** An ISO-8601 duration, or a number with {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}. */
        DURATION,
        INTEGER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A path of a file that can be read. */
        FILE
    }

    /** A setting the operator must give. */
    public static Setting required(String name, Type type, String description) {
        return new Setting(name, type, true, Optional.empty(), description);
    }

    /** A setting that may be left out and then is absent. */
    public static Setting optional(String name, Type type, String description) {
        return new Setting(name, type, false, Optional.empty(), description);
    }

    /** A setting with a default. */
    public static Setting withDefault(String name, Type type, String defaultValue, String description) {
        return new Setting(name, type, false, Optional.of(defaultValue), description);
    }

    /** What is wrong with a value of this setting and what is allowed; never the value itself. */
    public Optional<String> problem(String value) {
        return SettingCheck.problem(type, value);
    }
}
