package dev.footbridge.relay.scopes.lint;

import java.util.Locale;

/** What the linter looks for. */
public enum Rule {
    MALFORMED_TABLE(Severity.ERROR, "a row has more cells than its table has columns"),
    UNKNOWN_NAME(Severity.ERROR, "no scope has this name, though others of its family are known"),
    NAME_NOT_IN_DATA(Severity.NOTE, "neither the name nor its family is known here; it cannot be judged"),
    MALFORMED_NAME(Severity.ERROR, "the name of a scope, not as it is spelled"),
    MISSING_REASON(Severity.WARNING, "a scope that nobody says the use of"),
    NO_SUCH_TYPE(Severity.ERROR, "the scope does not come in this grant type"),
    TYPE_AGAINST_HEADING(Severity.ERROR, "the row says another grant type than the heading above it"),
    TYPE_UNSTATED(Severity.NOTE, "nothing says which grant type is meant, and the scopes of the table come in several"),
    CONSENT_WRONG(Severity.ERROR, "whether an administrator has to consent is not as the row says"),
    CONSENT_COUNT(Severity.ERROR, "fewer scopes need an administrator than the text says"),
    CONTRADICTION(Severity.ERROR, "two rows about the same scope say different things"),
    REDUNDANT(Severity.WARNING, "another scope of the same list opens all that this one opens"),
    ONLY_SCOPE_CLAIM(Severity.ERROR, "said to be the only scope for it, and is not, or does not open it"),
    LEAST_SCOPE_CLAIM(Severity.ERROR, "said to be the least privileged scope for it, and a narrower one is known"),
    IMPOSSIBLE_CLAIM(Severity.WARNING, "said to be impossible, and the facts list scopes for it"),
    NARROWER_SUFFICES(Severity.WARNING, "for what the reason says a narrower scope is known"),
    DOES_NOT_OPEN(Severity.ERROR, "the reason names something that the scope does not open"),
    DELEGATED_NEEDLESSLY(
            Severity.NOTE, "an account is kept for a delegated scope that the application could hold itself"),
    TASK_WITHOUT_SCOPE(Severity.NOTE, "the text wants something that no scope of the lists is explained with"),
    REPLACEMENT_GAP(Severity.WARNING, "a list that is to replace the present one does not open what that one is for"),
    PLATFORM_MIX(Severity.WARNING, "somebody uses one platform and acts on another one in the same breath"),
    PLAN_SURFACE_MIX(Severity.WARNING, "one column holds both plans and kinds of interface"),
    NOT_FOR_SERVERS(Severity.WARNING, "works inside the platform's client only; a server gains nothing from it");

    private final Severity severity;
    private final String meaning;

    Rule(Severity severity, String meaning) {
        this.severity = severity;
        this.meaning = meaning;
    }

    /** As it is printed: {@code missing-reason}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Severity severity() {
        return severity;
    }

    /** What a finding of this rule says, in general. */
    public String meaning() {
        return meaning;
    }
}
