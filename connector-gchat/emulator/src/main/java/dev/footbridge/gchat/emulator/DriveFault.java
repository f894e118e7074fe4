package dev.footbridge.gchat.emulator;

/** An error answer of Drive, which writes them in the older form with a reason. */
final class DriveFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    private DriveFault(int status, String reason, String message) {
        super(message, null, false, false);
        this.status = status;
        this.reason = reason;
    }

    static DriveFault of(int status, String reason, String message) {
        return new DriveFault(status, reason, message);
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }
}
