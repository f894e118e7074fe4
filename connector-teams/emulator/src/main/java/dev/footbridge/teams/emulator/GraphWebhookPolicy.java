package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.WebhookDelivery;
import dev.footbridge.testkit.emulator.WebhookPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How Graph delivers notifications: 3 s to answer, 10 s for a repetition, repetitions with exponential backoff for up to four
 * hours. Nothing is signed. The steps of the backoff are not published; these double from 5 s.
 */
final class GraphWebhookPolicy implements WebhookPolicy {
    private static final Duration FIRST_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration LATER_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LAST_ATTEMPT = Duration.ofHours(4);

    private final List<Duration> delays = delays();

    @Override
    public List<Duration> retryDelays() {
        return delays;
    }

    @Override
    public Duration timeout(int attempt) {
        return attempt == 0 ? FIRST_TIMEOUT : LATER_TIMEOUT;
    }

    @Override
    public Map<String, String> headers(WebhookDelivery delivery, int attempt, Failure previous) {
        return Map.of("User-Agent", "Microsoft Graph change notifications emulator");
    }

    private static List<Duration> delays() {
        var all = new ArrayList<Duration>();
        var pause = FIRST_PAUSE;
        var passed = Duration.ZERO;
        while (passed.plus(pause).compareTo(LAST_ATTEMPT) <= 0) {
            all.add(pause);
            passed = passed.plus(pause);
            pause = pause.multipliedBy(2);
        }
        var rest = LAST_ATTEMPT.minus(passed);
        if (!rest.isZero()) {
            all.add(rest);
        }
        return List.copyOf(all);
    }

    /** The validation handshake has 10 seconds and no repetition. */
    static WebhookPolicy handshake() {
        return new WebhookPolicy() {
            @Override
            public List<Duration> retryDelays() {
                return List.of();
            }

            @Override
            public Duration timeout(int attempt) {
                return LATER_TIMEOUT;
            }

            @Override
            public Map<String, String> headers(WebhookDelivery delivery, int attempt, Failure previous) {
                return Map.of();
            }

            @Override
            public boolean delivered(int status) {
                return status == 200;
            }
        };
    }
}
