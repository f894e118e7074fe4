package dev.footbridge.relay.scopes.lint;

/** The file is no permission document that could be read. The message says why. */
public final class LintException extends Exception {

    private static final long serialVersionUID = 1L;

    public LintException(String message) {
        super(message);
    }
}
