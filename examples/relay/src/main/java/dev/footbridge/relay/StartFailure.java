package dev.footbridge.relay;

import java.net.BindException;

/** Turns what a start can break on into a sentence that says what to do. */
final class StartFailure {

    private static final int MAX_CAUSES = 16;

    private StartFailure() {}

    static String explain(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (cause instanceof BindException || isPortInUse(cause)) {
                return "a port is in use or may not be used; change listen, management or links.listen in the configuration";
            }
            cause = cause.getCause();
        }
        if (failure instanceof IllegalArgumentException && failure.getMessage() != null) {
            return failure.getMessage();
        }
        return failure.getClass().getSimpleName();
    }

    /** Javalin wraps the cause into an exception of its own that keeps it only as text. */
    private static boolean isPortInUse(Throwable cause) {
        return cause.getClass().getSimpleName().contains("Bind")
                || String.valueOf(cause.getMessage()).startsWith("Port already in use");
    }
}
