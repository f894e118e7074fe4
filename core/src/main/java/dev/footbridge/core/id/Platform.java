package dev.footbridge.core.id;

import java.util.regex.Pattern;

/**
 * A messaging platform, by the short lower-case name its connector registers.
 *
 * @param value lower-case letters and digits, 1 to 32 of them
 */
public record Platform(String value) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,31}");

    public Platform {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("platform must match " + NAME);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
