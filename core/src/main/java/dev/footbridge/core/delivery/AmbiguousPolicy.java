package dev.footbridge.core.delivery;

/** What to do about a post that may have happened when the platform offers no way to find out. */
public enum AmbiguousPolicy {
    /** Post again: nothing is lost, and now and then something is seen twice. */
    PREFER_DUPLICATE,
    /** Give up as {@link Outcome.Uncertain}: nothing is seen twice, and now and then something is missing. */
    PREFER_LOSS
}
