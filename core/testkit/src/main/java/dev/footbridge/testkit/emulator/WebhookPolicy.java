package dev.footbridge.testkit.emulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How one vendor signs and repeats webhook deliveries. Called concurrently. */
public interface WebhookPolicy {
    /** Why an attempt failed. */
    enum Failure {
        NONE,
        TIMEOUT,
        CONNECTION,
        TLS,
        HTTP_ERROR
    }

    /** The pause before each repetition, in the vendor's own time; the sender's time scale shortens it. */
    List<Duration> retryDelays();

    /** How long the subscriber may take to answer. */
    Duration timeout(int attempt);

    /**
     * The headers of one attempt, made afresh each time because signatures carry the time.
     *
     * @param attempt 0 for the first
     * @param previous why the attempt before failed, NONE for the first
     */
    Map<String, String> headers(WebhookDelivery delivery, int attempt, Failure previous);

    /** Whether this answer ends the matter. */
    default boolean delivered(int status) {
        return status >= 200 && status < 300;
    }

    /**
     * Whether a failed answer forbids repetition.
     *
     * @param headers names in lower case
     */
    default boolean stopped(int status, Map<String, String> headers) {
        return false;
    }
}
