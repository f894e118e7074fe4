package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.WebhookDelivery;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The validation of a notification URL: it has to echo a token as plain text within ten seconds. */
final class Handshake {
    private final WebhookSender sender;
    private final Tenant tenant;

    Handshake(WebhookSender sender, Tenant tenant) {
        this.sender = sender;
        this.tenant = tenant;
    }

    /** Returns when the URL has answered as it must; every call is a request of its own, also for a URL that passed before. */
    void check(URI url) {
        // Characters that change under URL encoding: an endpoint that echoes the raw query fails here as it does at
        // Graph.
        var token = "Validation: Testing client application reachability for subscription Request-Id: " + tenant.guid();
        var target = url + (url.getRawQuery() == null ? "?" : "&") + "validationToken="
                + URLEncoder.encode(token, StandardCharsets.UTF_8);
        var reply = sender.exchange(
                new WebhookDelivery(URI.create(target), "", "validation", "text/plain; charset=utf-8", new byte[0]));
        if (reply.status() == 0) {
            throw failed("The server committed a protocol violation or did not answer in time.");
        }
        if (reply.status() != 200) {
            throw failed("Notification endpoint must respond with 200 OK to validation request.");
        }
        var type = reply.headers().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        if (!type.startsWith("text/plain")) {
            throw failed("HTTP response content type must be text/plain.");
        }
        if (!reply.body().equals(token)) {
            throw failed("The content of the validation response does not match the expected content.");
        }
    }

    private static GraphFault failed(String reason) {
        return GraphFault.of(400, "ValidationError", "Subscription validation request failed. " + reason);
    }
}
