package dev.footbridge.core.id;

/** The one rule every identifier obeys: 1 to {@value #MAX_LENGTH} characters, none of them a control character. */
final class Ids {

    static final int MAX_LENGTH = 512;

    private Ids() {}

    static String check(String value, String what) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    what + " must have 1 to " + MAX_LENGTH + " characters, has " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new IllegalArgumentException(what + " has a control character at " + i);
            }
        }
        return value;
    }
}
