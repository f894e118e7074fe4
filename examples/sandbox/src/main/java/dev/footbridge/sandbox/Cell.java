package dev.footbridge.sandbox;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import java.util.stream.Collectors;

/**
 * How one deed came over from one platform to another.
 *
 * @param what the deed's title
 * @param note for people: which declaration covers what was not seen whole, or what is wrong
 * @param millis from the keystroke to the other side's screen, or to the end of the waiting
 */
record Cell(String what, String from, String to, Verdict verdict, String note, long millis) {

    /** What was seen on the other side. */
    enum Form {
        /** As the platform's own people would have made it. */
        NATIVE,
        /** In another form: as text, as a reply, in parts. */
        LESSER,
        NONE
    }

    /** What to think of it. */
    enum Verdict {
        CROSSED("yes"),
        /** Came in another form, as the connectors declare. */
        DEGRADED("part"),
        /** Did not come, as the connectors declare. */
        DECLARED("none"),
        FAILED("FAIL");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    boolean isFailed() {
        return verdict == Verdict.FAILED;
    }

    /** Whether people cannot do this on a platform at all, by its connector's declaration. */
    static boolean isImpossible(Deed deed, Features from) {
        return deed.elements().stream().allMatch(element -> isGone(from.fidelity(element)));
    }

    /** Weighs what was seen against what both platforms declare. */
    static Verdict judge(Deed deed, Form form, Features from, Features to) {
        boolean whole = deed.elements().stream().allMatch(element -> isWhole(from, element) && isWhole(to, element));
        boolean gone = deed.elements().stream().allMatch(element -> isGone(to, element));
        return switch (form) {
            case NATIVE -> gone ? Verdict.FAILED : Verdict.CROSSED;
            case LESSER -> whole ? Verdict.FAILED : Verdict.DEGRADED;
            case NONE -> gone ? Verdict.DECLARED : Verdict.FAILED;
        };
    }

    /** Why less than everything comes over, in the connector's words. */
    static String notes(Deed deed, Features features) {
        return deed.elements().stream()
                .filter(element -> features.fidelity(element) != Fidelity.FULL)
                .map(element -> features.note(element).orElse(element + " " + features.fidelity(element)))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    static boolean isGone(Features features, Element element) {
        return isGone(features.fidelity(element));
    }

    static boolean isWhole(Features features, Element element) {
        return features.fidelity(element) == Fidelity.FULL;
    }

    private static boolean isGone(Fidelity fidelity) {
        return fidelity == Fidelity.DROPPED || fidelity == Fidelity.REJECTED;
    }
}
