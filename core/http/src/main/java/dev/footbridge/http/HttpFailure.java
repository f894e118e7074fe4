package dev.footbridge.http;

import dev.footbridge.core.connector.ConnectorException.Effect;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Why a call got no usable answer, and whether it may have done its work all the same. The client throws nothing else,
 * so the verdict survives a vendor SDK that wraps exceptions; {@link HttpFailures} finds it again.
 */
public final class HttpFailure extends IOException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, in the words that logs and metrics use. */
    public enum Reason {
        /** The guard does not let this client talk to that host, or not with credentials. */
        HOST_NOT_ALLOWED("host_not_allowed"),
        /** The name has no address, or only one that is not public. */
        NAME_NOT_RESOLVED("name_not_resolved"),
        /** No connection. */
        CONNECT_FAILED("connect_failed"),
        /** No trust: certificate, name or protocol. */
        TLS_FAILED("tls_failed"),
        /** No answer in time. */
        TIMED_OUT("timed_out"),
        /** The connection broke. */
        CONNECTION_LOST("connection_lost"),
        /** The answer is larger than the limit. */
        ANSWER_TOO_LARGE("answer_too_large");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The reason as an error code. */
        public String code() {
            return code;
        }
    }

    private final Reason reason;
    private final Effect effect;

    HttpFailure(Reason reason, Effect effect, String host, @Nullable Throwable cause) {
        super(reason.code() + " (" + host + ")", cause);
        this.reason = reason;
        this.effect = effect;
    }

    public Reason reason() {
        return reason;
    }

    /** {@code UNKNOWN} as soon as the first byte of a request that changes something may have left. */
    public Effect effect() {
        return effect;
    }
}
