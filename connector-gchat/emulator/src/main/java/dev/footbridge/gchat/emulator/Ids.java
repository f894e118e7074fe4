package dev.footbridge.gchat.emulator;

import java.util.random.RandomGenerator;

/** Makes resource ids that look like Google's. */
final class Ids {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int MESSAGE = 11;
    private static final int TOKEN = 48;

    private final RandomGenerator random;
    private long lastUser;

    Ids(RandomGenerator random) {
        this.random = random;
    }

    String letters(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    String space() {
        return "AAAA" + letters(7);
    }

    String message() {
        return letters(MESSAGE);
    }

    String token() {
        return letters(TOKEN);
    }

    /** Twenty-one digits, counted up. */
    synchronized String user() {
        return "10" + String.format("%019d", ++lastUser);
    }

    /** Twenty-one digits at random. */
    String digits() {
        StringBuilder text = new StringBuilder("1");
        while (text.length() < 21) {
            text.append(random.nextInt(10));
        }
        return text.toString();
    }
}
