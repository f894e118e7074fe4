package dev.footbridge.relay.link;

import java.util.Locale;

/** Why a request gets no file. */
enum Denial {
    /** No such link. */
    UNKNOWN(404, "unknown"),
    /** Its time is over. */
    EXPIRED(410, "expired"),
    /** The conversations are not bridged any more. */
    REVOKED(410, "gone"),
    /** The message or the file was deleted. */
    GONE(410, "gone"),
    /** Nobody is signed in, or not any more. */
    SIGN_IN(401, "sign-in"),
    /** Signed in for another link, on another platform or in another workspace. */
    OTHER_ACCOUNT(401, "other-account"),
    /** Just signed in, but in another workspace. */
    OTHER_WORKSPACE(403, "other-workspace"),
    /** Signed in, but not in the conversation. */
    NOT_MEMBER(403, "not-member"),
    /** The operator lets no such file pass, or the scanner refused it. */
    NOT_PASSED(403, "not-passed"),
    /** The answer of the provider does not belong to a sign-in that was started here, or proves nothing. */
    BAD_SIGN_IN(403, "bad-sign-in"),
    /** This platform cannot tell who somebody is, or the operator did not set it up. */
    NO_SIGN_IN(503, "no-sign-in"),
    /** The person or the relay sends enough files already. */
    BUSY(503, "busy"),
    /** Too many requests from one address. */
    TOO_MANY(429, "too-many"),
    /** A platform cannot be asked for now. */
    UNAVAILABLE(503, "unavailable");

    private final int status;
    private final String page;

    Denial(int status, String page) {
        this.status = status;
        this.page = page;
    }

    int status() {
        return status;
    }

    /** Which text people see. */
    String page() {
        return page;
    }

    /** For metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
