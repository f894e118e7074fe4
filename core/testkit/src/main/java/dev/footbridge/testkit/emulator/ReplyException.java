package dev.footbridge.testkit.emulator;

/** Ends the handling of a request with the given answer: for checks deep inside a handler (token, scope, rate limit). */
public final class ReplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    public ReplyException(Reply reply) {
        // Answers are ordinary control flow here: no stack trace, they are on the hot path of rate-limit tests.
        super("answer " + reply.status(), null, false, false);
        this.reply = reply;
    }

    public Reply reply() {
        return reply;
    }
}
