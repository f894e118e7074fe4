package dev.footbridge.core.scope;

/** Who has to agree before a credential holds a scope. */
public enum Consent {
    /** Nobody: it comes with the kind of credential. */
    NOBODY("nobody: it comes with the credential"),
    /** Each user for their own account. */
    USER("each user"),
    /** Whoever may install apps. */
    INSTALLER("whoever installs the app"),
    /** The owner of the single group, team or chat. */
    RESOURCE_OWNER("the owner of each team or chat"),
    /** An administrator, once for the whole organisation. */
    ADMINISTRATOR("an administrator");

    private final String who;

    Consent(String who) {
        this.who = who;
    }

    /** For a sentence such as "consent by each user". */
    public String who() {
        return who;
    }
}
