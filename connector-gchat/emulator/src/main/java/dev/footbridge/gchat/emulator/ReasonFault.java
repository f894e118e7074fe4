package dev.footbridge.gchat.emulator;

/** An error answer in the older form with a reason, as Drive and the directory write it. */
final class ReasonFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    private ReasonFault(int status, String reason, String message) {
        super(message, null, false, false);
        this.status = status;
        this.reason = reason;
    }

    static ReasonFault of(int status, String reason, String message) {
        return new ReasonFault(status, reason, message);
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }
}
