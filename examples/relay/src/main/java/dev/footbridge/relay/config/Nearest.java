package dev.footbridge.relay.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what an operator meant to type. */
final class Nearest {

    private static final int MAX_DISTANCE = 3;

    private Nearest() {}

    /** {@code "; did you mean x? Known are x, y, z"}. */
    static String hint(String typed, Collection<String> known) {
        Optional<String> nearest = known.stream()
                .filter(candidate -> distance(typed, candidate) <= MAX_DISTANCE)
                .min(Comparator.comparingInt(candidate -> distance(typed, candidate)));
        return nearest.map(name -> "; did you mean " + name + "?").orElse("; known are " + String.join(", ", known));
    }

    /** Levenshtein distance, two rows at a time. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
