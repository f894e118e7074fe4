package dev.footbridge.relay.scopes.lint;

/** How much a finding weighs. */
public enum Severity {
    /** The facts say otherwise. */
    ERROR,
    /** Less would do, or somebody who reads this has to guess. */
    WARNING,
    /** Worth a look. */
    NOTE
}
