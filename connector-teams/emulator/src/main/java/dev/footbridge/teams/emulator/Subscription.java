package dev.footbridge.teams.emulator;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One subscription. A change makes a new value.
 *
 * @param resourceText the resource as the client wrote it
 * @param changeTypes of {@code created}, {@code updated}, {@code deleted}, in the client's order
 * @param paused no notifications until the subscription is renewed or reauthorized; what happens meanwhile is lost
 */
record Subscription(
        String id,
        String appId,
        String creatorId,
        String resourceText,
        SubscribedResource resource,
        Set<String> changeTypes,
        URI notificationUrl,
        Optional<URI> lifecycleUrl,
        Optional<String> clientState,
        Optional<Encryption> encryption,
        Instant expires,
        boolean paused) {

    boolean includesData() {
        return encryption.isPresent();
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expires);
    }

    String changeTypeText() {
        return String.join(",", changeTypes);
    }

    Subscription renewed(Instant until) {
        return with(until, encryption, notificationUrl, false);
    }

    Subscription withEncryption(Encryption newer) {
        return with(expires, Optional.of(newer), notificationUrl, paused);
    }

    Subscription withNotificationUrl(URI url) {
        return with(expires, encryption, url, paused);
    }

    Subscription withPause(boolean newPaused) {
        return with(expires, encryption, notificationUrl, newPaused);
    }

    private Subscription with(Instant newExpires, Optional<Encryption> newEncryption, URI url, boolean newPaused) {
        return new Subscription(
                id,
                appId,
                creatorId,
                resourceText,
                resource,
                changeTypes,
                url,
                lifecycleUrl,
                clientState,
                newEncryption,
                newExpires,
                newPaused);
    }
}
