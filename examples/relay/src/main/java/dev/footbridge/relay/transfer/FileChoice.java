package dev.footbridge.relay.transfer;

import java.util.regex.Pattern;

/**
 * How a file crosses.
 *
 * @param reason why it does not cross as it is, a short word; empty for a native copy without more to say
 */
public record FileChoice(Way way, String reason) {

    /** The ways. */
    public enum Way {
        /** As a file of the target's own. */
        NATIVE,
        /** As a link that asks who is there. */
        LINK,
        /** Not at all; a notice says so. */
        REFUSE
    }

    private static final Pattern REASON = Pattern.compile("[a-z0-9_]{0,48}");

    /** A copy on the target. */
    public static final FileChoice NATIVE = new FileChoice(Way.NATIVE, "");

    public FileChoice {
        if (!REASON.matcher(reason).matches()) {
            throw new IllegalArgumentException("a reason is a word of " + REASON);
        }
    }

    public static FileChoice link(String reason) {
        return new FileChoice(Way.LINK, reason);
    }

    public static FileChoice refuse(String reason) {
        return new FileChoice(Way.REFUSE, reason);
    }
}
