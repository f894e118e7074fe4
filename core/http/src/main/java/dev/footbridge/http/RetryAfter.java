package dev.footbridge.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Retry-After} header: seconds or an HTTP date (RFC 9110, section 10.2.3). */
public final class RetryAfter {

    /** Longer waits are cut down to this: a probe after a quarter of an hour costs nothing, a day of silence does. */
    public static final Duration MAX = Duration.ofMinutes(15);

    private static final int MAX_LENGTH = 64;
    private static final Pattern SECONDS = Pattern.compile("\\+?[0-9]+(\\.[0-9]+)?");

    private RetryAfter() {}

    /** How long to wait from {@code now} on; nothing if the header is absent, negative or unreadable. A date in the past is zero. */
    public static Optional<Duration> parse(@Nullable String header, Instant now) {
        if (header == null || header.isBlank() || header.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String value = header.strip();
        if (SECONDS.matcher(value).matches()) {
            BigDecimal seconds = new BigDecimal(value).min(BigDecimal.valueOf(MAX.toSeconds()));
            // Fractions occur in the wild; waiting too short would earn the next 429.
            return Optional.of(
                    Duration.ofSeconds(seconds.setScale(0, RoundingMode.CEILING).longValueExact()));
        }
        return date(value).map(until -> capped(Duration.between(now, until)));
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.ofNullable(Headers.of("Retry-After", value).getInstant("Retry-After"));
        } catch (IllegalArgumentException e) {
            // Characters that no header may have.
            return Optional.empty();
        }
    }

    private static Duration capped(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}
