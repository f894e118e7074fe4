package dev.footbridge.core.id;

/**
 * A messaging platform, by the short lower-case name its connector registers.
 *
 * @param value lower-case letters and digits, 1 to 32 of them
 */
public record Platform(String value) {

    public Platform {
        if (!value.matches("[a-z][a-z0-9]{0,31}")) {
            throw new IllegalArgumentException("platform must match [a-z][a-z0-9]{0,31}");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
