package dev.footbridge.relay.link;

/** Nobody was proved to be anybody. */
final class SignInFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean forNow;
    private final String code;

    private SignInFailedException(boolean forNow, String code) {
        super(code, null, false, false);
        this.forNow = forNow;
        this.code = code;
    }

    /** The provider cannot be asked now. */
    static SignInFailedException unreachable(String code) {
        return new SignInFailedException(true, code);
    }

    /** What the provider or the browser said proves nothing. */
    static SignInFailedException refused(String code) {
        return new SignInFailedException(false, code);
    }

    boolean forNow() {
        return forNow;
    }

    /** A short word; never what the provider wrote. */
    String code() {
        return code;
    }
}
