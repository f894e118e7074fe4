package dev.footbridge.testkit.emulator;

import java.time.Duration;
import java.time.Instant;

/** One line of the delivery log. Carries no content. */
public record DeliveryAttempt(
        Instant at,
        Duration took,
        String target,
        String label,
        int attempt,
        int status,
        WebhookPolicy.Failure failure) {}
