package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.http.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;

/** A subscription as the platform lists it. */
record TeamsSubscription(
        String id,
        String resource,
        String changeType,
        String notificationUrl,
        Optional<String> lifecycleUrl,
        Optional<String> clientState,
        Optional<String> certificateId,
        Instant expiresAt) {

    static Optional<TeamsSubscription> read(JsonNode node) {
        Optional<String> id = Json.nonBlank(node, "id");
        Optional<Instant> expires = TeamsMessages.instant(node, "expirationDateTime");
        if (id.isEmpty() || expires.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TeamsSubscription(
                id.get(),
                Json.text(node, "resource").orElse(""),
                Json.text(node, "changeType").orElse(""),
                Json.text(node, "notificationUrl").orElse(""),
                Json.nonBlank(node, "lifecycleNotificationUrl"),
                Json.nonBlank(node, "clientState"),
                Json.nonBlank(node, "encryptionCertificateId"),
                expires.get()));
    }

    boolean isOf(TeamsPlace place) {
        String wanted = place.messagesResource();
        String own = resource.startsWith("/") ? resource : "/" + resource;
        return wanted.equalsIgnoreCase(own);
    }

    /** Whether it does what we would ask for now. The platform leaves out what it does not like to tell again. */
    boolean fits(String changeTypes, String lifecycle, String state, Optional<String> certificate) {
        return changes(changeType).equals(changes(changeTypes))
                && lifecycleUrl.map(lifecycle::equals).orElse(true)
                && clientState.map(state::equals).orElse(true)
                && certificateId.equals(certificate);
    }

    private static TreeSet<String> changes(String list) {
        return new TreeSet<>(Arrays.asList(list.replace(" ", "").split(",")));
    }
}
