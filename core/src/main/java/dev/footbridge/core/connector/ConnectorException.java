package dev.footbridge.core.connector;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to a platform failed. The message says what to do and never holds content, names, tokens or query strings, so
 * it may be logged.
 */
public final class ConnectorException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of failure it is, and so what to do. */
    public enum Kind {
        /** Too many calls: wait, see {@link #retryAfter}. */
        THROTTLED,
        /** The platform cannot be reached or is broken for now. */
        UNAVAILABLE,
        /** The credentials are not accepted: stop, tell the operator. */
        UNAUTHORIZED,
        /** A scope or membership is missing: {@link #missingScope} names the scope where the platform tells. */
        FORBIDDEN,
        /** The message, channel or user does not exist (any more). */
        NOT_FOUND,
        /** The platform will never take this request. */
        REJECTED,
        /** This connector cannot do it at all. */
        UNSUPPORTED
    }

    /** Whether the call may have done its work all the same. */
    public enum Effect {
        NOT_APPLIED,
        /** It may have happened: read back before trying again. */
        UNKNOWN
    }

    private final Kind kind;
    private final Effect effect;
    private final String code;
    private final @Nullable Duration retryAfter;
    private final @Nullable String missingScope;

    private ConnectorException(
            Kind kind,
            Effect effect,
            String code,
            String message,
            @Nullable Duration retryAfter,
            @Nullable String missingScope,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.effect = effect;
        this.code = code;
        this.retryAfter = retryAfter;
        this.missingScope = missingScope;
    }

    /** A failure that certainly had no effect. {@code code} is the platform's error code, or a short word of ours. */
    public static ConnectorException of(Kind kind, String code, String message) {
        return new ConnectorException(kind, Effect.NOT_APPLIED, code, message, null, null, null);
    }

    /** The platform asks to wait. */
    public static ConnectorException throttled(String code, String message, Optional<Duration> retryAfter) {
        return new ConnectorException(
                Kind.THROTTLED, Effect.NOT_APPLIED, code, message, retryAfter.orElse(null), null, null);
    }

    /** A scope is missing. */
    public static ConnectorException missingScope(String code, String scope, String message) {
        return new ConnectorException(Kind.FORBIDDEN, Effect.NOT_APPLIED, code, message, null, scope, null);
    }

    /** The platform cannot be reached or is broken. */
    public static ConnectorException unavailable(
            Effect effect, String code, String message, @Nullable Throwable cause) {
        return new ConnectorException(Kind.UNAVAILABLE, effect, code, message, null, null, cause);
    }

    /** The same failure with a time to wait. */
    public ConnectorException withRetryAfter(Duration wait) {
        return new ConnectorException(kind, effect, code, message(), wait, missingScope, getCause());
    }

    /** The same failure of a step that people cannot see, in a call that has more steps. */
    public ConnectorException withoutEffect() {
        return new ConnectorException(kind, Effect.NOT_APPLIED, code, message(), retryAfter, missingScope, getCause());
    }

    /** The same failure, its effect unknown. */
    public ConnectorException withUnknownEffect() {
        return new ConnectorException(kind, Effect.UNKNOWN, code, message(), retryAfter, missingScope, getCause());
    }

    private String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    public Kind kind() {
        return kind;
    }

    public Effect effect() {
        return effect;
    }

    /** The platform's error code, at most 64 characters of {@code [A-Za-z0-9_.:-]}; fit for metrics and the ledger. */
    public String code() {
        return code;
    }

    /** How long the platform asked to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The scope that would have opened the call. */
    public Optional<String> missingScope() {
        return Optional.ofNullable(missingScope);
    }
}
