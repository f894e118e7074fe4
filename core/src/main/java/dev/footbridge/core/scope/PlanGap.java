package dev.footbridge.core.scope;

/**
 * A capability that no grant in this context can open.
 *
 * @param operation the call that stays closed
 * @param reason a sentence that says what is in the way
 */
public record PlanGap(String capability, String operation, String reason) {}
