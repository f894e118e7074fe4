package dev.footbridge.core.document;

/**
 * An emoji, as a reaction or in text.
 *
 * @param value the Unicode sequence, or for a custom emoji its name on the platform without colons
 * @param custom whether only the platform that has it can show it
 */
public record Emoji(String value, boolean custom) {

    /** Longest value: the longest Unicode sequence has about 15 code points, custom names up to 100 characters. */
    public static final int MAX_LENGTH = 128;

    public Emoji {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("emoji must have 1 to " + MAX_LENGTH + " characters");
        }
    }

    /** A standard emoji by its Unicode sequence. */
    public static Emoji unicode(String sequence) {
        return new Emoji(sequence, false);
    }

    /** A custom emoji by its name without colons. */
    public static Emoji custom(String name) {
        return new Emoji(name, true);
    }
}
