package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.WebhookDelivery;
import dev.footbridge.testkit.emulator.WebhookPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** How Pub/Sub pushes: with an OpenID Connect token, again and again with growing pauses. */
final class PushPolicy implements WebhookPolicy {
    private static final Set<Integer> TAKEN = Set.of(102, 200, 201, 202, 204);
    private static final int ATTEMPTS = 12;

    private record Proof(String audience, String account) {}

    private final GoogleTokens tokens;
    private final Map<URI, Proof> proofs = new ConcurrentHashMap<>();

    PushPolicy(GoogleTokens tokens) {
        this.tokens = tokens;
    }

    void register(Pubsub.Subscription subscription) {
        subscription
                .push()
                .ifPresent(target -> proofs.put(target, new Proof(subscription.audience(), subscription.account())));
    }

    @Override
    public List<Duration> retryDelays() {
        // Really until the message is a week old; the end here only bounds a forgotten emulator.
        return Stream.iterate(Duration.ofSeconds(10), pause -> pause.multipliedBy(2))
                .map(pause -> pause.compareTo(Duration.ofMinutes(10)) > 0 ? Duration.ofMinutes(10) : pause)
                .limit(ATTEMPTS)
                .toList();
    }

    @Override
    public Duration timeout(int attempt) {
        return Duration.ofSeconds(10);
    }

    @Override
    public Map<String, String> headers(WebhookDelivery delivery, int attempt, Failure previous) {
        Proof proof = proofs.get(delivery.target());
        if (proof == null || proof.account().isEmpty()) {
            return Map.of();
        }
        return Map.of("Authorization", "Bearer " + tokens.idToken(proof.audience(), proof.account()));
    }

    @Override
    public boolean delivered(int status) {
        return TAKEN.contains(status);
    }
}
