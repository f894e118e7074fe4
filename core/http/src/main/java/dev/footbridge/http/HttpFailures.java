package dev.footbridge.http;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns what HTTP answers into the connectors' one exception. A connector starts from this table and overrides the rows
 * that its platform defines otherwise. Messages hold a status, a code and a host; never a body, a path or a query.
 */
public final class HttpFailures {

    private static final int MAX_CAUSES = 16;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

    private HttpFailures() {}

    /**
     * The failure of a call that got no answer, also when a vendor SDK wrapped it. What did not come from this module's
     * client counts as {@code UNKNOWN}. When the source of an {@link UploadBody} broke, what the source said.
     *
     * @throws InterruptedException if the thread was interrupted while it waited; the interrupt flag is cleared
     */
    public static ConnectorException of(Throwable failure) throws InterruptedException {
        Optional<BrokenSourceException> source = find(failure, BrokenSourceException.class);
        Optional<HttpFailure> known = find(failure, HttpFailure.class);
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted during a call");
        }
        if (source.isPresent()) {
            return source.get().reason();
        }
        if (known.isEmpty()) {
            String type = failure.getClass().getSimpleName();
            return ConnectorException.unavailable(Effect.UNKNOWN, "call_failed", "The call failed: " + type, null);
        }
        HttpFailure http = known.get();
        String message = "No answer: " + http.getMessage();
        return switch (http.reason()) {
            case HOST_NOT_ALLOWED ->
                ConnectorException.of(
                        Kind.REJECTED, http.reason().code(), message + "; it is not a configured endpoint");
            case NAME_NOT_RESOLVED, CONNECT_FAILED, TLS_FAILED, TIMED_OUT, CONNECTION_LOST, ANSWER_TOO_LARGE ->
                ConnectorException.unavailable(http.effect(), http.reason().code(), message, http);
        };
    }

    /**
     * The failure that a status says.
     *
     * @param status 300 to 599; everything else that is not a success counts as a broken server
     * @param code the platform's own error code; replaced by {@code http_STATUS} where it has odd characters
     * @param retryAfter the header as it came
     */
    public static ConnectorException ofStatus(
            int status, @Nullable String code, @Nullable String retryAfter, Instant now) {
        Kind kind = kind(status);
        String safeCode = code == null ? "http_" + status : safeCode(code, "http_" + status);
        String message = "The platform answered " + status + " (" + safeCode + ")";
        Optional<Duration> wait = RetryAfter.parse(retryAfter, now);
        if (kind == Kind.THROTTLED) {
            return ConnectorException.throttled(safeCode, message, wait);
        }
        ConnectorException failure = ConnectorException.of(kind, safeCode, message);
        if (isAmbiguous(status)) {
            failure = failure.withUnknownEffect();
        }
        return kind == Kind.UNAVAILABLE && wait.isPresent() ? failure.withRetryAfter(wait.get()) : failure;
    }

    /** The code if it is fit for logs, metrics and the ledger, else the fallback: platforms echo input in odd places. */
    public static String safeCode(String code, String fallback) {
        return CODE.matcher(code).matches() ? code : fallback;
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401, 407 -> Kind.UNAUTHORIZED;
            case 402, 403 -> Kind.FORBIDDEN;
            case 404, 410 -> Kind.NOT_FOUND;
            case 408, 421, 423, 425 -> Kind.UNAVAILABLE;
            case 429 -> Kind.THROTTLED;
            case 501 -> Kind.UNSUPPORTED;
            default -> status >= 300 && status < 500 ? Kind.REJECTED : Kind.UNAVAILABLE;
        };
    }

    /** 408 and 409 may come after the work was done; so may every error of a server or of a gateway before it. */
    private static boolean isAmbiguous(int status) {
        return status == 408 || status == 409 || (status >= 500 && status != 501) || status < 300;
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        @Nullable Throwable next = failure;
        for (int i = 0; next != null && i < MAX_CAUSES; i++) {
            if (type.isInstance(next)) {
                return Optional.of(type.cast(next));
            }
            next = next.getCause();
        }
        return Optional.empty();
    }
}
